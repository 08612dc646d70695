"""What the yearly clean-up notes of two entries: `site.run(python, "-m", …, FAMILY_NAME)`."""

import sys


def note_the_two(family: str) -> None:
    """The two entries of this family name are likely one person; the department is to judge."""
    from asa.common.thaidate import today  # noqa: PLC0415 - after Django is set up
    from asa.people.actions import system_user  # noqa: PLC0415 - the same
    from asa.people.codes import Agreement  # noqa: PLC0415 - the same
    from asa.volunteers.actions.linkage import note_likely  # noqa: PLC0415 - the same
    from asa.volunteers.linkage import Likely  # noqa: PLC0415 - the same
    from asa.volunteers.models import Volunteer  # noqa: PLC0415 - the same

    found = Volunteer.objects.filter(person__family_name=family).order_by("pk")
    one, other = found.values_list("person_id", flat=True)
    agrees = (Agreement.NAME_SAME, Agreement.BIRTH_SAME, Agreement.PHONE_SAME)
    pairs = [Likely(one, other, 0.98, agrees)]
    note_likely("TH", pairs=pairs, percent=95, by=system_user(), on=today())


if __name__ == "__main__":
    import django

    django.setup()
    note_the_two(sys.argv[1])
