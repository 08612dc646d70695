"""The notices of workshops; they name nobody."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds

ISSUED = "certificate.issued"
REVOKED = "certificate.revoked"
ENDING = "skill.ending"
ENDING_NEARBY = "skill.ending_nearby"


def register_certificate_notices() -> None:
    """Give each kind of certificates and skills its sentence."""
    news = _("There is news of certificates and skills")
    title = _("Certificates and skills")
    kinds.register_group(kinds.Group("certificate", title, news, open_words=True), "skill")
    kinds.register(ISSUED, _("Your certificate is ready"))
    kinds.register(REVOKED, _("A certificate of yours was taken back"))
    kinds.register(ENDING, _("A skill of yours ends in %(days)s days: take the course again"))
    kinds.register(ENDING_NEARBY, _("Skills of volunteers of your area end soon"))
