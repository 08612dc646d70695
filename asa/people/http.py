from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from asa.people.models import User


class AsaRequest(HttpRequest):
    """A request of someone who is signed in (LoginRequiredMiddleware sees to it)."""

    user: User
    htmx: HtmxDetails
