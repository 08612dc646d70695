from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('volunteers', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='assignment',
            name='assignment_by_area',
        ),
    ]
