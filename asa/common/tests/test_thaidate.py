"""Days are read as offices write them and shown as Thailand reads them."""

import contextlib
import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from asa.common import thaidate
from asa.common.errors import DomainError
from asa.common.thaidate import DateError, PartialDate, parse_partial_date, parse_thai_date
from asa.common.thaimonths import FULL, SHORT

DAY = dt.date(2025, 2, 26)
DAYS = st.dates(dt.date(1860, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "26/02/2568",
        "26/2/2568",
        "26-02-2568",
        "26.02.2568",
        "26 / 02 / 2568",
        "26–02–2568",
        "26 ก.พ. 2568",
        "26 กพ 2568",
        "26ก.พ.2568",
        "26-ก.พ.-2568",
        "26 กุมภาพันธ์ 2568",
        "26 กุมภาพันธ์ พ.ศ. 2568",
        "26 กุมภาพันธ์ พ.ศ.2568",
        "26 กุมภาพันธ์ ค.ศ. 2025",
        "วันที่ 26 กุมภาพันธ์ 2568",
        "วันพุธที่ 26 กุมภาพันธ์ พ.ศ. 2568",
        "๒๖ กุมภาพันธ์ ๒๕๖๘",
        "๒๖/๒/๒๕๖๘",
        "26/02/2025",
        "26 Feb 2025",
        "Wednesday 26 February 2025",
        "2025-02-26",
        "2568-02-26",
        "2025-02-26 00:00:00",
        "\ufeff26\u00a0ก.พ.\u200b 2568 ",
        dt.date(2025, 2, 26),
        dt.date(2568, 2, 26),
        dt.datetime(2025, 2, 26, 23, 59),  # noqa: DTZ001 - cells know no zone
        dt.datetime(2568, 2, 26),  # noqa: DTZ001
        dt.datetime(2025, 2, 25, 17, 30, tzinfo=dt.UTC),
        45714,
        45714.0,
        45714.5,
    ],
)
def test_every_way_of_writing_a_day_is_the_same_day(written):
    assert parse_thai_date(written) == DAY
    assert parse_partial_date(written) == PartialDate(DAY, "day")


@pytest.mark.parametrize("written", ["26 ก.พ. 68", "26/2/68", "๒๖ ก.พ. ๖๘", "26-ก.พ.-68"])
def test_a_year_of_two_digits_counts_only_where_it_may(written):
    assert parse_thai_date(written, two_digit=True) == DAY
    with pytest.raises(DateError) as refused:
        parse_thai_date(written)
    assert refused.value.fault == "two_digit_year"
    with pytest.raises(DateError):
        parse_partial_date(written)


def test_an_english_month_with_two_digits_is_never_guessed():
    with pytest.raises(DateError):
        parse_thai_date("26-Feb-25", two_digit=True)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("31/04/2515", "impossible_day"),
        ("30 ก.พ. 2520", "impossible_day"),
        ("00/02/2520", "impossible_day"),
        ("15/13/2511", "month"),
        ("15 ก.ภ. 2511", "month"),
        ("29/02/2508", "not_leap_year"),
        ("29 ก.พ. 2512", "not_leap_year"),
        ("29 กุมภาพันธ์ 2500", "not_leap_year"),
        (dt.date(2568, 2, 29), "not_leap_year"),
        ("12/05/18", "two_digit_year"),
        ("12/05/258", "year"),
        ("12/05/25688", "year"),
        ("12/05/2399", "year"),
        ("12 พ.ค. พ.ศ. 1990", "year"),
        ("12 พ.ค. ค.ศ. 2533", "year"),
        ("01/04/2600", "future"),
        ("", "missing"),
        ("-", "missing"),
        (None, "missing"),
        ("เมื่อวาน", "unread"),
        (True, "unread"),
        (float("nan"), "unread"),
        (float("inf"), "unread"),
        (12.0, "unread"),
        (object(), "unread"),
        ("2" * 5000, "unread"),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason_and_a_remedy(written, fault):
    with pytest.raises(DateError) as refused:
        parse_thai_date(written, today=dt.date(2026, 11, 20))
    assert refused.value.fault == fault
    assert refused.value.reason
    assert refused.value.remedy


def test_29_february_follows_the_leap_years_of_the_common_era():
    assert parse_thai_date("29/02/2499") == dt.date(1956, 2, 29)
    assert parse_thai_date("29 ก.พ. 2567") == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    "written",
    ["พ.ศ. 2490", "2490", "ปี 2490", "ปี พ.ศ. 2490", "พ.ศ. ๒๔๙๐", "00/00/2490", 2490, 2490.0, "1947"],
)
def test_a_birth_may_be_known_by_its_year(written):
    assert parse_partial_date(written) == PartialDate(dt.date(1947, 1, 1), "year")


@pytest.mark.parametrize(
    "written",
    ["มีนาคม 2490", "มี.ค. 2490", "00/03/2490", "3/2490", "เดือนมีนาคม พ.ศ. 2490", "๐๐/๐๓/๒๔๙๐"],
)
def test_a_birth_may_be_known_by_its_month(written):
    assert parse_partial_date(written) == PartialDate(dt.date(1947, 3, 1), "month")


@pytest.mark.parametrize("written", ["00/13/2490", "ปี 90", "ม 2490", "", 2490.5, 99999999])
def test_a_birth_that_cannot_be_read_is_refused(written):
    with pytest.raises(DateError):
        parse_partial_date(written)


def test_a_birth_still_to_come_is_refused():
    with pytest.raises(DateError) as refused:
        parse_partial_date("2590", today=dt.date(2026, 11, 20))
    assert refused.value.fault == "future"


@given(
    DAYS, st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d} {s} {y}", "{d} {f} พ.ศ. {y}"])
)
def test_every_day_comes_back_as_it_was_written(day, form):
    parts = {"d": day.day, "m": day.month, "y": day.year + 543}
    names = {"s": SHORT[day.month - 1], "f": FULL[day.month - 1]}
    written = form.format(**parts, **names)
    if day.year + 543 >= 2403:
        assert parse_thai_date(written) == day
        assert parse_thai_date(thaidate.thai_digits(written)) == day


@given(DAYS, st.sampled_from(["short", "long", "weekday"]), st.sampled_from(["th", "en"]))
def test_what_a_page_shows_can_be_typed_again(day, style, language):
    with override(language):
        assert parse_thai_date(thaidate.thai_date(day, style)) == day
        partial = PartialDate(day.replace(day=1), "month")
        assert parse_partial_date(thaidate.partial_date(partial)) == partial


@given(
    st.one_of(
        st.text(max_size=80),
        st.text(alphabet="0123456789๐๑๒ /-.กพศมีค:TZ", max_size=30),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.none(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.binary(max_size=10),
    )
)
def test_whatever_a_cell_holds_is_a_day_or_a_sentence(value):
    for parse in (parse_thai_date, parse_partial_date):
        with contextlib.suppress(DomainError):
            assert parse(value)


def test_a_day_is_shown_in_the_era_of_the_page():
    day = dt.date(2026, 11, 20)
    assert thaidate.thai_date(day) == "20 พ.ย. 2569"
    assert thaidate.thai_date(day, "day") == "20 พ.ย."
    assert thaidate.thai_date(day, "long") == "20 พฤศจิกายน 2569"
    assert thaidate.thai_date(day, "weekday") == "วันศุกร์ 20 พฤศจิกายน 2569"
    assert thaidate.thai_month(day) == "พ.ย. 2569"
    with override("en"):
        assert thaidate.thai_date(day) == "20 Nov 2026"
        assert thaidate.thai_date(day, "day") == "20 Nov"
        assert thaidate.thai_date(day, "weekday") == "Friday 20 November 2026"
        assert thaidate.thai_month(day, "long") == "November 2026"


def test_a_moment_is_shown_by_the_clock_in_bangkok():
    moment = dt.datetime(2026, 11, 20, 18, 41, tzinfo=dt.UTC)
    assert thaidate.thai_date(moment) == "21 พ.ย. 2569"
    assert thaidate.thai_time(moment) == "01.41\u00a0น."
    with override("en"):
        assert thaidate.thai_time(moment) == "01:41"


def test_a_partial_date_shows_no_more_than_is_known():
    day = dt.date(1947, 3, 1)
    assert thaidate.partial_date(PartialDate(day, "year")) == "พ.ศ. 2490"
    assert thaidate.partial_date(PartialDate(day, "month")) == "มี.ค. 2490"
    assert thaidate.partial_date(PartialDate(day)) == "1 มี.ค. 2490"
    with override("en"):
        assert thaidate.partial_date(PartialDate(day, "year")) == "1947"


def test_the_fiscal_year_begins_on_1_october():
    assert thaidate.fiscal_year(dt.date(2026, 9, 30)) == 2569
    assert thaidate.fiscal_year(dt.date(2026, 10, 1)) == 2570
    assert [thaidate.fiscal_quarter(dt.date(2026, month, 1)) for month in (10, 12, 1, 3, 4, 7, 9)] == [
        1, 1, 2, 2, 3, 4, 4,
    ]  # fmt: skip


@given(DAYS)
def test_a_day_lies_within_its_fiscal_year(day):
    first, last = thaidate.fiscal_year_bounds(thaidate.fiscal_year(day))
    assert first <= day <= last
    assert (last - first).days in (364, 365)


def test_years_and_months_are_added_without_leaving_the_month():
    assert thaidate.add_years(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)
    assert thaidate.add_years(dt.date(2024, 2, 29), 4) == dt.date(2028, 2, 29)
    assert thaidate.add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert thaidate.add_months(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert thaidate.add_months(dt.date(2026, 11, 30), -11) == dt.date(2025, 12, 30)


def test_age_is_in_full_years():
    born = PartialDate(dt.date(1966, 11, 21))
    assert thaidate.age_on(born, dt.date(2026, 11, 20)) == 59
    assert thaidate.age_on(born, dt.date(2026, 11, 21)) == 60
    assert thaidate.age_on(PartialDate(dt.date(1966, 1, 1), "year"), dt.date(2026, 1, 1)) == 60
    assert thaidate.age_on(dt.date(2024, 2, 29), dt.date(2025, 2, 28)) == 0


def test_today_is_a_day_in_bangkok():
    assert thaidate.now().utcoffset() == dt.timedelta(hours=7)
    assert thaidate.today() in (thaidate.now().date(), thaidate.now().date() - dt.timedelta(days=1))


def test_the_sentence_stands_in_the_language_of_the_page():
    with override("th"), pytest.raises(DateError) as refused:
        parse_thai_date("29/02/2500")
    assert "2500" in refused.value.reason
