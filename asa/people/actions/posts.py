from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.codes import INCOMPATIBLE_ROLES, PROVINCIAL_OFFICE_ROLES, ROLE_LEVELS, Role
from asa.people.models import Post, User
from asa.people.rules import can_end_post, can_give_post_to
from asa.places.codes import BANGKOK, WHOLE_COUNTRY, Level
from asa.places.models import Area, Region


@transaction.atomic
def give_post(  # noqa: PLR0913 - a post is a role, an area, a day, and for two roles one thing more
    user: User,
    *,
    role: str,
    area: Area,
    started_on: date,
    by: User,
    region: Region | None = None,
    organisation_id: UUID | None = None,
) -> Post:
    """Give someone a role in an area from a day on."""
    allow(can_give_post_to(by, user, role, area.pk))
    user.forget_posts()
    post = Post(
        # Two posts that exclude each other are not given at the same moment.
        user=User.objects.select_for_update().get(pk=user.pk),
        role=role,
        area=area,
        region=region,
        organisation_id=organisation_id,
        started_on=started_on,
        given_by=by,
    )
    _check_area(post)
    _check_other_posts(post)
    post.save()
    journal.record(
        by, "post.given", post, area=area.pk, on=started_on, user=str(user.pk), role=str(role)
    )
    return post


@transaction.atomic
def end_post(post: Post, *, on: date, by: User) -> Post:
    """End a post: from that day on it lets its holder see and do nothing."""
    allow(can_end_post(by, post))
    post.refresh_from_db(fields=["ended_on"], from_queryset=Post.objects.select_for_update())
    if post.ended_on is not None and post.ended_on <= on:
        raise DomainError(_("This post has already ended."))
    if on < post.started_on:
        raise DomainError(_("A post cannot end before the day it began. Choose a later day."))
    post.ended_on = on
    post.save(update_fields=["ended_on"])
    post.user.forget_posts()
    journal.record(by, "post.ended", post, area=post.area_id, on=on, user=str(post.user_id))
    return post


def _check_area(post: Post) -> None:
    """The area must be of a level that the role works in, and be in force."""
    role, area = Role(post.role), post.area
    levels = ROLE_LEVELS[role]
    if area.level not in levels:
        raise DomainError(
            _("The post %(role)s needs an area of this kind: %(levels)s. Choose the area again.")
            % {"role": role.label, "levels": ", ".join(str(Level(one).label) for one in levels)}
        )
    if area.ended_on is not None and area.ended_on <= post.started_on:
        raise DomainError(_("This area was abolished. Choose the area that took its place."))
    if area.pk == BANGKOK and role in PROVINCIAL_OFFICE_ROLES:
        raise DomainError(_("Bangkok has no provincial office. Choose another province."))
    if post.region is not None and (role != Role.DEPARTMENT_OFFICER or area.pk != WHOLE_COUNTRY):
        raise DomainError(_("Only a department officer of the country works for a region."))
    if role == Role.PARTNER_DESK and post.organisation_id is None:
        raise DomainError(_("Choose the agency that this desk belongs to."))


def _check_other_posts(post: Post) -> None:
    """Nobody holds a post twice, nor two posts of which one checks the other."""
    if not post.user.is_active:
        raise DomainError(_("This user is switched off. Switch the user on first."))
    for other in Post.objects.filter(user=post.user).select_related("region"):
        if other.ended_on is not None and other.ended_on <= post.started_on:
            continue
        if _is_same(other, post):
            raise DomainError(_("%(post)s: this person holds this post already.") % _named(other))
        if frozenset({Role(other.role), Role(post.role)}) in INCOMPATIBLE_ROLES:
            raise DomainError(
                _(
                    "This person is %(post)s. Who records help must not decide it, and who decides"
                    " it must not pay it. End that post first."
                )
                % _named(other)
            )


def _is_same(one: Post, other: Post) -> bool:
    def what(post: Post) -> tuple[object, ...]:
        return post.role, post.area_id, post.region_id, post.organisation_id

    return what(one) == what(other)


def _named(post: Post) -> dict[str, str]:
    return {"post": post.in_words}
