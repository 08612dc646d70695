from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "asa.common"

    def ready(self) -> None:
        from asa.common import verbs

        verbs.register(
            {
                "import.rows_exported": _("Rows to correct of an import exported"),
                "import.headings_kept": _("Meaning of the columns of a list kept"),
                "import.taken_back": _("Import taken back"),
                "import.taken_despite_doubts": _(
                    "List taken in although half its rows may be on record"
                ),
            },
            {
                "common.job": _("Work in the background"),
                "common.knownheading": _("Columns of a list"),
                "common.importbatch": _("Import of a list"),
            },
        )
