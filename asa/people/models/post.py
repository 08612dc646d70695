from datetime import date

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from asa.common.ids import uuid7
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models.user import User
from asa.people.names import post_in_words, post_on_paper
from asa.places.models import Area, Region
from asa.places.queries import region_provinces


class Post(models.Model):
    """A role in an area from a day on, until the day it ends: the only thing that grants rights."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area"))
    # With a region the area is the country, and the post means the region's provinces of today.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    # A partner's desk belongs to an organisation of the partners' app, which stands above.
    organisation_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(_("From"))
    # The first day without the post.
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["role", "area"], name="post_by_role_and_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="post_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="post_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.area_id}"

    @staticmethod
    def current_on(day: date) -> models.Q:
        """Posts held on a day: started by then and not ended by then."""
        return models.Q(started_on__lte=day) & (
            models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=day)
        )

    @property
    def is_current(self) -> bool:
        day = today()
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)

    @property
    def in_words(self) -> str:
        """The post as people say it, such as เจ้าหน้าที่ สนง.พมจ.ชุมพร."""
        return post_in_words(self.role, self.area_id, self.region.name if self.region else "")

    @property
    def on_paper(self) -> str:
        """The post in full, as it stands under a signature on an official paper."""
        return post_on_paper(self.role, self.area_id)

    @cached_property
    def codes(self) -> list[str]:
        """The area codes that this post covers whole."""
        return [self.area_id] if self.region is None else region_provinces(self.region, today())

    def holds(self, area: str) -> bool:
        """Whether the post's area is the given one or one above it."""
        return any(code == "TH" or area.startswith(code) for code in self.codes)
