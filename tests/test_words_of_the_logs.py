"""An auditor reads words: each verb and kind of record that the code writes down has its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from asa.common import verbs
from tests.house import PRODUCT, named

WRITERS = {"record", "record_many", "note"}
LOGS = {"journal", "accesslog"}
# A verb that is put together while the program runs, and what it comes to.
PUT_TOGETHER = {
    "f'referral.{referral.state}'": ["accepted", "refused", "done", "revoked"],
    "f'volunteer.{step.kind}'": [
        *("applied", "verified", "trained", "registered", "suspended", "reinstated", "ended"),
        *("taken_back", "grown_up"),
    ],
}
VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def written(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """What a file hands over as a verb, whether to the log or to a helper with a `verb` of its own."""
    tree = ast.parse(path.read_text())
    helpers = {
        node.name: [argument.arg for argument in node.args.args].index("verb")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(a.arg == "verb" for a in node.args.args)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_log(node.func):
            yield from _spelt(node.args[1], tree)
        elif isinstance(node, ast.Call) and (helper := ast.unparse(node.func)) in helpers:
            yield from _spelt(node.args[helpers[helper]], tree)


def _is_log(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in WRITERS
        and isinstance(function.value, ast.Name)
        and function.value.id in LOGS
    )


def _spelt(verb: ast.expr, tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The strings that an expression may come to; of a name, what the file sets it to."""
    if isinstance(verb, ast.Constant):
        yield str(verb.value), verb
    elif isinstance(verb, ast.IfExp):
        yield from _spelt(verb.body, tree)
        yield from _spelt(verb.orelse, tree)
    elif ast.unparse(verb) in PUT_TOGETHER:
        text = ast.unparse(verb)
        for end in PUT_TOGETHER[text]:
            yield re.sub(r"^f'|\{.*\}'$", "", text) + end, verb
    elif isinstance(verb, ast.Name | ast.Subscript):
        yield from _of_name(verb, tree)
    else:
        raise AssertionError(f"The verb {ast.unparse(verb)} cannot be read; name it PUT_TOGETHER.")


def _of_name(verb: ast.Name | ast.Subscript, tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    name = verb.id if isinstance(verb, ast.Name) else ast.unparse(verb.value)
    for node in ast.walk(tree):
        target = node.target if isinstance(node, ast.For) else None
        if isinstance(node, ast.Assign):
            target = node.targets[0]
        if target is None or name not in {
            n.id for n in ast.walk(target) if isinstance(n, ast.Name)
        }:
            continue
        source = node.iter if isinstance(node, ast.For) else node.value
        for part in ast.walk(source):
            if isinstance(part, ast.Constant) and VERB.fullmatch(str(part.value)):
                yield part.value, verb


WRITTEN = sorted(
    {(verb, f"{named(path)}:{where.lineno}") for path in PRODUCT for verb, where in written(path)}
)
KINDS = sorted(
    {
        target.elts[0].value
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _is_log(node.func) and len(node.args) > 2
        for target in [node.args[2]]
        if isinstance(target, ast.Tuple) and isinstance(target.elts[0], ast.Constant)
    }
)


def test_the_walk_finds_what_is_written_in_each_way() -> None:
    found = {verb for verb, _where in WRITTEN}
    straight, helper, choice, loop = (
        "case.taken_in",
        "aid.paid",
        "second_factor.added",
        ("household.imported"),
    )
    assert {straight, helper, choice, loop, "referral.done", "access.read"} <= found
    assert len(found) > 90


@pytest.mark.parametrize(("verb", "where"), WRITTEN)
def test_every_verb_has_its_words_in_both_languages(verb: str, where: str) -> None:
    assert verbs.is_named(verb), f"{where} writes {verb}, which no app named in `verbs.register`."
    with translation.override("th"):
        assert re.search(r"[\u0e00-\u0e7f]", verbs.words_of(verb))
    with translation.override("en"):
        assert re.fullmatch(r"[A-Z][A-Za-z ,;:-]+", verbs.words_of(verb))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_that_is_spelt_out_has_its_words(kind: str) -> None:
    assert verbs.is_named_record(kind)


def test_no_verb_is_named_that_nobody_writes() -> None:
    written_down = {verb for verb, _where in WRITTEN}
    assert [verb for verb in verbs.called("") if verb not in written_down] == []


def test_what_nobody_names_is_shown_as_it_was_written() -> None:
    assert verbs.words_of("case.of_old") == "case.of_old"
    assert verbs.words_of_record("cases.gone") == "cases.gone"
