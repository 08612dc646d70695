from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    name = "asa.cards"

    def ready(self) -> None:
        from asa.cards import jobs
        from asa.cards.kinds import register_notices
        from asa.cards.linking import join_cards
        from asa.cards.models import VolunteerCard
        from asa.cards.rules import sees_cards
        from asa.cards.views.volunteer import part_of_volunteer
        from asa.cards.wording import LOGGED, RECORDS
        from asa.common import menu, verbs
        from asa.places import moving
        from asa.volunteers.kinds import register_part
        from asa.volunteers.linking import join_by

        menu.register(
            _("Cards"), "cards:list", place=menu.Place.REGISTER, shown=sees_cards, order=40
        )
        menu.register(
            _("Cards"), "cards:issuers", place=menu.Place.RULES, shown=sees_cards, order=35
        )
        jobs.register()
        moving.stays(VolunteerCard, "province", "the province that issued the card")
        register_notices()
        join_by(join_cards)
        register_part("cards/_old_name.html", part_of_volunteer)
        verbs.register(LOGGED, RECORDS)
