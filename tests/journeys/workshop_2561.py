"""The list of 2561 with days of this week, and who is needed beside the cast at its workshop.

python -m tests.journeys.workshop_2561 people    who signs in beside the cast, before the list
python -m tests.journeys.workshop_2561 chair     the first of the list can sign in
"""

import sys
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from tests.journeys.cast import PASSWORD, SINCE
from tests.journeys.site import ROOT

LIST = ROOT / "samples" / "workshop_2561_participants.xlsx"
DAYS = "ระหว่างวันที่"
CHAIR = ("สุทธิดา", "บำรุงกิจ")
# Nakhon Ratchasima, the province of the first of the list.
PROVINCE, CHAIRS_HOME = "30", "300101"


def write_list_of_this_week(path: Path, last: date) -> Path:
    """The real list, as if its last day were the given one: only then is a roll called."""
    from asa.common.spreadsheets import read_sheets  # noqa: PLC0415 - after Django is set up
    from asa.common.thaidate import thai_date  # noqa: PLC0415 - the same

    first, last_words = thai_date(last - timedelta(days=2), "long"), thai_date(last, "long")
    with LIST.open("rb") as file, xlsxwriter.Workbook(str(path)) as book:
        for sheet in read_sheets(file):
            copy = book.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                before, _at, venue = str(row[0]).partition(" ณ ")
                is_days = before.startswith(DAYS)
                told = [f"{DAYS} {first} - {last_words} ณ {venue}"] if is_days else row
                copy.write_row(number, 0, told)
    return path


def add_the_officer() -> None:
    """The office of the province that sends the first six of the list."""
    from asa.people import actions  # noqa: PLC0415 - after Django is set up
    from asa.people.codes import Role  # noqa: PLC0415 - the same
    from asa.places.models import Area  # noqa: PLC0415 - the same

    by = actions.system_user()
    person = actions.make_person(given_name="โคราช", family_name="เมืองใหญ่", no_id_reason="บุคคลสมมุติ")
    user = actions.add_user(person, username="korat_officer", by=by, password=PASSWORD)
    area = Area.objects.get(pk=PROVINCE)
    actions.give_post(user, role=Role.PROVINCE_OFFICER, area=area, started_on=SINCE, by=by)


def let_the_chair_sign_in() -> None:
    """The first of the list signs in, and a volunteer of Chumphon calls the roll."""
    from asa.common.thaidate import today  # noqa: PLC0415 - after Django is set up
    from asa.people import actions  # noqa: PLC0415 - the same
    from asa.people.codes import Role  # noqa: PLC0415 - the same
    from asa.people.models import User  # noqa: PLC0415 - the same
    from asa.places.models import Area  # noqa: PLC0415 - the same
    from asa.training.actions import add_registrar  # noqa: PLC0415 - the same
    from asa.training.models import Cohort  # noqa: PLC0415 - the same

    by = actions.system_user()
    given, family = CHAIR
    cohort = Cohort.objects.get(enrolments__person__given_name=given, number=2, seats=205)
    person = cohort.enrolments.get(person__given_name=given, person__family_name=family).person
    user = actions.add_user(person, username="chair", by=by, password=PASSWORD)
    home = Area.objects.get(pk=CHAIRS_HOME)
    actions.give_post(user, role=Role.VOLUNTEER, area=home, started_on=SINCE, by=by)
    registrar = User.objects.get(username="volunteer_tall")
    keeper = User.objects.get(username="department")
    add_registrar(cohort, user=registrar, by=keeper, on=today())


if __name__ == "__main__":
    import django

    django.setup()
    {"people": add_the_officer, "chair": let_the_chair_sign_in}[sys.argv[1]]()
