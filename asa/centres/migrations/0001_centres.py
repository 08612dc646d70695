import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('volunteers', '0002_fewer_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Component',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('hint_th', models.CharField(blank=True, max_length=300)),
                ('hint_en', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('assessed_on', models.DateField(verbose_name='Day')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='volunteers.centre')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'assessed_on'), name='one_assessment_per_centre_and_day')],
            },
        ),
        migrations.CreateModel(
            name='ChangeProposal',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'Waits to be validated'), ('accepted', 'Validated'), ('rejected', 'Rejected'), ('withdrawn', 'Proposal withdrawn')], default='waiting', max_length=10)),
                ('old', models.JSONField()),
                ('new', models.JSONField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='volunteers.centre')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'state'], name='proposal_by_centre')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'accepted', 'rejected', 'withdrawn'])), name='proposal_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_rejection_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeTerm',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('started_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(verbose_name='Until')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='volunteers.centre')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'started_on'), name='one_election_per_centre_and_day'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('started_on'))), name='term_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('year_be', models.PositiveSmallIntegerField()),
                ('day', models.DateField(verbose_name='Day')),
                ('starts_at', models.TimeField(verbose_name='Begins at')),
                ('place', models.CharField(max_length=200, verbose_name='Meeting place')),
                ('agenda', models.TextField(verbose_name='Agenda')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('ended_at', models.TimeField(blank=True, null=True, verbose_name='Closed at')),
                ('minutes', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='What was said')),
                ('decisions', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='Decisions')),
                ('recorded_on', models.DateField(blank=True, null=True)),
                ('cancel_reason', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='volunteers.centre')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'day'], name='meeting_by_centre')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'year_be', 'number'), name='one_meeting_per_number'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'cancelled'])), name='meeting_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer'), ('publicity', 'Public relations'), ('committee', 'Committee member'), ('adviser', 'Adviser')], max_length=12)),
                ('coming', models.CharField(choices=[('invited', 'Invited'), ('present', 'Came'), ('excused', 'Excused'), ('absent', 'Absent')], default='invited', max_length=10)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='volunteers.volunteer')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='centres.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'volunteer'), name='invited_once_to_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='Thing to do')),
                ('due_on', models.DateField(verbose_name='By')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('done_note', models.CharField(blank=True, max_length=300)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='centres.meeting')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='volunteers.volunteer')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='one_point_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Priority',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('work', models.CharField(blank=True, max_length=300, verbose_name='What will be done')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='By')),
                ('state', models.CharField(choices=[('open', 'Not begun'), ('doing', 'Being done'), ('done', 'Done'), ('dropped', 'Given up')], default='open', max_length=10)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='centres.assessment')),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='centres.component')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'component'), name='one_priority_per_component'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'doing', 'done', 'dropped'])), name='work_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('centre', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='profile', serialize=False, to='volunteers.centre')),
                ('focal_name', models.CharField(blank=True, max_length=160)),
                ('focal_phone', models.CharField(blank=True, max_length=40)),
                ('services', models.JSONField(blank=True, default=list)),
                ('hours', models.CharField(blank=True, max_length=160, verbose_name='Opening hours')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Seats for a meeting')),
                ('vehicles', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Vehicles')),
                ('evidence_on', models.DateField(blank=True, null=True, verbose_name='Evidence of')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Founded on')),
                ('focal_volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='focal_of', to='volunteers.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('score', models.PositiveSmallIntegerField()),
                ('evidence', models.CharField(max_length=300, verbose_name='Evidence')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='centres.assessment')),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='centres.component')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'component'), name='one_rating_per_component'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='score_from_1_to_5')],
            },
        ),
        migrations.CreateModel(
            name='TermLength',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('tambon', 'Sub-district'), ('district', 'District'), ('province', 'Province')], max_length=10)),
                ('years', models.PositiveSmallIntegerField()),
                ('started_on', models.DateField()),
            ],
            options={
                'ordering': ['-started_on'],
                'constraints': [models.UniqueConstraint(fields=('level', 'started_on'), name='one_term_length_per_level_and_day')],
            },
        ),
    ]
