"""The calendar of a cohort, for the calendars of whoever was given its address."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from asa.common.http import calendar_answer
from asa.training.codes import CohortState
from asa.training.models import Cohort
from asa.training.queries import event_of
from asa.training.signing import is_of_this_feed


@login_not_required
@require_safe
@sensitive_variables("code")
def feed(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Title, days and venue, nobody's name; a cohort that is only planned yet has no calendar."""
    known = Cohort.objects.exclude(state=CohortState.PLANNED).select_related("workshop", "place")
    found = known.filter(pk=pk).first() if is_of_this_feed(code, pk) else None
    if found is None:
        said, status = "There is no such calendar.\n", HTTPStatus.NOT_FOUND
        return HttpResponse(said, content_type="text/plain", status=status)
    with translation.override("th"):
        event = event_of(found)
        return calendar_answer([event], event.summary)
