from datetime import date

from asa.partners.models import Partner
from asa.places.tests.factories import make_area


def make_partner(area="86", **fields):
    """An agency that serves an area."""
    fields.setdefault("code", f"test-{Partner.objects.count()}")
    fields.setdefault("kind", "hospital")
    fields.setdefault("name_th", "โรงพยาบาลทดสอบ")
    fields.setdefault("started_on", date(2024, 10, 1))
    return Partner.objects.create(area=make_area(area), **fields)
