import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('households', '0002_fewer_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('tasks', '0001_initial'),
        ('volunteers', '0004_assignments_by_area'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandoverTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('days_until_office', models.PositiveSmallIntegerField()),
                ('days_to_give_back', models.PositiveSmallIntegerField()),
                ('started_on', models.DateField(unique=True)),
            ],
            options={
                'ordering': ['-started_on'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('leaving', models.CharField(choices=[('ended', 'Work as a volunteer ended'), ('suspended', 'Suspended'), ('moved', 'Moved to another area'), ('deceased', 'Deceased')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Being handed over'), ('done', 'Handed over'), ('closed', 'The volunteer came back')], default='open', max_length=8)),
                ('area', models.CharField(max_length=8)),
                ('left_on', models.DateField()),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('leaver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='volunteers.volunteerstep')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='volunteers.volunteer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'closed'])), name='handover_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'Waits for a successor'), ('offered', 'Offered to a successor'), ('accepted', 'Accepted by the successor'), ('returned', 'Stays with who came back'), ('settled', 'Settled in another way')], default='waiting', max_length=8)),
                ('due_on', models.DateField()),
                ('told', models.CharField(blank=True, choices=[('lead', 'Lead volunteer'), ('office', 'Provincial office')], max_length=6)),
                ('offered_on', models.DateField(blank=True, null=True)),
                ('accepted_on', models.DateField(blank=True, null=True)),
                ('reason', asa.common.fields.EncryptedTextField(blank=True, null=True, purpose='handover_item', verbose_name='Reason')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='handover.handover')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.household')),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('refused_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_on'], name='handover_item_by_day'), models.Index(fields=['offered_to', 'state'], name='handover_item_offered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'offered', 'accepted', 'returned', 'settled'])), name='handover_item_state_is_known'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'offered')), ('task__isnull', True)), fields=('household',), name='household_handed_over_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'offered')), ('task__isnull', False)), fields=('task',), name='task_handed_over_once_at_a_time')],
            },
        ),
    ]
