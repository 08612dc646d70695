"""The long work of a change of areas: everything on it, in one go."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common import jobs
from asa.common.models import Job
from asa.common.thaidate import today
from asa.places.actions import carry_out_change, undo_change
from asa.places.models import AreaChange

if TYPE_CHECKING:
    from asa.people.models import User

KIND = "places.change"


def start(change: AreaChange, *, by: "User", undo: bool = False, reason: str = "") -> Job:
    """Queue the carrying out of a change, or its undoing."""
    title = _("Undo the change of areas") if undo else _("Carry out the change of areas")
    page = reverse("places:change", args=[change.pk])
    params = {"change": str(change.pk), "undo": undo, "reason": reason, "back_page": page}
    return jobs.start(KIND, title, by=by, area=change.province, params=params)


def run(job: Job) -> dict[str, Any]:
    """Carry a change out or undo it, as the user who asked for it."""
    change = AreaChange.objects.get(pk=job.params["change"])
    by = get_user_model().objects.get(pk=job.started_by_id)
    with override("th"):
        if job.params["undo"]:
            undo_change(change, reason=job.params["reason"], by=by, on=today())
        else:
            carry_out_change(change, by=by, on=today())
    return {"page": job.params["back_page"]}


def register() -> None:
    """Tell the worker how to do such a job."""
    jobs.register(KIND, run)
