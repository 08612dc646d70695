import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PlaceSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('version', models.CharField(max_length=40)),
                ('loaded_on', models.DateField()),
                ('attribution', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name_th', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ['scheme', 'code'],
            },
        ),
        migrations.CreateModel(
            name='RegionScheme',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('name_th', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('country', 'Country'), ('province', 'Province'), ('district', 'District'), ('tambon', 'Sub-district'), ('village', 'Village')], max_length=8)),
                ('name_th', models.CharField(blank=True, max_length=80, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='English name')),
                ('name_key', models.CharField(blank=True, max_length=80)),
                ('english_key', models.CharField(blank=True, max_length=80)),
                ('moo', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Village number')),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('confirmed', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('parent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.area')),
            ],
            options={
                'ordering': ['code'],
                'indexes': [models.Index(fields=['level', 'name_key'], name='area_level_name'), models.Index(fields=['parent', 'code'], name='area_parent_code')],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['country', 'province', 'district', 'tambon', 'village'])), name='area_level_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('level', 'village'), ('moo__isnull', False)), models.Q(models.Q(('level', 'village'), _negated=True), ('moo__isnull', True)), _connector='OR'), name='area_village_has_moo')],
            },
        ),
        migrations.CreateModel(
            name='AreaSuccessor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('notice', 'Notice in the Royal Gazette'), ('name', 'Same name, not proven'), ('chosen', 'Chosen by a person')], max_length=8)),
                ('in_force_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='places.area')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='places.area')),
            ],
            options={
                'ordering': ['area', 'successor'],
                'constraints': [models.UniqueConstraint(fields=('area', 'successor'), name='successor_once_per_area'), models.CheckConstraint(condition=models.Q(('area', models.F('successor')), _negated=True), name='successor_is_another_area'), models.CheckConstraint(condition=models.Q(('basis__in', ['notice', 'name', 'chosen'])), name='successor_basis_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Postcode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=5, verbose_name='Postcode')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postcodes', to='places.area')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('area', 'code'), name='postcode_once_per_area')],
            },
        ),
        migrations.CreateModel(
            name='RegionMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='places.area')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='places.region')),
            ],
            options={
                'ordering': ['region', 'province'],
                'constraints': [models.UniqueConstraint(fields=('region', 'province', 'started_on'), name='region_member_once_per_day'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='region_member_ends_after_start')],
            },
        ),
        migrations.AddField(
            model_name='region',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='places.regionscheme'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.UniqueConstraint(fields=('scheme', 'code'), name='region_once_per_scheme'),
        ),
    ]
