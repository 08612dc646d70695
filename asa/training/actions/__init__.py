"""Everything that changes a workshop. One function, one thing a person does."""

from asa.training.actions.activities import (
    ActivityPlan,
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
    send_volunteer,
    take_off,
    warn_of_activities,
)
from asa.training.actions.answering import (
    confirm_seat,
    give_up_seat,
    pass_on_unanswered,
    put_in_place,
    withdraw_nomination,
)
from asa.training.actions.budget import Line, change_line, note_spent, remove_line, write_line
from asa.training.actions.certificates import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from asa.training.actions.cohorts import (
    CohortPlan,
    cancel_cohort,
    change_cohort,
    confirm_list,
    finish_cohort,
    open_cohort,
    plan_cohort,
    reopen_names,
    resume_cohort,
    start_cohort,
)
from asa.training.actions.enrolling import accept_proposal, apply_for_seat, nominate, propose
from asa.training.actions.graduates import Graduates, train_graduates
from asa.training.actions.leaving import leave_what_is_to_come
from asa.training.actions.marks import GivenMark, give_marks
from asa.training.actions.projects import (
    Plan,
    approve_workshop,
    cancel_workshop,
    change_workshop,
    plan_workshop,
    reopen_report,
    return_workshop,
)
from asa.training.actions.quotas import (
    offer_seats,
    return_seats,
    return_unused,
    set_quotas,
    share_out_seats,
)
from asa.training.actions.registrars import add_registrar, end_registrars, remove_registrar
from asa.training.actions.reminders import ReminderDays, change_reminders, remind_people
from asa.training.actions.reporting import Report, report_workshop, write_report
from asa.training.actions.results import decide_results, follow_correction
from asa.training.actions.seats import fill_from_reserve, free_seat, take_seat
from asa.training.actions.sheet import note_from_sheet
from asa.training.actions.signers import NewSigner, set_signer
from asa.training.actions.skills import add_duty, change_duty, remind_of_skills
from asa.training.actions.watching import remind_missing, watch_cohort

__all__ = [
    "ActivityPlan",
    "CohortPlan",
    "GivenMark",
    "Graduates",
    "Line",
    "NewSigner",
    "Plan",
    "ReminderDays",
    "Report",
    "accept_proposal",
    "add_duty",
    "add_registrar",
    "apply_for_seat",
    "approve_workshop",
    "cancel_activity",
    "cancel_cohort",
    "cancel_workshop",
    "change_activity",
    "change_cohort",
    "change_duty",
    "change_line",
    "change_reminders",
    "change_workshop",
    "confirm_list",
    "confirm_seat",
    "decide_results",
    "end_registrars",
    "fill_from_reserve",
    "finish_cohort",
    "follow_correction",
    "free_seat",
    "give_marks",
    "give_up_seat",
    "hold_activity",
    "issue_certificates",
    "leave_what_is_to_come",
    "nominate",
    "note_from_sheet",
    "note_spent",
    "offer_seats",
    "open_cohort",
    "pass_on_unanswered",
    "plan_activity",
    "plan_cohort",
    "plan_workshop",
    "propose",
    "put_in_place",
    "reissue_certificate",
    "remind_missing",
    "remind_of_skills",
    "remind_people",
    "remove_line",
    "remove_registrar",
    "reopen_names",
    "reopen_report",
    "report_workshop",
    "resume_cohort",
    "return_seats",
    "return_unused",
    "return_workshop",
    "revoke_certificate",
    "send_volunteer",
    "set_quotas",
    "set_signer",
    "share_out_seats",
    "start_cohort",
    "take_off",
    "take_seat",
    "train_graduates",
    "warn_of_activities",
    "watch_cohort",
    "withdraw_nomination",
    "write_line",
    "write_report",
]
