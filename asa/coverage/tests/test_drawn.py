"""The table of an area is drawn once for the same figures, and anew for any others."""

from dataclasses import replace

from django.utils import translation

from asa.common.drawn import drawn
from asa.coverage.queries import AreaLine
from asa.coverage.queries.tallies import Tally
from asa.coverage.views.show import LINES, Opened

LINE = AreaLine("86", "ชุมพร", Tally(tambons=70, volunteers=1234))
OPENED = Opened(LINE, "/a/", "/b/", "/c/", "/d/", "/e/", "/f/")


def table(*lines):
    return drawn(LINES, lines=lines, sums="")


def test_the_same_figures_are_drawn_once():
    assert table(OPENED) is table(replace(OPENED))
    assert "1,234" in table(OPENED)


def test_another_figure_or_another_address_draws_another_table():
    more = replace(OPENED, line=replace(LINE, tally=replace(LINE.tally, volunteers=1235)))
    assert "1,235" in table(more)
    assert "1,234" not in table(more)

    # Who may not open the register gets no address of it, whoever read the page before.
    assert "/b/" in table(OPENED)
    assert "/b/" not in table(replace(OPENED, register_url=""))


def test_each_language_has_its_own():
    with translation.override("th"):
        thai = table(OPENED)
    with translation.override("en"):
        assert table(OPENED) != thai
