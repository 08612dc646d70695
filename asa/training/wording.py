"""What the lines about workshops are called in the two logs, and the tones of their states."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from asa.training.codes import CohortState, EnrolmentState, PlannedState, Result, WorkshopState

VERBS: dict[str, str | Promise] = {
    "workshop.taken_from_list": _("Workshop taken from a list"),
    "cohort.taken_from_list": _("Cohort taken from a list"),
    "enrolment.taken_from_list": _("Participant taken from a list"),
    "enrolment.corrected_from_list": _("Participant corrected from a list"),
    "workshop.planned": _("Workshop planned"),
    "workshop.changed": _("Plan of a workshop changed"),
    "workshop.approved": _("Workshop approved"),
    "workshop.returned": _("Workshop taken back to its draft"),
    "workshop.cancelled": _("Workshop cancelled"),
    "workshop.opened": _("Workshop opened for names"),
    "workshop.started": _("Workshop begun"),
    "workshop.finished": _("Workshop held to its end"),
    "workshop.report_written": _("Texts of a closing report written"),
    "workshop.reported": _("Workshop reported"),
    "workshop.report_reopened": _("Report of a workshop opened again"),
    "indicator.added": _("Indicator of a workshop added"),
    "indicator.changed": _("Indicator of a workshop changed"),
    "indicator.removed": _("Indicator of a workshop taken out"),
    "budget.written": _("Line of a budget written"),
    "budget.changed": _("Line of a budget changed"),
    "budget.removed": _("Line of a budget taken out"),
    "budget.spent": _("Money of a workshop spent"),
    "cohort.planned": _("Cohort planned"),
    "cohort.changed": _("Cohort changed"),
    "cohort.opened": _("Cohort opened for names"),
    "cohort.reopened": _("Cohort opened for names again"),
    "cohort.resumed": _("Cohort that was ended goes on"),
    "workshop.resumed": _("Workshop goes on"),
    "cohort.confirmed": _("List of a cohort confirmed"),
    "cohort.started": _("Cohort begun"),
    "cohort.finished": _("Cohort held to its end"),
    "cohort.cancelled": _("Cohort cancelled"),
    "cohort.quotas_set": _("Seats shared among areas"),
    "cohort.seats_returned": _("Unused seats returned"),
    "cohort.seats_offered": _("Returned seats offered on"),
    "cohort.reminded": _("Reminded of names still missing"),
    "cohort.people_reminded": _("Participants reminded of their answer or the first day"),
    "reminders.changed": _("Days of reminders of workshops changed"),
    "cohort.exported": _("List of a cohort taken out"),
    "enrolment.nominated": _("Nominated for a workshop"),
    "enrolment.proposed": _("Proposed for a workshop"),
    "enrolment.applied": _("Applied for a workshop"),
    "enrolment.confirmed": _("Seat of a workshop confirmed"),
    "enrolment.declined": _("Seat of a workshop given up"),
    "enrolment.withdrawn": _("Nomination for a workshop taken back"),
    "enrolment.joined": _("Second line of the same person withdrawn"),
    "enrolment.moved_up": _("Moved up from the reserve"),
    "enrolment.put_in_place": _("Put in the place of another"),
    "enrolment.passed_on": _("Seat passed on that nobody confirmed in time"),
    "enrolment.absent": _("Did not come"),
    "enrolment.swapped": _("Took the seat of another at the door"),
    "programme.made": _("Programme made from the course"),
    "session.added": _("Part of a programme added"),
    "session.changed": _("Part of a programme changed"),
    "session.cancelled": _("Part of a programme cancelled"),
    "session.removed": _("Part of a programme taken out"),
    "attendance.said": _("Attendance noted"),
    "attendance.waits": _("Attendance sent in that waits to be looked at"),
    "attendance.settled": _("Attendance that waited was dealt with"),
    "attendance.corrected": _("Attendance corrected"),
    "room.added": _("Rooms of a cohort added"),
    "room.removed": _("Room of a cohort taken out"),
    "room.given": _("Room of a participant changed"),
    "rooms.shared": _("Rooms shared out"),
    "stay.noted": _("Meals and travel of a participant noted"),
    "travel.spent": _("Travel pay counted in the budget"),
    "question.written": _("Question of a test written"),
    "question.removed": _("Question of a test taken out"),
    "questions.copied": _("Questions of another cohort copied"),
    "test.opened": _("Test of a cohort opened"),
    "test.closed": _("Test of a cohort closed"),
    "test.answered": _("Test answered"),
    "satisfaction.given": _("Satisfaction form filled in"),
    "cohort_photo.added": _("Photos of a cohort added"),
    "cohort_photo.changed": _("Photo of a cohort changed"),
    "cohort_photo.removed": _("Photo of a cohort taken away"),
    "cohort_photo.seen": _("Photo of a cohort seen"),
    "workgroup.made": _("Group of a cohort made"),
    "workgroup.changed": _("Group of a cohort changed"),
    "workgroup.removed": _("Group of a cohort taken out"),
    "group_point.noted": _("Point of a group noted"),
    "group_point.changed": _("Point of a group changed"),
    "group_point.removed": _("Point of a group taken out"),
    "group_minutes.closed": _("Minutes of group work closed"),
    "group_minutes.corrected": _("Minutes of group work corrected"),
    "cohort.paper": _("Paper of a cohort printed"),
    "attendance.signed": _("Attendance noted from the signed sheet"),
    "registrar.added": _("Registrar of a cohort named"),
    "registrar.ended": _("Registrar of a cohort that is over taken off"),
    "registrar.removed": _("Registrar of a cohort taken out"),
    "rate.changed": _("Rate of budgets changed"),
    "course.added": _("Course added"),
    "course.changed": _("Rule of a course changed"),
    "topic.added": _("Topic of a course added"),
    "topic.changed": _("Topic of a course changed"),
    "mark.given": _("Mark given"),
    "mark.corrected": _("Mark corrected"),
    "result.decided": _("Result of a workshop decided"),
    "certificate.issued": _("Certificate given"),
    "certificate.revoked": _("Certificate taken back"),
    "certificates.downloaded": _("Certificates downloaded"),
    "signer.changed": _("Signer of certificates changed"),
    "refresher.changed": _("Years until a refresher changed"),
    "follow_through.exported": _("Names behind a number of the follow-through taken out"),
    "duty.added": _("Duty added"),
    "duty.changed": _("Skills of a duty changed"),
    "planned_activity.planned": _("Activity planned"),
    "planned_activity.changed": _("Plan of an activity changed"),
    "planned_activity.named": _("Volunteer named for an activity"),
    "planned_activity.taken_off": _("Volunteer taken off an activity"),
    "planned_activity.held": _("Activity held"),
    "planned_activity.cancelled": _("Activity cancelled"),
}
RECORDS: dict[str, str | Promise] = {
    "training.workshop": _("Workshop"),
    "training.indicator": _("Indicator of a workshop"),
    "training.budgetline": _("Line of a budget"),
    "training.cohort": pgettext_lazy("record", "Cohort"),
    "training.quota": _("Quota"),
    "training.enrolment": _("Place in a workshop"),
    "training.session": _("Part of a programme"),
    "training.question": _("Question of a test"),
    "training.sitting": _("Test of a cohort"),
    "training.answersheet": _("Answers to a test"),
    "training.cohortphoto": _("Photo of a cohort"),
    "training.workgroup": _("Group of a cohort"),
    "training.grouppoint": _("Point of a group"),
    "training.groupminutes": _("Minutes of group work"),
    "training.room": _("Room of a cohort"),
    "training.rollcallsubmission": _("Attendance sent in"),
    "training.budgetrate": _("Rate of budgets"),
    "training.course": _("Course"),
    "training.coursetopic": _("Topic of a course"),
    "training.certificate": _("Certificate"),
    "training.reminderrule": _("Reminders of workshops"),
    "training.signer": _("Signer of certificates"),
    "training.duty": _("Duty"),
    "training.refresherrule": _("Years until a refresher"),
    "training.plannedactivity": _("Planned activity"),
}
WORKSHOP_TONES: dict[str, str] = {
    WorkshopState.DRAFTED: "",
    WorkshopState.APPROVED: "soon",
    WorkshopState.OPEN: "way",
    WorkshopState.RUNNING: "near",
    WorkshopState.DONE: "well",
    WorkshopState.REPORTED: "well",
    WorkshopState.CANCELLED: "",
}
COHORT_TONES: dict[str, str] = {
    CohortState.PLANNED: "",
    CohortState.OPEN: "way",
    CohortState.CONFIRMED: "well",
    CohortState.RUNNING: "near",
    CohortState.DONE: "well",
    CohortState.CANCELLED: "",
}
ACTIVITY_TONES: dict[str, str] = {
    PlannedState.PLANNED: "way",
    PlannedState.HELD: "well",
    PlannedState.CANCELLED: "",
}
# Giving up is nobody's fault: it wears no colour of blame.
ENROLMENT_TONES: dict[str, str] = {
    EnrolmentState.PROPOSED: "",
    EnrolmentState.NOMINATED: "soon",
    EnrolmentState.CONFIRMED: "well",
    EnrolmentState.RESERVE: "way",
    EnrolmentState.DECLINED: "",
    EnrolmentState.WITHDRAWN: "",
    EnrolmentState.ABSENT: "",
}
# What each number of a cohort counts.
DEFINITIONS: list[str | Promise] = [
    _("With a seat: nominated or confirmed, on the day of the page."),
    _("Came: present at one session or more at which the roll was called."),
    _(
        "Passed, or attended where the course gives a certificate of honour: by the rule of the "
        "course, from presence and marks, as last decided."
    ),
    _("Marks: the share of the points; the two means are of those alone who have both marks."),
    _("Each person counts in the quota that gave the seat."),
]
FOLLOWED_DEFINITIONS: list[str | Promise] = [
    _("Trained: registered today, with a result of a workshop that ended before these months."),
    _("Never trained: registered today, without a result of any workshop."),
    _("Whoever was trained within these months is in neither group."),
    _("People: who did so at least once in these months. Times: how often in all."),
    _("What was taken back does not count."),
    _(
        "Home visit: every visit to a household that volunteers recorded, whether they found"
        " somebody, visited or followed up, and home visits written down by hand. A visit to follow"
        " up counts as a follow-up too."
    ),
    _("Passing on to an agency: as volunteers wrote it down; what an office refers is not theirs."),
    _(
        "Refresher due: registered today, finished a course so many years ago or longer as the rule"
        " of the day says, and not again since."
    ),
]


class GroupWords(NamedTuple):
    """What the names of a group are called, what they are, and what is said where there is none."""

    heading: str | Promise
    about: str | Promise
    nobody: str | Promise


GROUP_WORDS: dict[str, GroupWords] = {
    "trained": GroupWords(
        _("Trained before these months"),
        _("Registered volunteers with a result of a workshop that ended before these months"),
        _("Nobody of this group did so here."),
    ),
    "never": GroupWords(
        _("Never trained"),
        _("Registered volunteers who never finished a workshop"),
        _("Everybody registered here has finished a workshop."),
    ),
    "due": GroupWords(
        _("Refresher due"),
        _("Registered volunteers to be invited to take a course again"),
        _("Nobody registered here is due for a refresher."),
    ),
}


def counted_words(*, is_honour: bool) -> dict[str, str]:
    """What the numbers of a cohort are called, by the names of what they count; nobody “passes” a
    course whose paper is one of honour (is_honour).
    """
    return {
        "seated": gettext("With a seat"),
        "came": gettext("Came"),
        "earned": str((Result.ATTENDED if is_honour else Result.PASSED).label),
        "failed": gettext("Failed"),
        "reserve": gettext("Reserve"),
        "declined": gettext("Gave up the seat"),
        "absent": gettext("Did not come"),
    }


RESULT_TONES: dict[str, str] = {
    Result.NONE: "",
    Result.PASSED: "well",
    Result.ATTENDED: "well",
    Result.FAILED: "soon",
    Result.ABSENT: "",
}


class Words(NamedTuple):
    """What a page of an act says: heading, what follows from it, button, and afterwards."""

    heading: str | Promise
    follows: str | Promise
    button: str | Promise
    said: str | Promise


REVOKE = Words(
    _("Take the certificate back"),
    _("From now on its QR says that it was taken back, and the skill ends. This cannot be undone."),
    _("Take the certificate back"),
    _("The certificate is taken back."),
)
REISSUE = Words(
    _("Write the certificate anew"),
    _("A new one with a new number shows the name as the register has it. The old one is void."),
    _("Write it anew"),
    _("The new certificate is ready."),
)
