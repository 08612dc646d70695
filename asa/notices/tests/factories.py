from asa.notices.models import Notice


def make_notice(user, *, kind="households.caretaker", link="/households/", **fields):
    """Something that the product told a person."""
    fields.setdefault("area", "860101")
    return Notice.objects.create(user=user, kind=kind, link=link, **fields)
