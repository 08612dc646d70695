"""Starts commands together and ends them together. It knows nothing of Asa, so it stays small.

Run as a program with the commands as JSON; the exit code is 0 when it was told to stop, and 1 when
one of the commands ended by itself.
"""

import json
import signal
import subprocess
import sys
import time
from types import FrameType

PATIENCE = 20  # seconds for a page or a step of a job to end, before it is cut off


def run_together(commands: list[list[str]]) -> int:
    """Run the commands until told to stop; when one of them ends by itself, end the others."""
    asked: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        asked.append(signum)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own commands
    while not asked and all(process.poll() is None for process in running):
        time.sleep(0.2)
    for process in running:
        process.terminate()
    for process in running:
        _wait_for(process)
    return 0 if asked else 1


def _wait_for(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(run_together(json.loads(sys.argv[1])))
