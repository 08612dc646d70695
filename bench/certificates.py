"""The certificates of a cohort as one PDF against the same words set plainly by Typst, and ten
thousand of them in the memory of a few hundred.
"""

from bench import folders
from bench.harness import Row, in_turn
from bench.programs import run

COHORT, MANY = 205, 10_000
TIMES_PLAIN, COHORT_SECONDS, MANY_SECONDS, MEGABYTES = 2, 1.8, 60, 300


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    ours: list[dict[str, float]] = []
    with folders.scratch() as scratch:
        folder = folders.prepare(scratch / "prepared")
        run("bench.our_certificates", "--make", str(MANY), folder=folder)

        def take_ours() -> float:
            ours.append(run("bench.our_certificates", str(COHORT), folder=folder))
            return ours[-1]["cpu"]

        def take_plain() -> float:
            return float(run("bench.raw_certificate", str(COHORT), folder=folder)["cpu"])

        plain_cpu, our_cpu = in_turn(rounds, take_plain, take_ours)
        many = run("bench.our_certificates", folder=folder)
    return [
        Row(f"{COHORT} certificates as one PDF, CPU", "s", our_cpu, plain_cpu, TIMES_PLAIN),
        Row("  processor time of it", "s", our_cpu, goal=COHORT_SECONDS),
        Row("  wall time of it", "s", [each["seconds"] for each in ours]),
        Row("  size of the PDF", "MB", [each["pdf_mb"] for each in ours]),
        Row(f"{MANY:,} certificates as one PDF, CPU", "s", [many["cpu"]], goal=MANY_SECONDS),
        Row("  most memory of Typst", "MB", [many["typst_mb"]], goal=MEGABYTES),
        Row("  most memory of the worker", "MB", [many["own_mb"]], goal=MEGABYTES),
        Row("  size of the PDF", "MB", [many["pdf_mb"]]),
    ]
