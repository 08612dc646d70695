import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('centres', '0004_who_came_before'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('volunteers', '0007_transfers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('hint_th', models.CharField(blank=True, max_length=300)),
                ('hint_en', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('visited_on', models.DateField(verbose_name='Day')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('strengths', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='supervision')),
                ('hardships', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='supervision')),
                ('agreed', asa.common.fields.EncryptedTextField(purpose='supervision')),
                ('wants_help', models.BooleanField(default=False)),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='Next visit')),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                ('visited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='volunteers.volunteer')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('volunteer', 'visited_on'), name='one_supervision_per_volunteer_and_day'), models.CheckConstraint(condition=models.Q(('next_on__isnull', True), ('next_on__gt', models.F('visited_on')), _connector='OR'), name='next_supervision_comes_after')],
            },
        ),
        migrations.CreateModel(
            name='Looked',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[('well', 'Goes well'), ('partly', 'Goes in part'), ('help', 'Needs help')], max_length=8)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='centres.question')),
                ('supervision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='centres.supervision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supervision', 'question'), name='one_answer_per_question'), models.CheckConstraint(condition=models.Q(('answer__in', ['well', 'partly', 'help'])), name='answer_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(blank=True, choices=[('home_visit', 'Home visit'), ('search', 'Finding people in trouble'), ('surveillance', 'Keeping watch'), ('counselling', 'Giving advice'), ('aid_coordination', 'Coordinating help'), ('referral', 'Passing on to an agency'), ('follow_up', 'Follow-up'), ('prevention_campaign', 'Prevention campaign'), ('community_study', 'Study of the community'), ('disaster_response', 'Help in a disaster'), ('missing_person_search', 'Search for a missing person'), ('training_attended', 'Training attended'), ('meeting', 'Meeting'), ('data_survey', 'Survey of households'), ('certification', 'Certifying facts'), ('other', 'Something else')], max_length=24)),
                ('per_month', models.PositiveSmallIntegerField(verbose_name='Times a month')),
                ('agreed_on', models.DateField(verbose_name='Agreed with the volunteer on')),
                ('note', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='target')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('volunteer', 'kind'), name='one_current_target_per_kind'), models.CheckConstraint(condition=models.Q(('per_month__gte', 1), ('per_month__lte', 60)), name='target_can_be_reached')],
            },
        ),
    ]
