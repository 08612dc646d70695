"""What anyone may ask of a certificate: whose it is, of which course, and whether it is valid."""

import json
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from asa.common.languages import in_language
from asa.common.shortcodes import typed_code
from asa.common.thaidate import now, today
from asa.people.errors import TooManyTries
from asa.people.http import behind_a_code, open_page
from asa.training.badges import badge_of, did_document, issuer_profile, status_list
from asa.training.codes import CertificateState
from asa.training.forms.skills import CertificateCodeForm
from asa.training.models import Certificate, CertificateCounter
from asa.training.queries import public_certificate, revoked_numbers


@open_page
@require_safe
@sensitive_variables("code")
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR; a code that is none is asked for as any other."""
    return _answer(request, typed_code(code) or "-")


@open_page
def check(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate by hand; it does not come into any address."""
    form = CertificateCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, form.cleaned_data["code"])
    return render(request, "training/check.html", {"form": form})


@open_page
@require_safe
@sensitive_variables("code")
def public_badge(request: HttpRequest, code: str) -> HttpResponse:
    """The signed credential of a certificate, which says no name; absent as the page is."""
    found = _asked(request, typed_code(code) or "-")
    if isinstance(found, HttpResponse):
        return found
    if found is None or found.state != CertificateState.VALID:
        raise Http404
    return HttpResponse(badge_of(found), content_type="application/vc+jwt")


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    """One shape for every code: found or not, the same questions were asked before."""
    found = _asked(request, code)
    if isinstance(found, HttpResponse):
        return found
    status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
    return render(request, "training/public.html", _told(found), status=status)


def _asked(request: HttpRequest, code: str) -> Certificate | HttpResponse | None:
    """The certificate of a code, or the page for whoever tried too many that are none."""
    try:
        return behind_a_code(request, "certificate", lambda: public_certificate(code))
    except TooManyTries:
        return render(request, "training/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def _told(paper: Certificate | None) -> dict[str, Any]:
    """All that a page says of a certificate."""
    if paper is None:
        return {"is_found": False, "at": now()}
    return {
        "is_found": True,
        "is_valid": paper.is_valid_on(today()),
        "is_revoked": paper.state == CertificateState.REVOKED,
        "name": paper.name,
        "course": in_language(paper.course, paper.course_en),
        "cohort": paper.cohort_number,
        "starts_on": paper.starts_on,
        "ends_on": paper.ends_on,
        "expires_on": paper.expires_on,
        "code": paper.code,
        "at": now(),
    }


@login_not_required
@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The public keys by which badges are checked, and who gives them."""
    return _as_json(did_document(), "application/did+json")


@login_not_required
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Who gives the badges, as a profile of Open Badges."""
    return _as_json(issuer_profile(), "application/ld+json")


@login_not_required
@require_safe
def status(request: HttpRequest, owner: str, year: int) -> HttpResponse:
    """Which badges of an office and year were taken back: a bit each, signed."""
    if not CertificateCounter.objects.filter(owner=owner, year_be=year).exists():
        raise Http404
    signed = status_list(owner, year, revoked_numbers(owner, year))
    return HttpResponse(signed, content_type="application/vc+jwt")


def _as_json(content: dict[str, Any], content_type: str) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type=content_type)
