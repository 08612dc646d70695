import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0001_initial'),
        ('volunteers', '0004_assignments_by_area'),
    ]

    operations = [
        migrations.CreateModel(
            name='NotFoundRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('started_on', models.DateField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='Name of the round')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(verbose_name='Until')),
                ('order_no', models.CharField(blank=True, max_length=60, verbose_name='Order no.')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open now'), ('closed', 'Closed'), ('taken_back', 'Taken back')], default='planned', max_length=10)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Reason')),
                ('before', models.JSONField(blank=True, default=dict)),
                ('published', models.JSONField(blank=True, default=dict)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'open', 'closed', 'taken_back'])), name='round_state_is_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='round_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('area',), name='one_open_round_per_area')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[('waiting', 'Not yet asked'), ('confirmed', 'Confirmed'), ('moved', 'Moved away'), ('ended', 'Has stopped'), ('not_found', 'Not found')], default='waiting', max_length=10)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('deceased', 'Deceased'), ('lost_qualification', 'Lost a qualification'), ('misconduct', 'Misconduct'), ('no_work', 'Did no work'), ('age', 'Age'), ('refused', 'Application not accepted'), ('other', 'Another reason')], max_length=20)),
                ('note', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='reverification')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Nothing to decide'), ('done', 'Carried out'), ('declined', 'Not carried out')], default='', max_length=8)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision_reason', models.CharField(blank=True, max_length=300)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moved_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_in', to='volunteers.volunteer')),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='reverification.round')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'area', 'answer'], name='entry_by_round_and_area')],
                'constraints': [models.UniqueConstraint(fields=('round', 'volunteer'), name='once_on_the_list'), models.CheckConstraint(condition=models.Q(('answer__in', ['waiting', 'confirmed', 'moved', 'ended', 'not_found'])), name='entry_answer_is_known')],
            },
        ),
    ]
