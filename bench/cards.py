"""A thousand cards as one PDF: Asa's against the same words and pictures set plainly by Typst."""

from bench import folders
from bench.harness import Row, in_turn
from bench.programs import run

CARDS = 1000
# What the plain lines do not have: places, a fitted size for each name, a fold line, a band.
TIMES_PLAIN, MEGABYTES = 1.5, 700


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    ours: list[dict[str, float]] = []
    with folders.scratch() as scratch:
        folder = folders.prepare(scratch / "prepared")
        run("bench.our_cards", "--make", str(CARDS), folder=folder)

        def take_ours() -> float:
            ours.append(run("bench.our_cards", folder=folder))
            return ours[-1]["cpu"]

        def take_plain() -> float:
            return float(run("bench.raw_paper", folder=folder)["cpu"])

        plain_cpu, our_cpu = in_turn(rounds, take_plain, take_ours)
    return [
        Row(f"{CARDS:,} cards as one PDF, CPU", "s", our_cpu, plain_cpu, TIMES_PLAIN),
        Row("  wall time of it", "s", [each["seconds"] for each in ours]),
        Row("  most memory of Typst", "MB", [each["typst_mb"] for each in ours], goal=MEGABYTES),
        Row("  most memory of the worker", "MB", [each["own_mb"] for each in ours], goal=300),
        Row("  size of the PDF", "MB", [each["pdf_mb"] for each in ours]),
    ]
