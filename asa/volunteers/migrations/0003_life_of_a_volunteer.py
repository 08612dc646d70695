import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0001_initial'),
        ('volunteers', '0002_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='office',
            name='term_ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='Term ends'),
        ),
        migrations.AlterField(
            model_name='volunteer',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('deceased', 'Deceased'), ('lost_qualification', 'Lost a qualification'), ('misconduct', 'Misconduct'), ('no_work', 'Did no work'), ('age', 'Age'), ('refused', 'Application not accepted'), ('other', 'Another reason')], max_length=20),
        ),
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=40)),
                ('number', models.PositiveSmallIntegerField()),
                ('check_kind', models.CharField(choices=[('min_age', 'Least age'), ('max_age', 'Greatest age'), ('lives_there', 'Lives in the area'), ('no_misconduct', 'Years since an end for misconduct'), ('trained', 'Basic course'), ('paper', 'Paper to be seen'), ('declared', 'Confirmed by the office')], max_length=16)),
                ('step', models.CharField(choices=[('applied', 'Applied'), ('verified', 'Papers checked'), ('trained', 'Trained'), ('registered', 'Registered'), ('suspended', 'Suspended'), ('ended', 'Ended')], max_length=12)),
                ('kind', models.CharField(blank=True, choices=[('adult', 'Volunteer'), ('youth', 'Youth volunteer')], max_length=8)),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Years')),
                ('may_deviate', models.BooleanField(default=False, verbose_name='The office may deviate from it with a reason')),
                ('is_asked', models.BooleanField(default=True, verbose_name='It is asked')),
            ],
            options={
                'ordering': ['number', 'started_on'],
                'constraints': [models.UniqueConstraint(fields=('code', 'started_on'), name='qualification_version_once')],
            },
        ),
        migrations.CreateModel(
            name='SignUpDay',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField(verbose_name='Day')),
                ('place', models.CharField(max_length=200, verbose_name='Place')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Area')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('held_on', 'area', 'place'), name='sign_up_day_once_per_place')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerStep',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('applied', 'Applied'), ('verified', 'Papers checked'), ('trained', 'Trained'), ('registered', 'Registered'), ('suspended', 'Suspended'), ('reinstated', 'Reinstated'), ('ended', 'Ended'), ('moved', 'Moved to another area'), ('taken_back', 'Step taken back')], max_length=12)),
                ('from_state', models.CharField(blank=True, choices=[('applied', 'Applied'), ('verified', 'Papers checked'), ('trained', 'Trained'), ('registered', 'Registered'), ('suspended', 'Suspended'), ('ended', 'Ended')], max_length=12)),
                ('to_state', models.CharField(choices=[('applied', 'Applied'), ('verified', 'Papers checked'), ('trained', 'Trained'), ('registered', 'Registered'), ('suspended', 'Suspended'), ('ended', 'Ended')], max_length=12)),
                ('on', models.DateField()),
                ('order_no', models.CharField(blank=True, max_length=60, verbose_name='Order no.')),
                ('reason', models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('deceased', 'Deceased'), ('lost_qualification', 'Lost a qualification'), ('misconduct', 'Misconduct'), ('no_work', 'Did no work'), ('age', 'Age'), ('refused', 'Application not accepted'), ('other', 'Another reason')], max_length=20)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('text', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='volunteer_step')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sign_up_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='volunteers.signupday')),
                ('takes_back', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='volunteers.volunteerstep')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['applied', 'verified', 'trained', 'registered', 'suspended', 'reinstated', 'ended', 'moved', 'taken_back'])), name='volunteer_step_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('health', 'Village health volunteer'), ('probation', 'Probation volunteer'), ('elderly', 'Volunteer caring for older people at home'), ('disabled', 'Helper of persons with disabilities'), ('drugs', 'Volunteer against drugs'), ('civil_defence', 'Civil defence volunteer'), ('agriculture', 'Village agricultural volunteer'), ('other', 'Other volunteer role')], max_length=16, verbose_name='Role')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='Which role')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='From')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('volunteer', 'role', 'name'), name='one_current_affiliation_of_a_role')],
            },
        ),
        migrations.CreateModel(
            name='NumberPattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('prefix', models.CharField(blank=True, max_length=20, verbose_name='Digits in front')),
                ('width', models.PositiveSmallIntegerField(verbose_name='Digits of the running number')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('province', 'started_on'), name='number_pattern_version_once')],
            },
        ),
    ]
