"""How likely two entries of the register are one person: the clean-up across provinces.

Splink compares the entries in a DuckDB that lives in memory, after Fellegi and Sunter: how often
two people agree by chance is drawn from the register itself, how often one person's two entries
agree is learned from it, where it holds enough pairs that are certain. Nobody marks pairs by hand.
Both programs are an extra (requirements/linkage.txt). Nothing is written to a log, and what
DuckDB lays aside lies in a folder of the owner alone that is taken away again.
"""

import importlib.util
import logging
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaisound import sound_key
from asa.people.codes import Agreement
from asa.volunteers.queries.linkage import Entry

if TYPE_CHECKING:
    from splink import Linker

# The draw of the pairs by chance begins here each time: the same register gives the same pairs.
SEED = 2569
PAIRS_BY_CHANCE = 2_000_000
PAIRS_TO_LEARN_FROM = 1_000_000
# With fewer certain pairs than this nothing is learned: the values below stay.
ENOUGH_CERTAIN = 50
# Where hardly a pair is certain, so many of a thousand entries are taken to be a second one.
SECOND_ONES = 5
# Of the pairs that are one person, so many are certain by number, or by name, birth and telephone.
SHARE_CERTAIN = 0.6
# A telephone of more people than this is that of an office or a village head, and tells nothing.
MANY_ON_A_PHONE = 5
THREADS = 2
MEMORY = "1GB"
LINKAGE = ("splink", "duckdb")


class Likely(NamedTuple):
    """Two entries that are likely one person: how likely (0 to 1), and in what they agree."""

    one: UUID
    other: UUID
    probability: float
    agrees: tuple[Agreement, ...]


class Linked(NamedTuple):
    """The pairs, and whether the register held enough to learn from."""

    pairs: list[Likely]
    has_learned: bool


def why_not_linkable() -> str:
    """What is missing for the clean-up across provinces; "" where nothing is."""
    if all(importlib.util.find_spec(name) for name in LINKAGE):
        return ""
    return _(
        "The clean-up across provinces needs the extra “linkage”: "
        "pip install --require-hashes -r requirements/linkage.txt"
    )


def likely_pairs(entries: Sequence[Entry], *, threshold: float) -> Linked:
    """The pairs of entries that are one person with at least this probability, the likeliest first.

    Raises DomainError where the extra is not installed.
    """
    if reason := why_not_linkable():
        raise DomainError(reason)
    if len(entries) < 2:
        return Linked([], has_learned=False)
    with _quiet(), tempfile.TemporaryDirectory(prefix="asa-linkage-") as folder:
        import duckdb  # noqa: PLC0415 - an extra

        settings: dict[str, Any] = {
            "temp_directory": folder,
            "threads": THREADS,
            "memory_limit": MEMORY,
        }
        with duckdb.connect(":memory:", config=settings) as base:
            return _linked(base, _columns(entries), threshold)


@contextmanager
def _quiet() -> Iterator[None]:
    """Neither program writes a line: their messages could hold values of people."""
    log = logging.getLogger("splink")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)


def _columns(entries: Sequence[Entry]) -> dict[str, list[Any]]:
    """The entries by column, with the keys by which they are compared and looked up."""
    names = [field.name for field in fields(Entry)]
    columns = dict(zip(names, map(list, zip(*map(astuple, entries), strict=True)), strict=True))
    often = Counter(columns["phone"])
    columns["phone"] = [
        phone if phone and often[phone] <= MANY_ON_A_PHONE else None for phone in columns["phone"]
    ]
    parts = [key.partition("|")[::2] for key in columns["name_key"]]
    columns["given"] = [given for given, _family in parts]
    columns["family"] = [family for _given, family in parts]
    columns["given_heard"] = [sound_key(given) for given, _family in parts]
    columns["family_heard"] = [sound_key(family) for _given, family in parts]
    # The same whichever of the two stands first.
    columns["name_sorted"] = ["|".join(sorted(pair)) for pair in parts]
    columns["tambon"] = [area[:6] for area in columns["area"]]
    columns["province"] = [area[:2] for area in columns["area"]]
    columns["unique_id"] = columns.pop("key")
    return columns


def _linked(base: Any, columns: dict[str, list[Any]], threshold: float) -> Linked:
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 - an extra

    table = DuckDBAPI(connection=base).register(columns, table_name="entries")
    certain = _certain_pairs(base)
    people = len(columns["unique_id"])
    expected = max(certain / SHARE_CERTAIN, people * SECOND_ONES / 1000)
    share = min(0.5, expected / (people * (people - 1) / 2))
    linker = Linker(table, _model(share), log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_BY_CHANCE, seed=SEED)
    if certain >= ENOUGH_CERTAIN:
        _learn(linker)
    rows = linker.inference.predict(
        threshold_match_probability=threshold, warning_mode="never"
    ).as_record_list()
    pairs = [_likely(row) for row in rows if _may_be_one(row)]
    pairs.sort(key=lambda pair: (-pair.probability, pair.one, pair.other))
    return Linked(pairs, has_learned=certain >= ENOUGH_CERTAIN)


def _learn(linker: "Linker") -> None:
    """How often the two entries of one person agree, twice over: from pairs of one birth date and
    a given name that sounds alike, and from pairs of one telephone.
    """
    for rule in ("l.born = r.born and l.given_heard = r.given_heard", "l.phone = r.phone"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True, max_pairs=PAIRS_TO_LEARN_FROM
        )


# Pairs that are one person beyond doubt, counted to know how rare such pairs are.
_COUNTED = """
    select count(*) from (
        select l.unique_id, r.unique_id from entries l join entries r
        on l.number = r.number and l.unique_id < r.unique_id
        union
        select l.unique_id, r.unique_id from entries l join entries r
        on l.born = r.born and l.name_key = r.name_key and l.phone = r.phone
        and l.unique_id < r.unique_id
    )
"""


def _certain_pairs(base: Any) -> int:
    ((number,),) = base.execute(_COUNTED).fetchall()
    return int(number)


def _may_be_one(row: dict[str, Any]) -> bool:
    """Whether the number or some part of the name is the same: twins share all the rest."""
    return bool(row["gamma_name"] > 0 or row["gamma_number"] == 1)


def _likely(row: dict[str, Any]) -> Likely:
    """A pair as Splink gives it: each comparison with the level that it reached."""
    agrees = tuple(
        agreement
        for name, levels in LEVELS.items()
        if (agreement := levels.get(row[f"gamma_{name}"]))
    )
    return Likely(
        UUID(row["unique_id_l"]), UUID(row["unique_id_r"]), row["match_probability"], agrees
    )


# --- what is compared: each level, what people call it, and how often it is seen in one person


class Level(NamedTuple):
    """A way to agree: when, how often in one person's two entries, and what people call it."""

    when: str
    in_one_person: float
    agreement: Agreement | None = None


_BOTH_HEARD = "given_heard_l = given_heard_r and family_heard_l = family_heard_r"
_A_LETTER = "levenshtein(given_l, given_r) <= 1 and levenshtein(family_l, family_r) <= 1"
_DAY_AND_MONTH = (
    "substr(born_l, 1, 4) = substr(born_r, 1, 4) and substr(born_l, 6, 2) = substr(born_r, 9, 2)"
    " and substr(born_l, 9, 2) = substr(born_r, 6, 2)"
)
ELSE = "ELSE"
# By comparison, the levels from the nearest on; the last is "otherwise".
COMPARED: dict[str, tuple[Level, ...]] = {
    "name": (
        Level("name_key_l = name_key_r", 0.70, Agreement.NAME_SAME),
        Level("given_l = family_r and family_l = given_r", 0.04, Agreement.NAME_SWAPPED),
        Level(_BOTH_HEARD, 0.08, Agreement.NAME_HEARD),
        Level(_A_LETTER, 0.08, Agreement.NAME_A_LETTER),
        # Who marries writes another family name. The other way round, the same family name with
        # another given name, tells of brothers and sisters, and counts as no agreement.
        Level("given_heard_l = given_heard_r", 0.08, Agreement.GIVEN_NAME),
        Level(ELSE, 0.02),
    ),
    "birth": (
        Level("born_l = born_r", 0.85, Agreement.BIRTH_SAME),
        Level(f"levenshtein(born_l, born_r) = 1 or ({_DAY_AND_MONTH})", 0.07, Agreement.BIRTH_NEAR),
        Level("year_l = year_r", 0.05, Agreement.BIRTH_YEAR),
        Level(ELSE, 0.03),
    ),
    "number": (
        Level("number_l = number_r", 0.70, Agreement.NUMBER_SAME),
        Level(ELSE, 0.30),
    ),
    "phone": (
        Level("phone_l = phone_r", 0.50, Agreement.PHONE_SAME),
        Level(ELSE, 0.50),
    ),
    "sex": (Level("sex_l = sex_r", 0.98), Level(ELSE, 0.02)),
    "place": (
        Level("tambon_l = tambon_r", 0.40, Agreement.TAMBON_SAME),
        Level("province_l = province_r", 0.30, Agreement.PROVINCE_SAME),
        Level(ELSE, 0.30),
    ),
}
# Where either does not know it, the comparison says nothing.
_UNKNOWN = {
    "birth": "year_l is null or year_r is null",
    "number": "number_l is null or number_r is null",
    "phone": "phone_l is null or phone_r is null",
    "sex": "sex_l is null or sex_r is null",
}
# Which pairs are compared at all: no rule asks for a province.
_BLOCKS = (
    "l.number = r.number",
    "l.name_sorted = r.name_sorted",
    "l.born = r.born and l.given_heard = r.given_heard",
    "l.born = r.born and l.family_heard = r.family_heard",
    "l.phone = r.phone",
    "l.year = r.year and l.given_heard = r.given_heard and l.family_heard = r.family_heard",
)
# Splink counts levels from the last, 0, up.
LEVELS: dict[str, dict[int, Agreement | None]] = {
    name: {len(levels) - 1 - at: level.agreement for at, level in enumerate(levels)}
    for name, levels in COMPARED.items()
}


def _model(share: float) -> Any:
    """share: of all pairs, those that are one person."""
    from splink import SettingsCreator  # noqa: PLC0415 - an extra

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name) for name in COMPARED],
        blocking_rules_to_generate_predictions=[{"blocking_rule": rule} for rule in _BLOCKS],
        probability_two_random_records_match=share,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(name: str) -> dict[str, Any]:
    unknown = [_level(_UNKNOWN[name]) | {"is_null_level": True}] if name in _UNKNOWN else []
    levels = [
        _level(level.when) | {"m_probability": level.in_one_person} for level in COMPARED[name]
    ]
    if name == "name":
        # A frequent name says less than a rare one.
        levels[0]["tf_adjustment_column"] = "name_key"
        levels[4]["tf_adjustment_column"] = "given_heard"
    return {"output_column_name": name, "comparison_levels": unknown + levels}


def _level(when: str) -> dict[str, Any]:
    return {"sql_condition": when, "label_for_charts": when}
