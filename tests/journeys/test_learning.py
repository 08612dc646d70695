"""A volunteer learns alone, fails, is led back and passes; what worked is told, mended and repeated."""

import re

import pytest

from asa.common.thaidate import today
from tests.journeys.person import DESK, Person, marks

pytestmark = pytest.mark.journey

SET, LESSONS, ASKED = "อพม. เบื้องต้น", 17, 10
TITLE = "ปิ่นโตข้ามรั้ว"
MENDED = "กินครบมื้อ 12 คนจาก 12 คน"
ELSEWHERE = "เริ่ม 5 บ้าน กินครบมื้อทุกบ้านในเดือนที่สอง"


def test_a_volunteer_reads_in_order_fails_is_led_back_and_passes(meet):
    volunteer = meet("volunteer").signs_in()
    volunteer.opens("/learning/")
    volunteer.follows("Begin to learn")
    volunteer.follows("Read the lesson")
    volunteer.is_looking = False
    for number in range(1, LESSONS + 1):
        volunteer.sees("Lesson %(number)s of %(all)s", number=number, all=LESSONS)
        last = number == LESSONS
        volunteer.presses("I have read it" if last else "I have read it, on to the next")
    volunteer.is_looking = True
    volunteer.looks()
    volunteer.presses("Begin the test")
    volunteer.presses("Send my answers")
    assert volunteer.page.get_by_role("alert").is_visible()
    answer(volunteer, right=0)
    volunteer.sees("%(right)s of %(all)s right, %(mark)s are needed", right=0, all=ASKED, mark=6)
    result = volunteer.page.url
    volunteer.follows("All lessons")
    volunteer.does_not_see("Begin the test")
    volunteer.opens(result)
    volunteer.goes(volunteer.page.locator("main a[href*='/lesson/']").first)
    volunteer.sees(
        "An answer in the test was wrong. It stands in this lesson: read it once more, then finish it."
    )
    volunteer.is_looking = False
    while volunteer.page.get_by_role("button", name=volunteer.words("I have read it")).count():
        volunteer.presses("I have read it")
    volunteer.is_looking = True
    volunteer.presses("Begin the test")
    answer(volunteer, right=ASKED)
    volunteer.sees("Passed: %(right)s of %(all)s right", right=ASKED, all=ASKED)
    volunteer.opens("/learning/")
    volunteer.sees("Read again")

    lead = meet("tambon_lead", width=DESK).signs_in()
    lead.opens("/learning/")
    lead.follows("Who has learned it")


def answer(volunteer: Person, *, right: int) -> None:
    """Answer all questions of the page, so many of them right, as the file of the set says it."""
    known = right_answers()
    for number, group in enumerate(volunteer.page.locator("fieldset.field").all()):
        asked = re.sub(r"^\d+\.\s*", "", group.locator("legend").inner_text().strip())
        wanted, other = known[asked]
        words = wanted if number < right else other
        marks(group.get_by_label(words, exact=True))
    volunteer.presses("Send my answers")


def right_answers() -> dict[str, tuple[str, str]]:
    """Of each question the right choice and a wrong one."""
    import tomllib  # noqa: PLC0415 - read once, where it is needed

    from asa.knowledge.loader import DATA  # noqa: PLC0415 - the settings are there by now

    told = tomllib.loads((DATA / "basics.toml").read_text(encoding="utf-8"))
    found = {}
    for one in told["questions"]:
        place = one["right"] - 1
        found[one["text_th"]] = (one["choices"][place], one["choices"][place - 1])
    return found


def test_a_practice_is_told_returned_mended_published_and_repeated(meet):
    author = meet("neighbour").signs_in()
    author.opens("/learning/practices/")
    author.follows("Tell a practice")
    author.fills("Title of the practice", TITLE)
    author.selects("Topic", "ผู้สูงอายุ")
    author.fills("Place", "860103")
    author.fills("Problem", "ผู้สูงอายุอยู่ลำพัง กินข้าวไม่ครบมื้อ")
    author.fills("Steps", "ถามความต้องการ\nแบ่งเวรเพื่อนบ้าน\nจดในสมุดเยี่ยม")
    author.fills("Cost (baht)", "๑,๒๐๐")
    author.fills("What it brought", "ดีขึ้นมาก")
    author.fills("Presented at", "เวทีแลกเปลี่ยนเรียนรู้จังหวัดชุมพร")
    author.presses("Keep the draft")
    author.sees("The draft is kept. Look it over, then send it.")
    address = author.page.url
    author.presses("Send to be reviewed")

    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/learning/practices/?show=review")
    officer.follows(TITLE)
    officer.follows("Return to be mended")
    officer.fills("What is to be mended", "ใส่ตัวเลขก่อนและหลัง")
    officer.presses("Return and tell the author")
    stranger = meet("ranong_officer", width=DESK).signs_in()
    assert stranger.opens(address, look=False) == 404

    author.opens("/notices/")
    author.sees("Your practice came back to be mended")
    author.opens(address)
    author.sees("ใส่ตัวเลขก่อนและหลัง")
    author.follows("Correct")
    author.fills("What it brought", MENDED)
    author.presses("Keep the draft")
    author.presses("Send to be reviewed")
    officer.opens(address)
    officer.presses("Publish and tell the author")
    officer.sees("The practice is published. Its author is told.")

    stranger.opens("/learning/practices/")
    stranger.fills("Words in it", "ปิ่นโต")
    stranger.page.get_by_role("button", name=stranger.words("Filter")).click()
    stranger.page.wait_for_url("**q=*")
    stranger.follows(TITLE)
    stranger.sees(MENDED)
    stranger.follows("We did it too")
    stranger.fills("Place", "8501")
    stranger.fills("Since", f"1/{today().month}/{today().year + 543}")
    stranger.fills("Measured result", ELSEWHERE)
    stranger.presses("Tell what it brought")
    author.opens(address)
    author.sees(ELSEWHERE)


def test_the_department_writes_the_next_edition_and_learners_are_told_what_changed(meet):
    keeper = meet("department", width=DESK).signs_in()
    keeper.opens("/learning/keep/")
    keeper.page.get_by_role(
        "button", name=re.compile(keeper.words("Write the next edition"))
    ).click()
    keeper.page.wait_for_url("**/edition/**")
    keeper.looks()
    edition = keeper.page.url
    keeper.page.locator("main a[href*='/keep/lesson/']").first.click()
    keeper.page.wait_for_url("**/keep/lesson/**")
    keeper.looks()
    keeper.fills("Thai title", "อพม. คือใคร (ปรับปรุง)")
    keeper.presses("Save")
    keeper.follows("New question")
    keeper.opens(edition)
    keeper.follows("Publish")
    keeper.fills("What changed", "ปรับบทที่ 1 ให้ตรงกับระเบียบ")
    keeper.presses("Publish")
    keeper.opens("/learning/practices/topics/")
    keeper.follows("New topic")

    learner = meet("volunteer").signs_in()
    learner.opens("/learning/")
    learner.sees(SET)
    learner.goes(learner.page.locator("main a.button").first)
    learner.sees("ปรับบทที่ 1 ให้ตรงกับระเบียบ")
    learner.looks()
