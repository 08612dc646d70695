from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "asa.knowledge"

    def ready(self) -> None:
        from asa.common import menu, occasions, verbs
        from asa.knowledge.kinds import register_notices
        from asa.knowledge.moving import register_movers
        from asa.knowledge.queries import told_at
        from asa.knowledge.rules import can_learn
        from asa.knowledge.views.volunteer import part_of_volunteer
        from asa.knowledge.wording import RECORDS, VERBS
        from asa.volunteers.kinds import register_part

        menu.register(
            _("Learning"),
            "knowledge:sets",
            place=menu.Place.PERSON,
            shown=can_learn,
            icon="book",
            order=30,
        )
        menu.register(
            _("Good practices"),
            "knowledge:practices",
            place=menu.Place.PERSON,
            shown=can_learn,
            icon="people",
            order=31,
        )
        occasions.register_teller("knowledge", told_at)
        register_notices()
        register_movers()
        register_part("knowledge/_part.html", part_of_volunteer)
        verbs.register(VERBS, RECORDS)
