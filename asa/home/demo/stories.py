"""What befell the demonstration's households: invented people, real kinds of need."""

from dataclasses import dataclass, field
from random import Random

from asa.common.citizenid import check_digit
from asa.households.codes import Dimension

MEN = (
    *("สมชาย", "ประเสริฐ", "วิชัย", "สุชาติ", "บุญมี", "ณรงค์", "อำนวย", "ธวัชชัย", "สมศักดิ์", "คำรณ"),
    *("เพิ่ม", "ไพโรจน์", "สมหมาย", "วินัย", "จรูญ", "อนันต์", "ชูชาติ", "มานพ", "สุรินทร์", "พิชัย"),
)
WOMEN = (
    *("สมศรี", "บัว", "มาลี", "สุดา", "วันเพ็ญ", "จันทร์เพ็ญ", "ลำไย", "ประไพ", "อารีย์", "กัลยา"),
    *("สายหยุด", "นงนุช", "พิกุล", "ละออ", "สำลี", "จำปา", "รัตนา", "บุญเรือน", "ศรีสุดา", "เพ็ญศรี"),
)
CHILDREN = ("ภูผา", "ใบเตย", "ข้าวหอม", "ต้นกล้า", "น้ำใส", "ตะวันฉาย", "ฟ้าใส", "เมฆา", "แก้วตา", "ปลายฝน")
FAMILIES = (
    *("ริมคลอง", "แสงทอง", "ทุ่งนา", "สวนมะพร้าว", "ดอนยาง", "เขาใหญ่", "ชายทะเล", "บ้านสวน"),
    *("ใจเย็น", "รุ่งเรือง", "มีสุข", "ทองดี", "แก้วใส", "ศรีนวล", "คงมั่น", "เพชรน้อย", "บุญยืน"),
    *("พูนผล", "ลมเย็น", "น้ำค้าง", "ปลายนา", "วารี", "เนินทราย", "หินผา", "ป่าไผ่"),
)


@dataclass(frozen=True)
class Story:
    """One kind of need: what was ticked, said and seen, and the aid that fits it."""

    problems: tuple[str, ...]
    summary: str
    detail: str
    programme: str
    amount: int
    worst: tuple[Dimension, ...]
    subject: str = "elder"
    seen: tuple[str, ...] = field(default=("สภาพบ้านและคนในบ้านตรงตามที่แจ้ง",))


D = Dimension
STORIES = (
    Story(
        ("no_self_care", "income_short"),
        "ขอเตียงผู้ป่วยและผ้าอ้อมผู้ใหญ่",
        "ผู้สูงอายุติดเตียง ลูกสาวดูแลคนเดียวและต้องออกจากงาน",
        "REG-47",
        3000,
        (D.HEALTH, D.INCOME),
    ),
    Story(
        ("destitute", "no_capital"),
        "ขอเงินทุนประกอบอาชีพ ทำขนมขาย",
        "เลี้ยงหลานสองคน อุปกรณ์ทำขนมชำรุด รายได้ไม่พอใช้",
        "REG-44",
        3000,
        (D.INCOME, D.LIVING),
    ),
    Story(
        ("left_school", "income_short"),
        "ขอทุนการศึกษาให้หลานได้กลับไปเรียน",
        "เด็กออกจากโรงเรียนกลางคันเพราะไม่มีค่าเดินทาง",
        "REG-50",
        2000,
        (D.EDUCATION, D.INCOME),
        "child",
    ),
    Story(
        ("flood", "unfit_home"),
        "ขอเงินซ่อมบ้านที่เสียหายจากน้ำท่วม",
        "น้ำท่วมสูงถึงอก พื้นบ้านทรุด ที่นอนและเครื่องครัวเสียหาย",
        "REG-45",
        3000,
        (D.LIVING, D.INCOME),
        "adult",
    ),
    Story(
        ("lacks_aids", "income_irregular"),
        "ขอรถเข็นนั่งคนพิการ",
        "เดินไม่ได้หลังประสบอุบัติเหตุ ยังไม่มีบัตรประจำตัวคนพิการ",
        "REG-46",
        3000,
        (D.HEALTH, D.ACCESS),
        "adult",
    ),
    Story(
        ("no_registration", "destitute"),
        "ขอให้ช่วยเรื่องเอกสารเกิดของเด็ก",
        "เด็กอายุ 6 ปี ไม่ได้แจ้งเกิด จึงไม่ได้เข้าเรียนและไม่มีสิทธิรักษา",
        "REG-50",
        1500,
        (D.ACCESS, D.EDUCATION),
        "child",
    ),
    Story(
        ("chronic_illness", "no_income"),
        "ไม่มีเงินค่าเดินทางไปฟอกไต",
        "ไปโรงพยาบาลสัปดาห์ละสามครั้ง ทำงานไม่ได้",
        "REG-44",
        2000,
        (D.HEALTH, D.INCOME),
        "adult",
    ),
    Story(
        ("single_parent", "laid_off"),
        "แม่เลี้ยงเดี่ยวตกงาน ขอค่านมและค่าเช่าบ้าน",
        "ลูกสองคนอายุ 2 และ 4 ปี ค้างค่าเช่าสองเดือน",
        "REG-52",
        3000,
        (D.INCOME, D.LIVING),
        "adult",
    ),
    Story(
        ("abandoned", "dementia"),
        "ผู้สูงอายุอยู่ลำพัง หลงลืม ไม่มีคนดูแล",
        "เพื่อนบ้านส่งข้าวให้วันละมื้อ เคยหลงทางสองครั้ง",
        "REG-47",
        3000,
        (D.HEALTH, D.LIVING),
    ),
    Story(
        ("unfit_home", "destitute"),
        "ขอปรับปรุงบ้านที่หลังคาผุและไม่มีห้องน้ำ",
        "บ้านสังกะสี หลังคารั่วทั้งหลัง ใช้ห้องน้ำของวัด",
        "REG-44",
        3000,
        (D.LIVING, D.HEALTH),
    ),
    Story(
        ("debts", "income_irregular"),
        "ขอฝึกอาชีพและเงินทุนเลี้ยงไก่ไข่",
        "รับจ้างรายวัน มีหนี้นอกระบบ อยากมีรายได้ประจำ",
        "REG-44",
        2500,
        (D.INCOME, D.EDUCATION),
        "adult",
    ),
    Story(
        ("depression", "family_quarrel"),
        "ขอให้นักสังคมสงเคราะห์มาพูดคุยกับครอบครัว",
        "ลูกชายไม่ออกจากห้องมาหลายเดือน พ่อแม่ทะเลาะกันบ่อย",
        "REG-52",
        1000,
        (D.HEALTH, D.INCOME),
        "adult",
    ),
)
PROTECTED = Story(
    ("child_abuse",),
    "เด็กถูกทำร้าย ต้องการที่ปลอดภัย",
    "มีรอยช้ำ เด็กไม่กล้ากลับบ้าน",
    "REG-50",
    1000,
    (D.HEALTH, D.LIVING),
    "child",
)


def citizen_id(random: Random) -> str:
    """A made-up number with a right check digit; its sixth digit is always 9, as in the samples."""
    first = "".join(str(random.randrange(10)) for _ in range(7))
    body = (
        "38" + first[:3] + "9" + first[3:] + str(random.randrange(10)) + str(random.randrange(10))
    )
    return body[:12] + str(check_digit(body[:12]))
