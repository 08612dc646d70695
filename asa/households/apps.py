from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseholdsConfig(AppConfig):
    name = "asa.households"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.households.linking import CONSENT, MEMBERSHIP, is_hidden, lives_in
        from asa.households.models import Consent, HouseholdMember
        from asa.households.moving import register_movers
        from asa.households.rules import works_with_households
        from asa.households.views.imports import PAGES
        from asa.households.wording import LOGGED, RECORDS
        from asa.notices import kinds as notices
        from asa.people import linking, merging
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
        notices.register_group(
            notices.Group(
                "households",
                _("Households"),
                _("There is news of a household in your care"),
                open_words=True,
            )
        )
        notices.register(
            "households.caretaker", _("A household is in your care now. Open its logbook.")
        )
        register_movers()
        linking.register(lives_in, hidden=is_hidden)
        merging.register(HouseholdMember, "person", MEMBERSHIP)
        merging.register(Consent, "person", CONSENT)
        verbs.register(LOGGED, RECORDS)
