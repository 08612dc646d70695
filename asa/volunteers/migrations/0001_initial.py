import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Centre',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('tambon', 'Sub-district'), ('district', 'District'), ('province', 'Province')], max_length=10, verbose_name='Level')),
                ('name_th', models.CharField(max_length=160, verbose_name='Name')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='Place')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'area'), name='one_centre_per_level_and_area')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('responsibility', models.CharField(choices=[('village', 'Village'), ('tambon', 'Sub-district'), ('district', 'District'), ('province', 'Province')], default='village', max_length=10, verbose_name='Level')),
                ('kind', models.CharField(choices=[('adult', 'Volunteer'), ('youth', 'Youth volunteer')], default='adult', max_length=8)),
                ('state', models.CharField(choices=[('applied', 'Applied'), ('verified', 'Papers checked'), ('trained', 'Trained'), ('registered', 'Registered'), ('suspended', 'Suspended'), ('ended', 'Ended')], default='applied', max_length=12)),
                ('registration_no', models.CharField(blank=True, max_length=30, verbose_name='Registration number')),
                ('registration_year_be', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('registration_province', models.CharField(blank=True, max_length=2)),
                ('registered_on', models.DateField(blank=True, null=True, verbose_name='Registered on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('end_reason', models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('deceased', 'Deceased'), ('lost_qualification', 'Lost a qualification'), ('misconduct', 'Misconduct'), ('no_work', 'Did no work')], max_length=20)),
                ('last_active_on', models.DateField(blank=True, null=True)),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='Address')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postcode')),
                ('skills', models.CharField(blank=True, max_length=300, verbose_name='Skills')),
                ('occupation', models.CharField(blank=True, max_length=120, verbose_name='Occupation')),
                ('education', models.CharField(blank=True, max_length=120, verbose_name='Education')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Area')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'state'], name='volunteer_by_area'), models.Index(fields=['registration_no'], name='volunteer_by_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'verified', 'trained', 'registered', 'suspended', 'ended'])), name='volunteer_state_is_known'), models.UniqueConstraint(condition=models.Q(('registration_no', ''), _negated=True), fields=('registration_province', 'registration_year_be', 'registration_no'), name='registration_number_once_per_province_and_year')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer'), ('publicity', 'Public relations'), ('committee', 'Committee member'), ('adviser', 'Adviser')], max_length=12, verbose_name='Position')),
                ('started_on', models.DateField(verbose_name='From')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='volunteers.centre')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='office_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('responsibility', models.CharField(choices=[('village', 'Village'), ('tambon', 'Sub-district'), ('district', 'District'), ('province', 'Province')], max_length=10)),
                ('is_main', models.BooleanField(default=True)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='places.area')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='volunteers.volunteer')),
            ],
            options={
                'indexes': [models.Index(fields=['area'], name='assignment_by_area')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('is_main', True)), fields=('volunteer',), name='one_current_main_assignment')],
            },
        ),
    ]
