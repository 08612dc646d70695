import asa.common.fields
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
        ('volunteers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyNotice',
            fields=[
                ('version', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('name_th', models.CharField(max_length=160)),
                ('name_en', models.CharField(max_length=160)),
                ('text_th', models.TextField()),
                ('text_en', models.TextField()),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(blank=True, max_length=30, verbose_name='Household number')),
                ('province', models.CharField(editable=False, max_length=2)),
                ('house_code', models.CharField(blank=True, max_length=11, verbose_name='House code')),
                ('house_no', models.CharField(blank=True, max_length=40, verbose_name='House number')),
                ('village_name', models.CharField(blank=True, max_length=120, verbose_name='Village name')),
                ('alley', models.CharField(blank=True, max_length=80, verbose_name='Alley')),
                ('soi', models.CharField(blank=True, max_length=80, verbose_name='Soi')),
                ('road', models.CharField(blank=True, max_length=120, verbose_name='Road')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postal code')),
                ('landmark', models.CharField(blank=True, max_length=200, verbose_name='Landmark')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('shown_as', models.CharField(blank=True, max_length=100, verbose_name='Name to be shown')),
                ('tenure', models.CharField(choices=[('own_secure', 'Own home, secure'), ('own_insecure', 'Own home, not secure'), ('on_others_land', "On another's land"), ('rented', 'Rented'), ('with_others', 'Staying with others'), ('employers', "At the employer's place"), ('no_fixed_place', 'No fixed place'), ('unknown', 'Not known')], default='unknown', max_length=20, verbose_name='Housing')),
                ('rent_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('shelter_condition', models.CharField(blank=True, max_length=200, verbose_name='Condition of the home')),
                ('income_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Household income per month')),
                ('income_source', models.CharField(blank=True, max_length=120, verbose_name='Source of income')),
                ('burdens', models.JSONField(blank=True, default=list, verbose_name='Dependants')),
                ('problems', models.JSONField(blank=True, default=list, verbose_name='Problems found')),
                ('aid_history', models.JSONField(blank=True, default=dict, verbose_name='Help received before')),
                ('surveyed_on', models.DateField(blank=True, null=True, verbose_name='Surveyed on')),
                ('surveyor_text', models.CharField(blank=True, max_length=160, verbose_name='Surveyor as written')),
                ('is_sealed', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('worst_level', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Level 1: needs help at once'), (2, 'Level 2: needs care'), (3, 'Level 3: fair'), (4, 'Level 4: good')], editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Area')),
                ('caretaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_households', to=settings.AUTH_USER_MODEL)),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reported_households', to=settings.AUTH_USER_MODEL)),
                ('surveyor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveyed', to='volunteers.volunteer')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'worst_level'], name='household_by_area'), models.Index(fields=['house_code'], name='household_by_house_code')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('province', 'reference'), name='household_reference_once_per_province'), models.CheckConstraint(condition=models.Q(('tenure__in', ['own_secure', 'own_insecure', 'on_others_land', 'rented', 'with_others', 'employers', 'no_fixed_place', 'unknown'])), name='household_tenure_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('given', 'Given'), ('guardian', 'Given by a guardian'), ('not_possible', 'Not possible, because …'), ('refused', 'Refused')], max_length=14)),
                ('notice_version', models.CharField(max_length=20)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='Why not possible')),
                ('guardian_name', models.CharField(blank=True, max_length=120, verbose_name='Guardian')),
                ('witness_name', models.CharField(blank=True, max_length=120, verbose_name='Witness')),
                ('recorded_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='households.household')),
            ],
        ),
        migrations.CreateModel(
            name='LogbookRound',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(max_length=2)),
                ('number', models.PositiveSmallIntegerField()),
                ('assessed_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('assessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='households.household')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('household', 'number'), name='logbook_round_once')],
            },
        ),
        migrations.AddField(
            model_name='household',
            name='latest_round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.logbookround'),
        ),
        migrations.CreateModel(
            name='DimensionAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('income', 'Income'), ('living', 'Housing and living'), ('health', 'Health'), ('education', 'Education'), ('access', 'Access to state services')], max_length=10)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Level 1: needs help at once'), (2, 'Level 2: needs care'), (3, 'Level 3: fair'), (4, 'Level 4: good')])),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Why this level')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='households.logbookround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'dimension'), name='dimension_once_per_round'), models.CheckConstraint(condition=models.Q(('dimension__in', ['income', 'living', 'health', 'education', 'access'])), name='dimension_is_known'), models.CheckConstraint(condition=models.Q(('level__in', [1, 2, 3, 4])), name='dimension_level_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(max_length=2)),
                ('area', models.CharField(max_length=8)),
                ('kind', models.CharField(choices=[('found', 'Found in trouble'), ('home_visit', 'Home visit'), ('follow_up', 'Follow-up'), ('fact_finding', 'Fact-finding')], max_length=14)),
                ('method', models.CharField(choices=[('visit', 'Visited the home'), ('phone', 'Telephoned')], default='visit', max_length=8)),
                ('visited_on', models.DateField()),
                ('note', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='What was seen and done')),
                ('subject_id', models.UUIDField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='households.household')),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='households.logbookround')),
                ('visited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-visited_on'],
                'indexes': [models.Index(fields=['area', 'visited_on'], name='visit_by_area'), models.Index(fields=['visited_by', 'visited_on'], name='visit_by_visitor')],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('house_outside', 'House from outside'), ('house_inside', 'Inside the house'), ('person', 'The person in trouble'), ('problem', 'The problem'), ('document', 'Document'), ('receipt', 'Receipt'), ('other', 'Other')], default='other', max_length=16)),
                ('subject_id', models.UUIDField(blank=True, null=True)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='households.household')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='households.visit')),
            ],
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('relation', models.CharField(blank=True, max_length=60, verbose_name='Relation to the head of household')),
                ('is_head', models.BooleanField(default=False)),
                ('marital_status', models.CharField(blank=True, max_length=60, verbose_name='Marital status')),
                ('education', models.CharField(blank=True, max_length=80, verbose_name='Education level')),
                ('occupation', models.CharField(blank=True, max_length=80, verbose_name='Occupation')),
                ('income_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('income_source', models.CharField(blank=True, max_length=120)),
                ('health', models.CharField(choices=[('healthy', 'Healthy'), ('ill', 'Ill'), ('disabled', 'Person with a disability'), ('unknown', 'Not known')], default='unknown', max_length=10, verbose_name='Health')),
                ('health_detail', models.CharField(blank=True, max_length=200, verbose_name='Health in detail')),
                ('disability', models.CharField(blank=True, max_length=80, verbose_name='Kind of disability')),
                ('disability_card', models.CharField(blank=True, max_length=60, verbose_name='Disability card')),
                ('self_care', models.CharField(blank=True, max_length=60, verbose_name='Can look after oneself')),
                ('race', models.CharField(blank=True, max_length=60, verbose_name='Race')),
                ('religion', models.CharField(blank=True, max_length=60, verbose_name='Religion')),
                ('groups', models.JSONField(blank=True, default=list, verbose_name='Target groups')),
                ('benefits', models.JSONField(blank=True, default=list, verbose_name='Benefits received')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='households.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['person'], name='member_by_person')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdTeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='households.household')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed_households', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('household', 'user'), name='household_team_member_once')],
            },
        ),
    ]
