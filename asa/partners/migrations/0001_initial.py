import asa.common.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('state_agency', 'State agency'), ('local_government', 'Local government'), ('hospital', 'Hospital or health station'), ('school', 'School or education office'), ('police', 'Police'), ('shelter', 'Shelter'), ('public_benefit_organisation', 'Public-benefit organisation'), ('community_welfare_organisation', 'Community welfare organisation')], max_length=30, verbose_name='Kind')),
                ('name_th', models.CharField(max_length=160, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=160, verbose_name='English name')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone')),
                ('services', models.CharField(blank=True, max_length=300, verbose_name='What it helps with')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Area served')),
            ],
            options={
                'ordering': ['name_th'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['state_agency', 'local_government', 'hospital', 'school', 'police', 'shelter', 'public_benefit_organisation', 'community_welfare_organisation'])), name='partner_kind_is_known')],
            },
        ),
    ]
