from django import template

from asa.places.models import Area
from asa.places.queries import name_of, shown_place

register = template.Library()


@register.filter
def place(area: Area | str | None, upto: str = "province") -> str:
    """หมู่ที่ 4 ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร, of an area or its code; – where there is none."""
    return shown_place(area, upto) if area else "–"


@register.filter
def tight_place(area: Area | str | None, upto: str = "district") -> str:
    """ม.4 ต.ขุนกระทิง อ.เมืองชุมพร: for the rows of a table."""
    return shown_place(area, upto, tight=True) if area else "–"


@register.filter
def place_name(code: str | None) -> str:
    """The bare name of an area: ขุนกระทิง."""
    return name_of(code) if code else "–"
