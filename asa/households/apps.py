from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseholdsConfig(AppConfig):
    name = "asa.households"

    def ready(self) -> None:
        from asa.common import menu
        from asa.households.kinds import register_verbs
        from asa.households.rules import works_with_households
        from asa.households.views.imports import PAGES
        from asa.notices import kinds as notices
        from asa.people.rules import works_in_the_field

        PAGES.register()
        menu.register(
            _("Households"),
            "households:list",
            shown=works_with_households,
            icon="house",
            order=30,
        )
        menu.register(
            _("Households"),
            "households:list",
            place=menu.Place.FIELD,
            shown=works_in_the_field,
            icon="house",
            order=20,
        )
        notices.register(
            "households.caretaker", _("A household is in your care now. Open its logbook.")
        )
        register_verbs(
            {
                "household.recorded": _("Household written down"),
                "household.edited": _("Household corrected"),
                "household.member_added": _("Person added"),
                "household.member_edited": _("Person corrected"),
                "household.member_left": _("Person left the household"),
                "household.head_changed": _("Head of household changed"),
                "household.caretaker_assigned": _("Given to a volunteer to look after"),
                "household.assessed": _("Five dimensions assessed"),
                "household.visited": _("Visited"),
                "household.photo_added": _("Photo added"),
                "household.consent_recorded": _("Notice read out and answered"),
                "household.consent_withdrawn": _("Consent taken back"),
                "household.sealed": _("Closed to all but the named team"),
                "household.team_joined": _("Person joined the named team"),
                "household.imported": _("Taken in from a list"),
            }
        )
