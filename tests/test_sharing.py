"""What several processes share is done, and done once."""

from types import SimpleNamespace

from tests.sharing import TABLE, Claims


def page(name, file=f"{TABLE}test_access.py"):
    return SimpleNamespace(nodeid=f"{file}::a", callspec=SimpleNamespace(params={"asked": name}))


def test_a_page_is_asked_by_one_process_and_by_that_one_in_all_its_tests(tmp_path):
    first, second = Claims(tmp_path), Claims(tmp_path)
    asked = [
        [name for name in "abc" if claims.pytest_runtest_protocol(page(name)) is None]
        for claims in (first, second, first)
    ]
    assert asked == [["a", "b", "c"], [], ["a", "b", "c"]]
    assert second.pytest_runtest_protocol(page("d")) is None
    assert first.pytest_runtest_protocol(page("d")) is True


def test_what_is_no_page_of_the_table_is_run_by_each(tmp_path):
    claims = Claims(tmp_path)
    other = Claims(tmp_path)
    for item in (SimpleNamespace(nodeid=f"{TABLE}test_access.py::b"), page({}, "asa/a.py")):
        assert claims.pytest_runtest_protocol(item) is None
        assert other.pytest_runtest_protocol(item) is None
