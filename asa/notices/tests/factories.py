from asa.common.thaidate import now
from asa.notices.codes import Channel
from asa.notices.models import Contact, Delivery, Notice


def make_notice(user, *, kind="households.caretaker", link="/households/", **fields):
    """Something that the product told a person."""
    fields.setdefault("area", "860101")
    return Notice.objects.create(user=user, kind=kind, link=link, **fields)


def make_contact(user, address="mali@example.com", **fields):
    """An e-mail address that its owner has confirmed."""
    fields.setdefault("confirmed_at", now())
    return Contact.objects.create(user=user, channel=Channel.EMAIL, address=address, **fields)


def make_delivery(user, *, state="waiting", at=None, **fields):
    """A notice that is to go by e-mail too."""
    notice = make_notice(user, **fields)
    return Delivery.objects.create(
        notice=notice, channel=Channel.EMAIL, state=state, next_try_at=at or now()
    )
