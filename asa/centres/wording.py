"""What the fields of a centre and the lines of the logs about centres are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "name_th": _("Name"),
    "place": _("Where it is"),
    "phone": _("Telephone of the centre"),
    "focal_volunteer": _("Focal person: a volunteer"),
    "focal_name": _("Focal person: somebody else"),
    "focal_phone": _("Telephone of the focal person"),
    "services": _("Services"),
    "hours": _("Opening hours"),
    "seats": _("Seats for a meeting"),
    "vehicles": _("Vehicles"),
    "evidence_on": _("Evidence of"),
}
VERBS: dict[str, str | Promise] = {
    "centre.added": _("Centre added"),
    "centre.founded": _("Centre founded"),
    "centre.change_proposed": _("Change proposed"),
    "centre.change_accepted": _("Change validated"),
    "centre.change_rejected": _("Change rejected"),
    "centre.change_withdrawn": _("Change withdrawn"),
    "centre.removed": _("Centre of a list removed"),
    "centre.restored": _("List about the centre taken back"),
    "centre.elected": _("Committee elected"),
    "centre.term_written": _("Term of the committee written down"),
    "meeting.planned": _("Meeting planned"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.recorded": _("Minutes of a meeting written down"),
    "meeting.corrected": _("Minutes of a meeting corrected"),
    "point.done": _("Point of a meeting done"),
    "assessment.recorded": _("Capacity assessed"),
    "assessment.prioritised": _("Priorities chosen"),
    "priority.planned": _("Work plan written down"),
}
OF_LISTS: dict[str, str | Promise] = {
    "term_length.changed": _("Years of office changed"),
    "support_rule.changed": _("Rule of visits to volunteers changed"),
    "service.added": _("Service added to the list"),
    "service.changed": _("Service of the list changed"),
    "component.added": _("Side of the assessment added"),
    "component.changed": _("Side of the assessment changed"),
    "question.added": _("Line of the checklist added"),
    "question.changed": _("Line of the checklist changed"),
}
SUPPORT: dict[str, str | Promise] = {
    "target.agreed": _("Target agreed"),
    "target.ended": _("Target ended"),
    "supervision.recorded": _("Supervision visit written down"),
    "supervision.withdrawn": _("Supervision visit withdrawn"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    **SUPPORT,
    **OF_LISTS,
    "centres.exported": _("List of centres exported"),
    "centres.template": _("Template of centres downloaded"),
}
RECORDS: dict[str, str | Promise] = {
    "centres.meeting": _("Meeting of a centre"),
    "centres.point": _("Point of a meeting"),
    "centres.assessment": _("Assessment of a centre"),
    "centres.priority": _("Priority of a centre"),
    "centres.termlength": _("Years of office"),
    "centres.service": _("Service of centres"),
    "centres.question": _("Line of the checklist"),
    "centres.target": _("Target of a volunteer"),
    "centres.supervision": _("Supervision visit"),
    "centres.component": _("Side of the assessment"),
}
TONES = {"waiting": "soon", "accepted": "well", "rejected": "late", "withdrawn": ""}
MEETING_TONES = {"planned": "way", "held": "well", "cancelled": ""}
WORK_TONES = {"open": "soon", "doing": "way", "done": "well", "dropped": ""}
SCORE_WORDS = {
    1: _("Nothing yet"),
    2: _("Begun"),
    3: _("Works in part"),
    4: _("Works well"),
    5: _("Others learn from it"),
}
NEED_TONES = {"help": "late", "behind": "soon", "due": "soon", "unseen": ""}
ANSWER_TONES = {"well": "well", "partly": "soon", "help": "late"}
