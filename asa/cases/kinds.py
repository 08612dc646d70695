"""The words of the notices and tasks that cases send out, registered when the program starts."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import CaseState
from asa.cases.wording import APPEAL, BARE, PUBLIC, PUBLIC_ACTS, WAITS_FOR_INTAKE
from asa.notices import kinds as notices
from asa.tasks import kinds as tasks

SEE_TODAY = "case.see_today"
# The reporter reads the reason and the days to appeal, which the words of the state leave out.
REFUSED = "report.ineligible"

NOTICES: dict[str, str | Promise] = {
    "case.to_check": _("A report waits for your check: %(number)s"),
    "case.reached_office": _("A report reached the office: %(number)s"),
    "case.emergency": _("Emergency reported: %(number)s. See to it today"),
    "case.emergency_in_area": _("Emergency in your area: %(number)s. The office has been told"),
    "case.emergency_unheard": _(
        "Emergency %(number)s: nobody is in office in that province. Find somebody now"
    ),
    "case.unheard": _(
        "Report %(number)s: nobody in that province takes reports in. Find somebody for the office"
    ),
    "case.answered": _("What you sent back was answered: %(number)s"),
    # Nothing of a protected case stands in a notice, not even its code.
    "case.protected": _("Something that only you and your team may open waits for you"),
}


# What an e-mail says: of a case no number, no step, and not whether it is protected.
OUTSIDE: dict[str, str | Promise] = {
    "case.emergency": _("An emergency was reported. See to it today"),
    "case.emergency_in_area": _("An emergency was reported in your area"),
    "case.emergency_unheard": _("An emergency was reported where nobody is in office"),
}


def register_reporting(*, may_open_case: tasks.MayOpen) -> None:
    """Give the kinds of the first half of a case's life their words, and a case's page its rule."""
    notices.register_group(
        notices.Group("case", _("Cases"), _("There is news of a case that you work with")),
        *("report", "referral", "duty"),
    )
    for kind, words in NOTICES.items():
        notices.register(kind, words, outside=OUTSIDE.get(kind, ""))
    for state in CaseState.values:
        notices.register(f"case.{state}", _of_state(state))
    for act, sentence in PUBLIC_ACTS.items():
        notices.register(f"report.{act}", _numbered(sentence))
    notices.register(
        REFUSED, format_lazy("{} · {}", _numbered(PUBLIC[CaseState.INELIGIBLE]), APPEAL)
    )
    tasks.register(
        SEE_TODAY,
        _("See to an emergency today"),
        url_name="cases:show",
        may_open=may_open_case,
        by_subject=True,
        of_office=True,
    )


def _of_state(state: str) -> str | Promise:
    """“86-70-00412: approved; help is being prepared”, the detail named only where it is safe."""
    words = BARE.get(state, PUBLIC[state])
    return _numbered(WAITS_FOR_INTAKE if state == CaseState.RECEIVED else words)


def _numbered(words: str | Promise) -> str | Promise:
    return format_lazy("%(number)s · {}", words)
