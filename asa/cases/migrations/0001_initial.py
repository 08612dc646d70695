import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('households', '0001_initial'),
        ('partners', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(max_length=20)),
                ('role', models.CharField(choices=[('volunteer', 'Volunteer'), ('tambon_lead', 'Sub-district lead volunteer'), ('district_lead', 'District lead volunteer'), ('social_worker', 'Social worker'), ('province_officer', 'Provincial office staff'), ('province_head', 'Head of the provincial office'), ('finance', 'Finance officer'), ('department_officer', 'Department officer'), ('auditor', 'Auditor'), ('analyst', 'Analyst'), ('admin', 'System administrator'), ('partner_desk', 'Partner agency desk')], max_length=20)),
                ('digits', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('days', models.PositiveSmallIntegerField(default=3)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ProblemArea',
            fields=[
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('is_verified', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=0)),
                ('protects', models.BooleanField(default=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='cases.problemarea')),
            ],
            options={
                'ordering': ['area__number', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ServiceTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=20)),
                ('days', models.PositiveSmallIntegerField()),
                ('soon_from', models.PositiveSmallIntegerField()),
                ('near_from', models.PositiveSmallIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AidProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=20)),
                ('department', models.CharField(blank=True, max_length=10)),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='Legal basis')),
                ('unit', models.CharField(choices=[('person', 'Person'), ('household', 'Household')], default='person', max_length=10)),
                ('cap', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('times_per_fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('governor_may_exceed', models.BooleanField(default=False)),
                ('income_limit_per_year', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('documents', models.JSONField(blank=True, default=list)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['code', 'started_on'],
                'constraints': [models.UniqueConstraint(fields=('code', 'started_on'), name='aid_programme_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(blank=True, max_length=14, verbose_name='Case number')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('tambon_review', 'Awaiting sub-district volunteer check'), ('district_review', 'Awaiting district volunteer check'), ('received', 'Received'), ('fact_finding', 'Fact-finding'), ('assessed', 'Submitted to the provincial head'), ('approved', 'Approved'), ('awaiting_budget', 'Awaiting budget'), ('disbursing', 'Disbursing'), ('helped', 'Helped'), ('referred', 'Referred'), ('following_up', 'Following up'), ('closed', 'Closed'), ('returned', 'Returned for correction'), ('ineligible', 'Not eligible'), ('withdrawn', 'Withdrawn'), ('duplicate', 'Duplicate')], default='draft', max_length=16)),
                ('province', models.CharField(blank=True, max_length=2)),
                ('draft', asa.common.fields.EncryptedTextField(blank=True, null=True)),
                ('summary', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='What is needed')),
                ('detail', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='What was seen')),
                ('amount_wanted', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('triage', models.CharField(choices=[('emergency', 'Emergency: life or safety, today'), ('urgent', 'Urgent: within three days'), ('normal', 'Normal')], default='normal', max_length=10)),
                ('channel', models.CharField(choices=[('volunteer', 'Found by a volunteer'), ('walk_in', 'Came in person'), ('hotline_1300', 'Hotline 1300'), ('local_government', 'Sent by the local government'), ('letter', 'Letter'), ('other', 'Other')], default='volunteer', max_length=20)),
                ('is_protected', models.BooleanField(default=False)),
                ('reported_on', models.DateField(verbose_name='Reported on')),
                ('received_on', models.DateField(blank=True, null=True)),
                ('taken_in_on', models.DateField(blank=True, null=True)),
                ('state_since', models.DateField()),
                ('service_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('helped_on', models.DateField(blank=True, null=True)),
                ('returned_from', models.CharField(blank=True, choices=[('draft', 'Draft'), ('tambon_review', 'Awaiting sub-district volunteer check'), ('district_review', 'Awaiting district volunteer check'), ('received', 'Received'), ('fact_finding', 'Fact-finding'), ('assessed', 'Submitted to the provincial head'), ('approved', 'Approved'), ('awaiting_budget', 'Awaiting budget'), ('disbursing', 'Disbursing'), ('helped', 'Helped'), ('referred', 'Referred'), ('following_up', 'Following up'), ('closed', 'Closed'), ('returned', 'Returned for correction'), ('ineligible', 'Not eligible'), ('withdrawn', 'Withdrawn'), ('duplicate', 'Duplicate')], max_length=16)),
                ('outcome', models.CharField(blank=True, choices=[('improved', 'Improved'), ('same', 'The same'), ('worse', 'Worse'), ('moved', 'Moved away'), ('deceased', 'Deceased')], max_length=10)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.area')),
                ('duplicate_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='households.household')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='managed_cases', to=settings.AUTH_USER_MODEL)),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported_cases', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.person')),
                ('taken_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problems', models.ManyToManyField(blank=True, related_name='cases', to='cases.problem')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'state'], name='case_by_area'), models.Index(fields=['province', 'state', 'due_on'], name='case_by_province'), models.Index(fields=['reported_by', 'state'], name='case_by_reporter')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'tambon_review', 'district_review', 'received', 'fact_finding', 'assessed', 'approved', 'awaiting_budget', 'disbursing', 'helped', 'referred', 'following_up', 'closed', 'returned', 'ineligible', 'withdrawn', 'duplicate'])), name='case_state_is_known'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('household__isnull', False), ('subject__isnull', False), ('area__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='case_is_whole_once_it_is_sent'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='case_number_once')],
            },
        ),
        migrations.CreateModel(
            name='AidRequest',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('money', 'Money'), ('things', 'Things'), ('other', 'Other help')], default='money', max_length=8)),
                ('detail', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='What for')),
                ('amount_proposed', models.DecimalField(decimal_places=2, max_digits=10)),
                ('proposed_on', models.DateField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('refused', 'Not approved'), ('awaiting_budget', 'Awaiting budget'), ('to_be_paid', 'To be paid'), ('paid', 'Paid'), ('delivered', 'Handed over'), ('cancelled', 'Cancelled')], default='proposed', max_length=16)),
                ('amount_approved', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('fiscal_year_be', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('decision_note', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='Instructions')),
                ('over_times_reason', asa.common.fields.EncryptedTextField(blank=True, null=True)),
                ('governor_letter_no', models.CharField(blank=True, max_length=60)),
                ('refusal_reason', asa.common.fields.EncryptedTextField(blank=True, null=True)),
                ('delivered_on', models.DateField(blank=True, null=True)),
                ('received_by_name', asa.common.fields.EncryptedTextField(blank=True, null=True, verbose_name='Received by')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('beneficiary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aid_requests', to='people.person')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.aidprogramme')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aid_requests', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['beneficiary', 'programme', 'fiscal_year_be'], name='aid_of_person_in_year')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'refused', 'awaiting_budget', 'to_be_paid', 'paid', 'delivered', 'cancelled'])), name='aid_state_is_known'), models.CheckConstraint(condition=models.Q(('amount_proposed__gt', 0)), name='aid_amount_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='ApprovalMemo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_on', models.DateField()),
                ('background', asa.common.fields.EncryptedTextField()),
                ('facts', asa.common.fields.EncryptedTextField()),
                ('laws', asa.common.fields.EncryptedTextField()),
                ('consideration', asa.common.fields.EncryptedTextField()),
                ('proposal', asa.common.fields.EncryptedTextField()),
                ('aid_request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='memo', to='cases.aidrequest')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.CharField(max_length=2)),
                ('fiscal_year_be', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('province', 'fiscal_year_be'), name='case_number_counter_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseOpinion',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('written_on', models.DateField()),
                ('text', asa.common.fields.EncryptedTextField(verbose_name="Social worker's opinion")),
                ('writer_name', models.CharField(max_length=160)),
                ('writer_position', models.CharField(max_length=160)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='cases.case')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'written_by'), name='one_opinion_per_officer')],
            },
        ),
        migrations.CreateModel(
            name='CaseReturn',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('returned_on', models.DateField()),
                ('from_state', models.CharField(choices=[('draft', 'Draft'), ('tambon_review', 'Awaiting sub-district volunteer check'), ('district_review', 'Awaiting district volunteer check'), ('received', 'Received'), ('fact_finding', 'Fact-finding'), ('assessed', 'Submitted to the provincial head'), ('approved', 'Approved'), ('awaiting_budget', 'Awaiting budget'), ('disbursing', 'Disbursing'), ('helped', 'Helped'), ('referred', 'Referred'), ('following_up', 'Following up'), ('closed', 'Closed'), ('returned', 'Returned for correction'), ('ineligible', 'Not eligible'), ('withdrawn', 'Withdrawn'), ('duplicate', 'Duplicate')], max_length=16)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='cases.case')),
                ('returned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseTeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='cases.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protected_cases', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'user'), name='case_team_member_once')],
            },
        ),
        migrations.CreateModel(
            name='DutyShift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('province', 'user', 'day'), name='duty_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='FactFinding',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('found_on', models.DateField()),
                ('text', asa.common.fields.EncryptedTextField(verbose_name='Facts found')),
                ('income_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('people_in_household', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fact_findings', to='cases.case')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['found_on'],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(max_length=2)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10)),
                ('method', models.CharField(choices=[('cash', 'Cash'), ('cheque', 'Cheque'), ('bank', 'Bank transfer'), ('promptpay', 'PromptPay')], max_length=10)),
                ('evidence_no', models.CharField(max_length=60, verbose_name="Number of the payment's evidence")),
                ('photo_id', models.UUIDField(blank=True, null=True)),
                ('paid_on', models.DateField()),
                ('aid_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='cases.aidrequest')),
                ('paid_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ProtectionTeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protection_teams', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('request', asa.common.fields.EncryptedTextField(verbose_name='What we ask of the agency')),
                ('basis', models.CharField(max_length=20)),
                ('basis_reason', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('sent', 'Sent, waiting for an answer'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('done', 'Help given'), ('revoked', 'Called back')], default='sent', max_length=10)),
                ('sent_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('answer', asa.common.fields.EncryptedTextField(blank=True, null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='cases.case')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='partners.partner')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'accepted', 'refused', 'done', 'revoked'])), name='referral_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ReturnItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('reason', asa.common.fields.EncryptedTextField(verbose_name='What to mend')),
                ('answer', models.CharField(blank=True, max_length=14)),
                ('case_return', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='cases.casereturn')),
            ],
        ),
    ]
