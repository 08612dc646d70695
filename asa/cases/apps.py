from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "asa.cases"

    def ready(self) -> None:
        from asa.cases.checks import households_waiting_for
        from asa.cases.kinds import register_reporting
        from asa.households.kinds import register_waiting

        register_reporting()
        register_waiting(households_waiting_for)
