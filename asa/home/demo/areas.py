"""Changes of areas in the demonstration: one that was carried out, one that waits for its day."""

from datetime import date, timedelta

from asa.home.demo.people import HOME_TAMBON, Cast
from asa.places.actions import carry_out_change, name_villages, propose_change
from asa.places.codes import ChangeKind, Level
from asa.places.models import Area
from asa.places.queries import Announced, Part

SPLIT, RENAMED = "860304", "860504"
DAYS_AGO, DAYS_AHEAD = 12, 40
# Invented: the villages of the sub-district in which the demonstration is at home.
NAMES = {
    1: "บ้านในไร่",
    2: "บ้านหนองจระเข้",
    3: "บ้านเขาปีบ",
    4: "บ้านนาป่า",
    5: "บ้านทุ่งมะพร้าว",
    6: "บ้านคลองใหญ่",
}
GAZETTE = "ราชกิจจานุเบกษา เล่ม 143 ตอนพิเศษ {} ง"


def tell_of_areas(cast: Cast, on: date) -> None:
    """A sub-district was split twelve days ago; another is to be called otherwise."""
    by = cast.users["department"]
    name_villages(Area.objects.get(pk=HOME_TAMBON), names=NAMES, by=cast.users["officer"], on=on)
    first = on - timedelta(days=DAYS_AGO)
    villages = Area.objects.filter(parent=SPLIT, level=Level.VILLAGE).order_by("code")
    moos = {village.moo or 0: n for n, village in enumerate(villages[:4], 1)}
    part = Part(f"{SPLIT[:4]}90", "ชุมโคใต้", "Chum Kho Tai", moos)
    split = Announced(ChangeKind.SPLIT, [SPLIT], [part], first, GAZETTE.format(288))
    carry_out_change(propose_change(split, by=by, on=first), by=by, on=first)
    renamed = Announced(
        ChangeKind.RENAME,
        [RENAMED],
        [Part(RENAMED, "ทุ่งคาวัดพัฒนา", "Thung Kha Wat Phatthana")],
        on + timedelta(days=DAYS_AHEAD),
        GAZETTE.format(301),
    )
    propose_change(renamed, by=by, on=on)
