from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Dimension(TextChoices):
    """The five dimensions of a household's life, as the family logbook names them."""

    INCOME = "income", _("Income")
    LIVING = "living", _("Housing and living")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    ACCESS = "access", _("Access to state services")

    @property
    def short(self) -> str:
        """A name for a narrow place, such as a picture or a row of a list."""
        narrow = {"living": _("Housing"), "access": _("State services")}
        return str(narrow.get(self.value, self.label))


class DimensionLevel(IntegerChoices):
    """How a household stands in one dimension; 4 is well ("green"). Never print a bare figure."""

    URGENT = 1, _("Level 1: needs help at once")
    WATCH = 2, _("Level 2: needs care")
    FAIR = 3, _("Level 3: fair")
    GOOD = 4, _("Level 4: good")


class Tenure(TextChoices):
    OWN_SECURE = "own_secure", _("Own home, secure")
    OWN_INSECURE = "own_insecure", _("Own home, not secure")
    ON_OTHERS_LAND = "on_others_land", _("On another's land")
    RENTED = "rented", _("Rented")
    WITH_OTHERS = "with_others", _("Staying with others")
    EMPLOYERS = "employers", _("At the employer's place")
    NO_FIXED_PLACE = "no_fixed_place", _("No fixed place")
    UNKNOWN = "unknown", _("Not known")


class Health(TextChoices):
    HEALTHY = "healthy", _("Healthy")
    ILL = "ill", _("Ill")
    DISABLED = "disabled", _("Person with a disability")
    UNKNOWN = "unknown", _("Not known")


class VisitKind(TextChoices):
    FOUND = "found", _("Found in trouble")
    HOME_VISIT = "home_visit", _("Home visit")
    FOLLOW_UP = "follow_up", _("Follow-up")
    FACT_FINDING = "fact_finding", _("Fact-finding")


class VisitMethod(TextChoices):
    VISIT = "visit", _("Visited the home")
    PHONE = "phone", _("Telephoned")


class PhotoKind(TextChoices):
    HOUSE_OUTSIDE = "house_outside", _("House from outside")
    HOUSE_INSIDE = "house_inside", _("Inside the house")
    PERSON = "person", _("The person in trouble")
    PROBLEM = "problem", _("The problem")
    DOCUMENT = "document", _("Document")
    RECEIPT = "receipt", _("Receipt")
    OTHER = "other", _("Other")


class ConsentKind(TextChoices):
    """How the notice was answered; consent is recorded, it is not the basis of a case."""

    GIVEN = "given", _("Given")
    GUARDIAN = "guardian", _("Given by a guardian")
    NOT_POSSIBLE = "not_possible", _("Not possible, because …")
    REFUSED = "refused", _("Refused")


class LeaveReason(TextChoices):
    """Why a person no longer lives in a household."""

    MOVED = "moved", _("Moved away")
    DIED = "died", _("Deceased")
    IN_CARE = "in_care", _("In a shelter or institution")
    MISTAKE = "mistake", _("Written down by mistake")
