"""Writing the list of a round: every current volunteer of its area, in one statement."""

from typing import Any

from django.db import connection

from asa.places.queries import within
from asa.reverification.codes import Answer
from asa.reverification.models import Entry, Round
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer


def fill(found: Round) -> int:
    """Put every current volunteer of the area on the list of a round; tells how many.

    The database copies its own rows, so that the whole country takes seconds. Whoever is
    registered later is not on the list.
    """
    current = Volunteer.objects.filter(
        within("area_id", [found.area_id]), state=VolunteerState.REGISTERED
    ).order_by("area_id", "pk")
    constants = {
        "round": found.pk.hex if connection.vendor == "sqlite" else found.pk,
        "answer": Answer.WAITING.value,
        **dict.fromkeys(("end_reason", "outcome", "decision_reason"), ""),
    }
    chosen = current.values_list("pk", "area_id")
    sql, params = chosen.query.sql_with_params()
    columns = [_column(name) for name in ("volunteer", "area", *constants)]
    table = connection.ops.quote_name(Entry._meta.db_table)
    marks = ", ".join(["%s"] * len(constants))
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - names of our own models
        f"SELECT here.*, {marks} FROM ({sql}) AS here"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*constants.values(), *params])
        return int(cursor.rowcount)


def _column(name: str) -> str:
    field: Any = Entry._meta.get_field(name)
    return connection.ops.quote_name(field.column)
