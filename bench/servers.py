"""The servers that are compared: Asa as a person starts it, and the two that do next to nothing."""

from pathlib import Path

from bench.folders import variables
from bench.processes import BIN, Server, free_port

WEB_WORKERS = "2"
SIGN_IN_PAGE = "/sign-in/"


def asa(folder: Path, **more: str) -> Server:
    """`asa serve` on a data folder."""
    port = free_port()
    environment = variables(folder, ASA_PORT=str(port), ASA_WEB_WORKERS=WEB_WORKERS, **more)
    return Server(str(BIN / "asa"), "serve", port=port, environment=environment, path=SIGN_IN_PAGE)


def make_run(folder: Path) -> Server:
    """`make run`, as on every morning after the first."""
    port = free_port()
    environment = variables(folder, ASA_PORT=str(port))
    return Server("make", "run", port=port, environment=environment, path=SIGN_IN_PAGE)


def hello(folder: Path) -> Server:
    return _granian("bench.hello:application", folder)


def bare_insert(folder: Path) -> Server:
    return _granian("bench.bare_insert:application", folder)


def _granian(application: str, folder: Path) -> Server:
    """The same web server with as many workers and threads as `asa serve` gives itself."""
    port = free_port()
    place = ["--host", "127.0.0.1", "--port", str(port), "--workers", WEB_WORKERS]
    how = ["--interface", "wsgi", "--blocking-threads", "1", "--no-ws", "--log-level", "warning"]
    environment = variables(folder, BARE_DATABASE=str(folder / "bare.sqlite3"))
    return Server(
        str(BIN / "granian"), *how, *place, application, port=port, environment=environment
    )
