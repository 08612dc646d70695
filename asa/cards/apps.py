from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "asa.cards"

    def ready(self) -> None:
        from asa.cards import jobs
        from asa.cards.wording import LOGGED, RECORDS
        from asa.common import verbs

        jobs.register()
        verbs.register(LOGGED, RECORDS)
