"""A report goes back to its reporter, who mends or confirms each item, and comes back."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.chain import advance_case, receive_case
from asa.cases.checks import check_steps, checkers, open_return_of, parts_mended
from asa.cases.codes import PART_OF_FIELD, CaseState, ReportField, ReturnAnswer, Triage
from asa.cases.corrections import told_by
from asa.cases.models import Case, CaseReturn, ReturnItem
from asa.cases.rules.checking import can_return_case
from asa.cases.rules.reporting import can_answer_return
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.notices.actions import tell
from asa.people.models import User


@transaction.atomic
def return_case(case: Case, *, items: Sequence[tuple[str, str]], by: User, on: date) -> CaseReturn:
    """Send a report back to its reporter, with each field to be mended and why."""
    allow(can_return_case(by, case))
    wanted = {field: reason.strip() for field, reason in items}
    if not wanted or not all(wanted.values()) or not wanted.keys() <= PART_OF_FIELD.keys():
        raise DomainError(_("Tick at least one field, and say for each what is to be mended."))
    came_from = case.state
    case.move_to(CaseState.RETURNED, returned_from=came_from, state_since=on)
    sent_back = CaseReturn.objects.create(
        case=case, returned_by=by, returned_on=on, from_state=came_from, before=told_by(case)
    )
    for field, reason in wanted.items():
        ReturnItem.objects.create(case_return=sent_back, field=field, reason=reason)
    journal.record(
        by,
        "case.returned",
        case,
        area=str(case.area_id),
        on=on,
        subject=case.subject_id,
        text="\n".join(wanted.values()),
        step=came_from,
        fields_returned=list(wanted),
        to=case.state,
    )
    tell_reporter(case)
    return sent_back


@transaction.atomic
def answer_return(case: Case, *, answers: Mapping[int, str], by: User, on: date) -> Case:
    """The reporter says of each item that it is mended or right as it stands; the report goes
    back to the step that returned it, or further on if nobody holds that step any more.
    """
    allow(can_answer_return(by, case))
    waiting = open_return_of(case)
    if waiting is None:
        raise DomainError(_("Nothing waits to be mended in this report."))
    items = list(waiting.items.all())
    if any(answers.get(item.pk) not in ReturnAnswer.values for item in items):
        raise DomainError(_("Say of each item whether you mended it or it is right as it stands."))
    _check_that_it_was_mended(case, items, answers)
    for item in items:
        item.answer = answers[item.pk]
        item.save(update_fields=["answer"])
    waiting.answered_on, waiting.after = on, told_by(case)
    waiting.save(update_fields=["answered_on", "after"])
    _go_back(case, waiting.returned_by, by=by, on=on)
    journal.record(
        by,
        "case.answered",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        answers={item.field: item.answer for item in items},
    )
    return case


def _check_that_it_was_mended(
    case: Case, items: list[ReturnItem], answers: Mapping[int, str]
) -> None:
    """“I have mended it” is true only where that step of the report was saved anew since."""
    mended = parts_mended(case)
    for item in items:
        if answers[item.pk] == ReturnAnswer.EDITED and PART_OF_FIELD[item.field] not in mended:
            raise DomainError(
                _(
                    "“%(field)s” has not been changed yet. Mend it first, or say that it is right "
                    "as it stands."
                )
                % {"field": ReportField(item.field).label}
            )


def _go_back(case: Case, asker: User, *, by: User, on: date) -> None:
    """To the step that returned it; where nobody holds that step today, to the next one."""
    target = CaseState(case.returned_from)
    step = next((one for one in check_steps(on) if one.state == target), None)
    nobody = step is not None and not checkers(case, step, on).exists()
    if step is not None and (nobody or case.triage == Triage.EMERGENCY):
        advance_case(case, after=step.number - 1, by=by, on=on)
    elif step is not None:
        case.move_to(target, state_since=on, returned_from="")
        tell(
            list(checkers(case, step, on)),
            kind="case.to_check",
            area=str(case.area_id),
            link=f"/cases/check/{case.pk}/",
            number=case.number,
        )
        tell_reporter(case)
    elif target == CaseState.RECEIVED:
        receive_case(case, by=by, on=on)
    else:
        case.move_to(target, state_since=on, returned_from="")
        tell_office(case, "case.answered", [asker])
        tell_reporter(case)
