"""Who learns in the demonstration, and what worked somewhere."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from asa.common.occasions import occasions_for
from asa.home.demo.people import NEIGHBOUR_TAMBON, Cast
from asa.knowledge.actions import (
    AdoptionDetails,
    PracticeDetails,
    adopt_practice,
    answer_test,
    begin_test,
    finish_lesson,
    publish_practice,
    send_practice,
    write_practice,
)
from asa.knowledge.models import LessonSet, Practice, Topic
from asa.knowledge.queries import course_of, questions_of
from asa.people.models import User
from asa.places.models import Area

SET = "basics"
HALF_WAY = 8
FLOOD: dict[str, Any] = {
    "title": "เวรเฝ้าน้ำและบัญชีบ้านที่ต้องไปก่อน",
    "problem": "น้ำขึ้นตอนกลางคืนทุกปลายปี ผู้ป่วยติดเตียงและผู้สูงอายุที่อยู่ลำพังออกจากบ้านไม่ทัน",
    "context": "ตำบลริมคลอง 11 หมู่บ้าน 4 หมู่บ้านน้ำเข้าบ้านทุกปี มีเรือของชาวบ้าน 6 ลำ",
    "steps": "เดินสำรวจบ้านที่ต้องช่วยก่อน จดไว้ที่ประธานและสำเนา 1 ชุดที่ อบต.\n"
    "จับคู่บ้านละ 2 คน ใครไปรับ ใครเตรียมที่พัก\n"
    "จัดเวรดูระดับน้ำหมู่ละ 2 คน ส่งข่าวทางวิทยุชุมชนเมื่อถึงขีดเหลือง\n"
    "ซ้อมพาออกจากบ้านเดือนละครั้งก่อนหน้าฝน",
    "result": "ปีก่อนพาออกช้า 9 บ้าน ปีนี้ 0 บ้าน ใช้เวลาจากขีดเหลืองถึงครบทุกบ้าน 2 ชั่วโมง",
    "evidence": "สมุดเวรและบัญชีเวลาที่ อบต. สอบถามได้ที่ประธาน อพม. ตำบล",
    "cost": Decimal(2400),
    "presented_at": "เวทีแลกเปลี่ยนเรียนรู้ อพม. จังหวัดชุมพร",
}
MEALS: dict[str, Any] = {
    "title": "ปิ่นโตข้ามรั้ว ส่งข้าวผู้สูงอายุที่อยู่ลำพัง",
    "problem": "ผู้สูงอายุ 12 คนอยู่ลำพัง กินข้าวไม่ครบมื้อ และไม่มีใครรู้เมื่อเจ็บป่วย",
    "context": "หมู่บ้านมีกลุ่มแม่บ้านและร้านค้า 3 ร้าน",
    "steps": "ถามความต้องการทีละบ้าน ใครต้องการมื้อใด แพ้อะไร\n"
    "แบ่งเวรเพื่อนบ้านที่ทำกับข้าวอยู่แล้ว บ้านละ 2 วันต่อสัปดาห์\n"
    "คนส่งดูอาการและจดในสมุดเยี่ยม ถ้าไม่เปิดประตูโทรหา อพม. ทันที",
    "result": "กินครบมื้อ 12 คนจาก 12 คน พบผู้ป่วยเร็วขึ้น 3 ครั้งใน 6 เดือน",
    "evidence": "สมุดเยี่ยมบ้าน และบันทึกของ รพ.สต.",
    "cost": Decimal(0),
}
PAPERS: dict[str, Any] = {
    "title": "คลินิกเอกสารเดือนละครั้งที่ศาลา",
    "problem": "ชาวบ้านไม่ได้รับสิทธิเพราะเอกสารไม่ครบ ต้องเหมารถไปอำเภอหลายรอบ",
    "context": "หมู่บ้านห่างอำเภอ 28 กิโลเมตร รถประจำทางวันละเที่ยว",
    "steps": "รวบรวมรายชื่อคนที่ขาดเอกสารก่อนวันนัด 1 สัปดาห์\n"
    "ขอเจ้าหน้าที่ อบต. มาครึ่งวัน ถ่ายสำเนาและตรวจให้ครบ\n"
    "อพม. พาไปยื่นเป็นกลุ่มในเที่ยวเดียว",
    "result": "ยื่นครบในครั้งเดียว 31 จาก 34 ราย เดิม 12 จาก 34 ราย",
    "cost": Decimal(650),
}

MAP: dict[str, Any] = {
    "title": "แผนที่เดินดิน รู้ทุกบ้านที่ต้องดูแล",
    "problem": "อพม. คนใหม่ไม่รู้ว่าบ้านใดมีผู้ป่วยติดเตียงหรือเด็กที่ต้องดูแล ไปเยี่ยมซ้ำบางบ้านและข้ามบางบ้าน",
    "context": "หมู่บ้านกระจายตัวตามคลอง มี อพม. 4 คน",
    "steps": "เดินพร้อมกัน 1 วัน วาดบ้าน คลอง และทางเข้า\n"
    "ทำเครื่องหมายบ้านที่ต้องเยี่ยมทุกเดือน\n"
    "แบ่งเขตและสลับกันเดินทุก 3 เดือน",
    "result": "เยี่ยมครบ 38 จาก 38 บ้านใน 1 เดือน เดิม 21 จาก 38 บ้าน",
    "evidence": "แผนที่ที่ศาลาหมู่บ้าน และสมุดเยี่ยม",
    "cost": Decimal(300),
}


def tell_what_was_presented(cast: Cast, on: date) -> None:
    """What the lead showed at the workshop that is being held, published the same day."""
    lead = cast.users["tambon_lead"]
    held = next(iter(occasions_for(lead)), None)
    if held is not None:
        home, topic = Area.objects.get(pk=cast.home), Topic.objects.get(pk="network")
        details = PracticeDetails(topic=topic, area=home, workshop=held.key, **MAP)
        publish_practice(_sent(details, lead, on), by=cast.users["officer"], on=on)


def tell_of_learning(cast: Cast, on: date) -> None:
    """One is half-way, one has passed, one was led back; three practices, one done elsewhere."""
    basics = LessonSet.objects.get(code=SET)
    _learn(cast.users["volunteer"], basics, on - timedelta(days=20), lessons=HALF_WAY)
    _take_test(cast.users["neighbour"], basics, on - timedelta(days=45), wrong=1)
    _take_test(cast.users["tambon_lead"], basics, on - timedelta(days=6), wrong=5)
    _tell_practices(cast, on)


def _learn(user: User, basics: LessonSet, on: date, *, lessons: int = 99) -> None:
    """Read the next lessons, two a day."""
    for number in range(lessons):
        course = course_of(user, basics)
        line = course.following if course else None
        if course is None or line is None:
            return
        finish_lesson(line, course=course, by=user, on=on + timedelta(days=number // 2))


def _take_test(user: User, basics: LessonSet, on: date, *, wrong: int) -> None:
    _learn(user, basics, on - timedelta(days=10))
    attempt = begin_test(basics, by=user, on=on)
    answers = {str(one.key): one.right for one in questions_of(attempt)}
    for key in attempt.questions[:wrong]:
        answers[key] = 1 if answers[key] == 0 else 0
    answer_test(attempt, answers=answers, by=user, on=on)


def _tell_practices(cast: Cast, on: date) -> None:
    officer, lead = cast.users["officer"], cast.users["tambon_lead"]
    topics = Topic.objects.in_bulk()
    home = Area.objects.get(pk=cast.home)
    flood = PracticeDetails(
        topic=topics["disaster"], area=home, presented_on=on - timedelta(days=150), **FLOOD
    )
    papers = PracticeDetails(topic=topics["network"], area=home, **PAPERS)
    meals = PracticeDetails(topic=topics["elders"], area=home, **MEALS)
    published = _sent(flood, lead, on - timedelta(days=120))
    publish_practice(published, by=officer, on=on - timedelta(days=115))
    publish_practice(
        _sent(meals, cast.users["neighbour"], on - timedelta(days=60)),
        by=officer,
        on=on - timedelta(days=52),
    )
    _sent(papers, cast.users["volunteer"], on - timedelta(days=2))
    elsewhere = AdoptionDetails(
        area=Area.objects.get(pk=NEIGHBOUR_TAMBON),
        adopted_on=on - timedelta(days=70),
        result="ทำบัญชี 14 บ้าน ซ้อม 2 ครั้ง น้ำมาเดือนก่อน พาออกครบใน 3 ชั่วโมง ปีก่อนใช้ 1 วัน",
    )
    adopt_practice(
        published, details=elsewhere, by=cast.users["ranong_volunteer"], on=on - timedelta(days=9)
    )


def _sent(details: PracticeDetails, author: User, on: date) -> Practice:
    return send_practice(write_practice(details, by=author, on=on), by=author, on=on)
