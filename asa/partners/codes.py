from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    STATE_AGENCY = "state_agency", _("State agency")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    HOSPITAL = "hospital", _("Hospital or health station")
    SCHOOL = "school", _("School or education office")
    POLICE = "police", _("Police")
    SHELTER = "shelter", _("Shelter")
    PUBLIC_BENEFIT = "public_benefit_organisation", _("Public-benefit organisation")
    COMMUNITY_WELFARE = "community_welfare_organisation", _("Community welfare organisation")
