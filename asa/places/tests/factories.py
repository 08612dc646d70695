"""Real areas for tests: one code and all around it, or Chumphon with its neighbours."""

from datetime import date
from functools import cache

import geothai
from django.contrib.auth import get_user_model

from asa.common.thaidate import today
from asa.places.actions import propose_change
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.importers.areas import area_row, write_areas
from asa.places.models import Area
from asa.places.queries import Announced, ancestors, level_of, remember_names

ANNOUNCED = date(2026, 10, 1)


def load_chumphon():
    """The country and the provinces 84, 85 and 86, with their districts and tambons of today."""
    write_areas(_rows_of(("84", "85", "86")))
    remember_names(["86"])


def make_area(code="860101"):
    """The real area of a code and all areas around it; a village is made up."""
    chain = [*ancestors(code), code]
    known = set(Area.objects.filter(code__in=chain).values_list("code", flat=True))
    if missing := [one for one in chain if one not in known]:
        write_areas([_row_of(one) for one in missing if level_of(one) != Level.VILLAGE])
    if level_of(code) == Level.VILLAGE:
        Area.objects.get_or_create(
            pk=code, defaults={"level": Level.VILLAGE, "parent_id": code[:6], "moo": int(code[6:])}
        )
    remember_names([code])
    return Area.objects.get(pk=code)


@cache
def _rows_of(provinces):
    codes = [WHOLE_COUNTRY, *provinces]
    districts = [d.code for province in provinces for d in geothai.districts(province)]
    tambons = [t.code for district in districts for t in geothai.subdistricts(district)]
    return [_row_of(code) for code in (*codes, *districts, *tambons)]


@cache
def _row_of(code):
    if code == WHOLE_COUNTRY:
        return area_row(code, "ประเทศไทย", "Thailand")
    read = {2: geothai.province, 4: geothai.district, 6: geothai.subdistrict}[len(code)]
    area = read(code)
    if area is None:
        raise ValueError(f"{code} is no area of today")
    return area_row(code, area.name_th, area.name_en)


def make_change(*areas, kind="rename", part=None, parts=(), by, on=None, **fields):
    """A change that was written down and not yet carried out; the areas are codes."""
    for code in areas:
        make_area(code)
    fields.setdefault("in_force_on", ANNOUNCED)
    fields.setdefault("source", "ราชกิจจานุเบกษา เล่ม 143 ตอนที่ 21 ก")
    given = [part] if part else list(parts)
    announced = Announced(kind=kind, areas=list(areas), parts=given, **fields)
    return propose_change(announced, by=by, on=on or today())


def make_officer(role="department_officer", area="TH", **fields):
    """Someone with a post; users live in a room above, so they are reached by the framework."""
    users = get_user_model().objects
    user = users.create(username=fields.pop("username", f"officer{users.count()}"), **fields)
    user.posts.create(role=role, area=make_area(area), started_on=date(2020, 10, 1))
    return user
