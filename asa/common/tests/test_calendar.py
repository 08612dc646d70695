import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from asa.common.calendar import CalendarEvent, write_calendar
from asa.common.http import calendar_answer
from asa.common.thaidate import BANGKOK

CHANGED = dt.datetime(2026, 11, 1, 9, 0, tzinfo=BANGKOK)
NINE = dt.datetime(2026, 11, 30, 9, 0, tzinfo=BANGKOK)
NOON = dt.datetime(2026, 11, 30, 12, 0, tzinfo=BANGKOK)
THAI = "ประชุมคณะกรรมการศูนย์ประสานงานอาสาสมัครพัฒนาสังคมประจำตำบลบางหมาก"


def make_event(**fields):
    made = {"uid": "meeting-1@asa", "starts": NINE, "ends": NOON, "summary": THAI}
    return CalendarEvent(**{**made, "changed_at": CHANGED, **fields})


def read(content):
    return Calendar.from_ical(content)


words = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\\;,:\"\r\n\t '"),
    ),
    min_size=1,
    max_size=120,
)
moments = st.datetimes(
    dt.datetime.fromisoformat("1990-01-01"),
    dt.datetime.fromisoformat("2100-01-01"),
    timezones=st.just(BANGKOK),
).map(lambda moment: moment.replace(microsecond=0))


@settings(max_examples=150)
@given(words, words, words, moments, st.timedeltas(dt.timedelta(0), dt.timedelta(days=9)))
def test_what_was_written_is_read_back_in_lines_of_75_octets(title, place, name, starts, long):
    ends = starts + dt.timedelta(seconds=int(long.total_seconds()))
    event = make_event(summary=title, location=place, starts=starts, ends=ends, sequence=3)
    content = write_calendar([event], name)
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in content[:-2].split(b"\r\n"))
    content.decode("utf-8")  # a whole; and so is each line, since letters are not cut
    for line in content.split(b"\r\n"):
        line.decode("utf-8")
    (back,) = read(content).events
    assert plain(back["SUMMARY"]) == plain(title)
    assert plain(back["LOCATION"]) == plain(place)
    assert (back.start, back.end, int(back["SEQUENCE"])) == (starts, ends, 3)


def plain(text):
    """What is left of a text: a calendar holds no signs that steer a machine."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        " " if (ord(letter) < 32 and letter != "\n") or letter in "\x7f\x85\u2028\u2029" else letter
        for letter in lines
    )


def test_a_feed_names_its_zone_its_method_and_how_often_to_ask():
    content = write_calendar([make_event(url="https://asa.example/centres/")], "ปฏิทินของฉัน")
    calendar = read(content)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "ปฏิทินของฉัน"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in content
    assert b"DTSTART;TZID=Asia/Bangkok:20261130T090000\r\n" in content
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Bangkok\r\n" in content
    assert b"TZOFFSETTO:+0700\r\n" in content
    assert b"URL:https://asa.example/centres/\r\n" in content
    assert calendar.get_missing_tzids() == set()


def test_what_is_cancelled_stays_in_the_feed_and_says_so():
    (back,) = read(write_calendar([make_event(cancelled=True, sequence=2)], "x")).events
    assert (back["STATUS"], int(back["SEQUENCE"]), back["UID"]) == ("CANCELLED", 2, "meeting-1@asa")


def test_a_day_lasts_until_its_end_and_keeps_nobody_busy():
    day = dt.date(2026, 11, 30)
    content = write_calendar([make_event(starts=day, ends=None)], "x")
    assert b"DTSTART;VALUE=DATE:20261130\r\n" in content
    assert b"DTEND;VALUE=DATE:20261201\r\n" in content
    assert b"TRANSP:TRANSPARENT\r\n" in content


def test_the_same_events_give_the_same_octets_in_any_order():
    first, second = (
        make_event(),
        make_event(uid="meeting-2@asa", starts=dt.date(2026, 1, 1), ends=None),
    )
    assert write_calendar([first, second], "x") == write_calendar([second, first], "x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": NINE.replace(tzinfo=None)},
        {"ends": NINE - dt.timedelta(minutes=1)},
        {"ends": dt.date(2026, 12, 1)},
        {"starts": dt.date(2026, 12, 1)},
        {"starts": dt.date(2026, 12, 2), "ends": dt.date(2026, 12, 1)},
    ],
)
def test_a_time_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="event"):
        write_calendar([make_event(**wrong)], "x")


def test_the_answer_of_a_feed_is_kept_by_no_cache():
    answer = calendar_answer([make_event()], "ปฏิทิน")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert len(read(answer.content).events) == 1
