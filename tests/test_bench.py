import pytest

from bench.__main__ import report
from bench.harness import Row, in_turn


def test_reference_and_ours_are_measured_in_turn_never_together():
    order = []

    def reference():
        order.append("A")
        return 1.0

    def ours():
        order.append("B")
        return 2.0

    assert in_turn(3, reference, ours) == [[1.0] * 3, [2.0] * 3]
    assert order == ["A", "B"] * 3


def test_the_ratio_is_of_the_medians_so_that_one_slow_round_does_not_decide():
    row = Row("import", "s", ours=[2.0, 2.2, 90.0], reference=[1.0, 1.1, 1.2], goal=3)
    assert row.judged == pytest.approx(2.0)
    assert row.is_kept


@pytest.mark.parametrize(
    ("row", "code", "word"),
    [
        pytest.param(Row("a", "s", [3.0], [1.0], goal=3), 0, "kept", id="on the line"),
        pytest.param(Row("a", "s", [3.1], [1.0], goal=3), 1, "BROKEN", id="ratio broken"),
        pytest.param(Row("a", "MB", [301.0], goal=300), 1, "BROKEN", id="figure broken"),
        pytest.param(Row("a", "MB", [301.0]), 0, "301", id="without a goal it informs"),
    ],
)
def test_a_broken_goal_ends_the_bench_with_a_fault(row, code, word, capsys):
    assert report([row]) == code
    assert word in capsys.readouterr().out
