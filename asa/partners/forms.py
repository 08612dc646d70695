from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common import thaitext
from asa.common.forms import AsaForm, FilterForm
from asa.common.thaidate import today
from asa.partners.actions import PartnerDetails
from asa.partners.codes import PartnerKind
from asa.partners.models import Partner
from asa.partners.queries import serving
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.forms import AreaField
from asa.places.queries import within


class PartnerFilter(FilterForm):
    """Agencies by name, kind and the area that they serve."""

    q = forms.CharField(label=_("Name or what it helps with"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All")), *PartnerKind.choices], required=False
    )
    area = AreaField(label=_("Serves this place"), required=False)
    ended = forms.BooleanField(label=_("Show those taken off the list too"), required=False)

    def apply(self, partners: QuerySet[Partner]) -> QuerySet[Partner]:
        """The agencies that fit; none if the question makes no sense."""
        if not self.is_valid():
            return partners.none()
        asked = self.cleaned_data
        if words := thaitext.clean(asked["q"]):
            partners = partners.filter(
                Q(name_th__icontains=words)
                | Q(name_en__icontains=words)
                | Q(services__icontains=words)
            )
        if asked["kind"]:
            partners = partners.filter(kind=asked["kind"])
        if asked["area"]:
            code = asked["area"].code
            partners = partners.filter(serving(code) | within("area", [code]))
        if not asked["ended"]:
            partners = partners.filter(Post.current_on(today()))
        return partners.order_by("kind", "name_th", "pk")


class PartnerForm(AsaForm):
    """What is known of an agency."""

    name_th = forms.CharField(label=_("Thai name"), max_length=160)
    name_en = forms.CharField(label=_("English name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind)
    area = AreaField(
        label=_("Area served"),
        help_text=_("The province, district or sub-district that it serves as a whole"),
    )
    phone = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
    services = forms.CharField(
        label=_("What it helps with"), max_length=300, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, AreaField)  # noqa: S101 - tells the type
        field.limit_to(scope(user))

    @classmethod
    def initial_of(cls, partner: Partner) -> dict[str, Any]:
        return {name: getattr(partner, name) for name in cls.base_fields}

    def clean_name_th(self) -> str:
        return thaitext.clean(self.cleaned_data["name_th"])

    def details(self) -> PartnerDetails:
        """What the action takes."""
        return PartnerDetails(**self.cleaned_data)
