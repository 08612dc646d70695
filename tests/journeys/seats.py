"""Sign-ins for volunteers of the register, in a served installation:
`site.run(python, "-m", "tests.journeys.seats", family)`.
"""

import sys

from tests.journeys.cast import PASSWORD, SINCE


def let_them_sign_in(family: str) -> None:
    """Everybody of a family name in the register signs in under the given name."""
    from asa.people import actions  # noqa: PLC0415 - after Django is set up
    from asa.people.codes import Role  # noqa: PLC0415 - the same
    from asa.places.models import Area  # noqa: PLC0415 - the same
    from asa.volunteers.models import Volunteer  # noqa: PLC0415 - the same

    by = actions.system_user()
    for one in Volunteer.objects.filter(person__family_name=family).select_related("person"):
        user = actions.add_user(
            one.person, username=one.person.given_name, by=by, password=PASSWORD
        )
        home = Area.objects.get(pk=one.area_id)
        actions.give_post(user, role=Role.VOLUNTEER, area=home, started_on=SINCE, by=by)


if __name__ == "__main__":
    import django

    django.setup()
    let_them_sign_in(sys.argv[1])
