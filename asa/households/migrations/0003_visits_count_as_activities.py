"""The visits that volunteers made before activities were kept count as activities too."""

from datetime import date

from django.db import migrations

from asa.common.thaidate import add_months

COUNTED_AS = {
    "found": "search",
    "home_visit": "home_visit",
    "follow_up": "follow_up",
    "fact_finding": "home_visit",
}


def count_visits(apps, schema_editor):
    """Nothing else had set the last day of a report, so that the list is complete from the start.

    Who was active stays so until the first night computes it by the formula.
    """
    volunteer_model = apps.get_model("volunteers", "Volunteer")
    activity_model = apps.get_model("volunteers", "Activity")
    by_person = dict(volunteer_model.objects.values_list("person_id", "pk"))
    visits = apps.get_model("households", "Visit").objects.filter(
        visited_by__person__volunteer__isnull=False
    )
    rows = visits.values_list("kind", "visited_on", "visited_by_id", "visited_by__person_id")
    activity_model.objects.bulk_create(
        (
            activity_model(
                volunteer_id=by_person[person], kind=COUNTED_AS[kind], happened_on=day,
                source="visit", recorded_by_id=user,
            )
            for kind, day, user, person in rows
        ),
        batch_size=500,
    )  # fmt: skip
    today = date.today()  # noqa: DTZ011 - a migration runs once, an hour decides nothing
    volunteer_model.objects.filter(last_active_on__gt=add_months(today, -12)).update(
        standing="reports", standing_since=today
    )


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0002_fewer_indexes"),
        ("volunteers", "0005_activities"),
    ]
    operations = [migrations.RunPython(count_visits, migrations.RunPython.noop)]
