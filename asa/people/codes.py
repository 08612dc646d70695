from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a post lets a person see and do."""

    VOLUNTEER = "volunteer", _("Volunteer")
    TAMBON_LEAD = "tambon_lead", _("Sub-district lead volunteer")
    DISTRICT_LEAD = "district_lead", _("District lead volunteer")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    PROVINCE_OFFICER = "province_officer", _("Provincial office staff")
    PROVINCE_HEAD = "province_head", _("Head of the provincial office")
    FINANCE = "finance", _("Finance officer")
    DEPARTMENT_OFFICER = "department_officer", _("Department officer")
    AUDITOR = "auditor", _("Auditor")
    ANALYST = "analyst", _("Analyst")
    ADMIN = "admin", _("System administrator")
    PARTNER_DESK = "partner_desk", _("Partner agency desk")


# Whose post needs a second factor in production (they read what is sensitive, or give posts).
SECOND_FACTOR_ROLES = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_HEAD,
        Role.FINANCE,
        Role.DEPARTMENT_OFFICER,
        Role.AUDITOR,
        Role.ANALYST,
        Role.ADMIN,
    }
)

# The levels of area that a role's post may have; province 10 (Bangkok) has no provincial office.
ROLE_LEVELS: dict[str, tuple[str, ...]] = {
    Role.VOLUNTEER: ("village", "tambon"),
    Role.TAMBON_LEAD: ("tambon",),
    Role.DISTRICT_LEAD: ("district",),
    Role.SOCIAL_WORKER: ("province",),
    Role.PROVINCE_OFFICER: ("province",),
    Role.PROVINCE_HEAD: ("province",),
    Role.FINANCE: ("province",),
    Role.DEPARTMENT_OFFICER: ("country", "province"),
    Role.AUDITOR: ("country", "province", "district", "tambon"),
    Role.ANALYST: ("country", "province", "district", "tambon"),
    Role.ADMIN: ("country",),
    Role.PARTNER_DESK: ("province", "district", "tambon"),
}


# The posts that are given within the own province; administrators give all.
GIVEN_BY_PROVINCE_OFFICER = frozenset({Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD})
GIVEN_BY_PROVINCE_HEAD = GIVEN_BY_PROVINCE_OFFICER | {
    Role.SOCIAL_WORKER,
    Role.PROVINCE_OFFICER,
    Role.FINANCE,
}
USER_LIST_ROLES = (
    Role.ADMIN,
    Role.DEPARTMENT_OFFICER,
    Role.PROVINCE_HEAD,
    Role.PROVINCE_OFFICER,
    Role.AUDITOR,
)
# Who prepares or records help and who decides or pays it are different people.
INCOMPATIBLE_ROLES = (
    frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD}),
    frozenset({Role.SOCIAL_WORKER, Role.PROVINCE_HEAD}),
    frozenset({Role.PROVINCE_HEAD, Role.FINANCE}),
)
# Roles of the office in the province; Bangkok has none.
PROVINCIAL_OFFICE_ROLES = frozenset(
    {Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.FINANCE}
)


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class IdKind(TextChoices):
    """What kind of number, if any, a person is known by."""

    CITIZEN = "citizen", _("Citizen id")
    NON_REGISTERED = "non_registered", _("Person without registration status (begins with 0)")
    PINK_CARD = "pink_card", _("Card of a person without Thai nationality (begins with 6, 7 or 8)")
    PASSPORT = "passport", _("Passport")
    G_CODE = "g_code", _("Student code (G)")
    NONE = "none", _("No citizen id")


class Precision(TextChoices):
    """How much of a birth date is known."""

    DAY = "day", _("Day, month and year")
    MONTH = "month", _("Month and year only")
    YEAR = "year", _("Year only")


class Likeness(TextChoices):
    """Why two people on record may be one."""

    SAME_NUMBER = "same_number", _("The same citizen id")
    SAME_NAME = "same_name", _("The same name and birth date")
    SOUNDS_ALIKE = "sounds_alike", _("A name that sounds alike, and the same birth date")
    SAME_YEAR = "same_year", _("The same name and birth year in one sub-district")
    NEAR_NAME = "near_name", _("A name with one letter other, one birth, one sub-district")
    TYPED = "typed", _("A similar name when it was registered")
    LINKED = "linked", _("Likely one person by the clean-up across provinces")


class Agreement(TextChoices):
    """In what two entries agree that are likely one person."""

    NUMBER_SAME = "number_same", _("The same citizen id")
    NAME_SAME = "name_same", _("The same name")
    NAME_SWAPPED = "name_swapped", _("Given and family name swapped")
    NAME_HEARD = "name_heard", _("A name that sounds alike")
    NAME_A_LETTER = "name_a_letter", _("A name with one letter other")
    GIVEN_NAME = "given_name", _("The same given name, another family name")
    BIRTH_SAME = "birth_same", _("The same birth date")
    BIRTH_NEAR = "birth_near", _("A birth date with one figure other")
    BIRTH_YEAR = "birth_year", _("The same birth year")
    PHONE_SAME = "phone_same", _("The same telephone number")
    TAMBON_SAME = "tambon_same", _("The same sub-district")
    PROVINCE_SAME = "province_same", _("The same province")


class DuplicateState(TextChoices):
    """What has become of two people on record who may be one."""

    OPEN = "open", _("To be judged")
    NOT_DUPLICATE = "not_duplicate", _("Two people")
    MERGED = "merged", _("One person")


# So long whoever merged two people may part them again; afterwards the department.
DAYS_TO_UNDO = 30


class Outcome(TextChoices):
    """What came of a try to sign in."""

    FAILED = "failed", _("Not signed in")
    SIGNED_IN = "signed_in", _("Signed in")
    REFUSED = "refused", _("Refused: too many tries")


# What a session remembers (seconds since 1970).
SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SECOND_FACTOR_AT = "second_factor_at"
# Where someone wanted to go before the second factor had to be set up.
AFTER_ENROLMENT = "after_enrolment"
