import asa.common.fields
import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PossibleDuplicate',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_area', models.CharField(max_length=8)),
                ('second_area', models.CharField(max_length=8)),
                ('likeness', models.CharField(choices=[('same_number', 'The same citizen id'), ('same_name', 'The same name and birth date'), ('sounds_alike', 'A name that sounds alike, and the same birth date'), ('typed', 'A similar name when it was registered')], max_length=12)),
                ('state', models.CharField(choices=[('open', 'To be judged'), ('not_duplicate', 'Two people'), ('merged', 'One person')], default='open', max_length=14)),
                ('found_on', models.DateField()),
                ('judged_on', models.DateField(null=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'first_area'], name='duplicates_to_judge')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'not_duplicate', 'merged'])), name='duplicate_state_is_known'), models.UniqueConstraint(fields=('first', 'second'), name='a_pair_stands_once')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('merged_on', models.DateField()),
                ('changes', asa.common.fields.EncryptedTextField(null=True, purpose='merge')),
                ('joined', models.JSONField(default=dict)),
                ('undone_on', models.DateField(null=True)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='people.possibleduplicate')),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['sort_key', 'name_key'], name='person_in_order'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone'], name='person_by_phone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['other_phone'], name='person_by_other_phone'),
        ),
    ]
