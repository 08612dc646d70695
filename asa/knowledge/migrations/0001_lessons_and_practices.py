import asa.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0002_area_changes'),
        ('volunteers', '0007_transfers'),
    ]

    operations = [
        migrations.CreateModel(
            name='LessonSet',
            fields=[
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='What changed')),
                ('questions_asked', models.PositiveSmallIntegerField(default=10)),
                ('pass_mark', models.PositiveSmallIntegerField(default=6)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lesson_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='knowledge.lessonset')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lesson_set', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('lesson_set',), name='one_draft_of_a_set'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='edition_state_is_known'), models.CheckConstraint(condition=models.Q(('pass_mark__lte', models.F('questions_asked'))), name='pass_mark_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Being answered'), ('passed', 'Passed'), ('failed', 'Not passed yet')], default='open', max_length=10)),
                ('questions', models.JSONField()),
                ('answers', models.JSONField(default=dict)),
                ('right_count', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('pass_mark', models.PositiveSmallIntegerField()),
                ('begun_on', models.DateField()),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='knowledge.edition')),
                ('lesson_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='knowledge.lessonset')),
            ],
            options={
                'indexes': [models.Index(fields=['lesson_set', 'user', 'state'], name='attempt_of_a_set')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('user', 'lesson_set'), name='one_open_attempt'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'passed', 'failed'])), name='attempt_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160, verbose_name='Title of the practice')),
                ('problem', models.TextField(max_length=2000, verbose_name='Problem')),
                ('context', models.TextField(blank=True, max_length=2000, verbose_name='Context')),
                ('steps', models.TextField(max_length=4000, verbose_name='Steps')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='Cost (baht)')),
                ('result', models.TextField(max_length=2000, verbose_name='What it brought')),
                ('evidence', models.TextField(blank=True, max_length=2000, verbose_name='Evidence')),
                ('presented_at', models.CharField(blank=True, max_length=200, verbose_name='Presented at')),
                ('presented_on', models.DateField(blank=True, null=True)),
                ('workshop', models.UUIDField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Waits for review'), ('published', 'Published'), ('returned', 'Returned to be mended')], default='draft', max_length=10)),
                ('written_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='Reason')),
                ('published_on', models.DateField(blank=True, null=True)),
                ('search_key', models.TextField(editable=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Place')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practices', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='volunteers.centre')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='knowledge.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'area'], name='practice_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'published', 'returned'])), name='practice_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('adopted_on', models.DateField(verbose_name='Since')),
                ('result', models.TextField(max_length=2000, verbose_name='Measured result')),
                ('told_on', models.DateField()),
                ('adopter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.area', verbose_name='Place')),
                ('centre', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='volunteers.centre')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='knowledge.practice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('practice', 'adopter'), name='adopted_once_by_a_person')],
            },
        ),
        migrations.CreateModel(
            name='PracticePhoto',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('added_on', models.DateField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='knowledge.practice')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=asa.common.ids.uuid7)),
                ('lesson_key', models.UUIDField()),
                ('text_th', models.CharField(max_length=300, verbose_name='Question in Thai')),
                ('text_en', models.CharField(blank=True, max_length=300, verbose_name='Question in English')),
                ('choices', models.JSONField()),
                ('right', models.PositiveSmallIntegerField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='knowledge.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='question_once_in_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('lesson_key', models.UUIDField()),
                ('edition_number', models.PositiveSmallIntegerField()),
                ('finished_on', models.DateField()),
                ('is_to_reread', models.BooleanField(default=False)),
                ('lesson_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='knowledge.lessonset')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'lesson_key'), name='reading_once_a_lesson')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.UUIDField(default=asa.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=asa.common.ids.uuid7)),
                ('number', models.PositiveSmallIntegerField()),
                ('since', models.PositiveSmallIntegerField()),
                ('title_th', models.CharField(max_length=160, verbose_name='Thai title')),
                ('title_en', models.CharField(blank=True, max_length=160, verbose_name='English title')),
                ('text_th', models.TextField(blank=True, max_length=12000, verbose_name='Thai text')),
                ('text_en', models.TextField(blank=True, max_length=12000, verbose_name='English text')),
                ('video', models.UUIDField(blank=True, null=True)),
                ('video_kind', models.CharField(blank=True, max_length=20)),
                ('video_size', models.PositiveIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='knowledge.edition')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='lesson_once_in_an_edition')],
            },
        ),
    ]
