"""What everybody may ask: a certificate by its code, the keys by which badges are checked, and the
calendar of a cohort by its address.
"""

from django.urls import path

from asa.training.views import public_calendar, public_certificates

app_name = "certificates"
urlpatterns = [
    path("w/", public_certificates.check, name="check"),
    path("w/<slug:code>", public_certificates.public, name="public"),
    path("w/<slug:code>/badge", public_certificates.public_badge, name="badge"),
    path("cohorts/<uuid:pk>/<slug:code>.ics", public_calendar.feed, name="calendar"),
    path("badges/did.json", public_certificates.did, name="did"),
    path("badges/issuer.json", public_certificates.issuer, name="issuer"),
    path("badges/status/<slug:owner>/<int:year>", public_certificates.status, name="status"),
]
