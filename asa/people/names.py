"""What people and posts are called: เจ้าหน้าที่ สนง.พมจ.ชุมพร, อพม. หมู่ 4 ต.ขุนกระทิง."""

from django.utils.translation import gettext, override

from asa.common.languages import is_english
from asa.people.codes import PROVINCIAL_OFFICE_ROLES, Role
from asa.places.queries import name_of, shown_place


def full_name(prefix: str, given_name: str, family_name: str) -> str:
    """Title and given name without a space, as officials write it, then the family name."""
    return f"{prefix}{given_name} {family_name}".strip()


def shown_name(username: str, given_name: str | None = None, family_name: str | None = None) -> str:
    """What a user is called: the person's name without the title, or the user name."""
    return username if given_name is None else f"{given_name} {family_name}".strip()


def post_in_words(role: str, area: str, region: str = "") -> str:
    """A post as the top bar and lists show it; `region` is the name of its region, if any."""
    if role in PROVINCIAL_OFFICE_ROLES:
        return _of_the_office(role) % {"province": name_of(area[:2])}
    if role == Role.VOLUNTEER:
        return _place_of_a_volunteer(area)
    if role == Role.TAMBON_LEAD:
        return gettext("Lead volunteer of %(tambon)s sub-district") % {"tambon": name_of(area)}
    if role == Role.DISTRICT_LEAD:
        return gettext("Lead volunteer of %(district)s district") % {"district": name_of(area)}
    where = region or ("" if area == "TH" else shown_place(area))
    return f"{Role(role).label} {where}".strip()


def post_on_paper(role: str, area: str) -> str:
    """A post as it stands in full under a signature, in Thai whatever the language of the page."""
    with override("th"):
        if role == Role.PROVINCE_HEAD:
            words = gettext("Social Development and Human Security Officer of %(province)s")
            return words % {"province": name_of(area[:2])}
        if role in PROVINCIAL_OFFICE_ROLES:
            return str(Role(role).label)
        return post_in_words(role, area)


def _of_the_office(role: str) -> str:
    return {
        Role.PROVINCE_HEAD: gettext("Head of the provincial office of %(province)s"),
        Role.PROVINCE_OFFICER: gettext("Officer of the provincial office of %(province)s"),
        Role.SOCIAL_WORKER: gettext("Social worker of the provincial office of %(province)s"),
        Role.FINANCE: gettext("Finance officer of the provincial office of %(province)s"),
    }[Role(role)]


def _place_of_a_volunteer(area: str) -> str:
    """อพม. หมู่ 4 ต.ขุนกระทิง: the district goes without saying."""
    if is_english():
        return gettext("Volunteer of %(place)s") % {"place": shown_place(area, "tambon")}
    tambon = shown_place(area[:6], "tambon")
    moo = f"หมู่ {int(area[6:])} " if len(area) == 8 else ""
    return gettext("Volunteer of %(place)s") % {"place": f"{moo}{tambon}"}
