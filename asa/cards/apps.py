from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "asa.cards"

    def ready(self) -> None:
        from asa.cards import jobs
        from asa.cards.linking import join_cards
        from asa.cards.wording import LOGGED, RECORDS
        from asa.common import verbs
        from asa.volunteers.linking import join_by

        jobs.register()
        join_by(join_cards)
        verbs.register(LOGGED, RECORDS)
