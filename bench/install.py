"""What a whole installation costs on a laptop: its memory, and the wait after `make run`."""

import time
from collections.abc import Callable
from pathlib import Path

from bench import folders, load, servers
from bench.harness import Row, in_turn
from bench.processes import Server

SECONDS_TO_SIGN_IN, AIM_IN_MEGABYTES = 5, 165
SETTLED_AFTER = 3


def measure(rounds: int, demo: folders.Demo) -> list[Row]:
    with folders.scratch() as scratch:
        folder = demo.copy(scratch / "demo")
        proportional: list[float] = []
        (hello,) = in_turn(1, lambda: _memory(servers.hello(scratch), "/")["Rss"])

        def resident() -> float:
            found = _memory(servers.asa(folder), servers.SIGN_IN_PAGE)
            proportional.append(found["Pss"])
            return found["Rss"]

        (memory,) = in_turn(1, resident)
        _until_sign_in(folder)()  # the first one may still have something to set up
        (seconds,) = in_turn(rounds, _until_sign_in(folder))
    return [
        Row("memory of asa serve, all processes", "MB", memory, hello),
        Row("  with shared pages counted once", "MB", proportional),
        Row("second make run to the sign-in page", "s", seconds, goal=SECONDS_TO_SIGN_IN),
    ]


def _memory(server: Server, path: str) -> dict[str, float]:
    """After every worker has answered and the job worker has settled."""
    with server:
        load.warm_up(server, path)
        time.sleep(SETTLED_AFTER)
        return server.memory()


def _until_sign_in(folder: Path) -> Callable[[], float]:
    def seconds() -> float:
        with servers.make_run(folder) as server:
            return server.seconds_to_first_answer

    return seconds
