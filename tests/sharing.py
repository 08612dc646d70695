"""How the processes of one run of all checks share the work.

    --claims FOLDER    pages of the table of access are asked by one process of those that name it

Whoever is done with other work takes the next page of the table, so that all end together.
"""

from pathlib import Path

import pytest

TABLE = "tests/access/"


def add_options(parser: pytest.Parser) -> None:
    parser.addoption("--claims", type=Path, help="ask only the pages that nobody else claims there")


def configure(config: pytest.Config) -> None:
    if folder := config.getoption("--claims"):
        folder.mkdir(parents=True, exist_ok=True)
        config.pluginmanager.register(Claims(folder))


class Claims:
    """Which pages this process asks; the first that wants one has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[str, bool] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """True, so that nobody runs it, where another process asks this page."""
        callspec = getattr(item, "callspec", None)
        page = callspec.params.get("asked") if callspec else None
        if page is None or not item.nodeid.startswith(TABLE):
            return None
        return None if self._is_ours(page) else True

    def _is_ours(self, page: str) -> bool:
        if page not in self.held:
            self.held[page] = self._claim(page)
        return self.held[page]

    def _claim(self, page: str) -> bool:
        try:
            (self.folder / page).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True
