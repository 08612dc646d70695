"""Organisations that help: agencies to which a case can be referred."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.partners.codes import PartnerKind
from asa.places.models import Area


class Partner(models.Model):
    """An agency or organisation with the area that it serves and what it helps with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=PartnerKind)
    name_th = models.CharField(_("Thai name"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area served"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    services = models.CharField(_("What it helps with"), max_length=300, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name_th"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PartnerKind.values), name="partner_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_th, self.name_en)
