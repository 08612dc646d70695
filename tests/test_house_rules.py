"""The habits a linter does not know. Each test names the file or page that broke one."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.shortcuts import resolve_url
from django.test import Client

from tests import house
from tools import messages

SETTINGS = tomllib.loads((house.ROOT / "pyproject.toml").read_text())
CONTRACTS = {
    contract["name"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]
}

# The doors that stand open to the public. A page joins them here and nowhere else.
PUBLIC_PAGES = {
    "applications:about",
    "applications:form",
    "applications:places",
    "applications:receipt",
    "applications:withdraw",
    "cards:check",
    "cards:public",
    "certificates:badge",
    "certificates:calendar",
    "certificates:check",
    "certificates:did",
    "certificates:issuer",
    "certificates:public",
    "certificates:status",
    "common:language",
    "common:theme",
    "home:healthz",
    "notices:feed",
    "account_login",
    "mfa_authenticate",
    "people:activate",
    "people:sign_in",
}

# --- size and shape ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", house.PYTHON, ids=house.named)
def test_files_of_code_stay_short(path):
    lines = len(path.read_text().splitlines())
    assert lines <= (600 if "tests" in path.parts else 400)


@pytest.mark.parametrize("path", house.TEMPLATES, ids=house.named)
def test_templates_stay_short(path):
    lines = len(path.read_text().splitlines())
    assert lines <= 200


@pytest.mark.parametrize("path", house.files_of_kind("actions"), ids=house.named)
def test_actions_are_atomic_and_say_what_they_take_and_give(path):
    for action in house.public_functions(path):
        decorators = [ast.unparse(decorator) for decorator in action.decorator_list]
        positional = action.args.posonlyargs + action.args.args
        assert len(positional) <= 1, f"{action.name}: name the arguments after a *"
        assert action.returns is not None, f"{action.name}: say what comes back"
        assert "transaction.atomic" in decorators, f"{action.name}: be atomic"
        assert ast.get_docstring(action), f"{action.name}: say in a sentence what it does"


@pytest.mark.parametrize("path", house.files_of_kind("rules"), ids=house.named)
def test_every_rule_is_one_plain_sentence_with_a_yes_or_no(path):
    for rule in house.public_functions(path):
        summary = (ast.get_docstring(rule) or "").partition("\n\n")[0]
        sentence = " ".join(summary.split())
        assert sentence.endswith("."), f"{rule.name}: say the rule in a sentence"
        assert not re.search(r"[.!?] +[A-Z]", sentence), f"{rule.name}: one sentence"
        if re.match(r"(can|may|is|has|holds|sees|works)(_|$)", rule.name):
            returns = rule.returns and ast.unparse(rule.returns)
            assert returns == "bool", f"{rule.name}: a rule answers yes or no"


@pytest.mark.parametrize("path", house.PRODUCT, ids=house.named)
def test_bare_updates_stand_only_where_a_state_moves_and_in_imports(path):
    """What changes a row tells the journal; a bulk write would pass it by."""
    if house.is_of_kind(path, "importers") or house.named(path).startswith(BULK_WRITERS):
        return
    for call, inside in house.calls_in(path):
        attribute = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        is_update = attribute == "update" and call.keywords and not call.args
        if is_update or attribute in {"bulk_create", "bulk_update", "executemany"}:
            assert inside == "move_to", (
                f"line {call.lineno}: .{attribute}() in {inside or 'a file'}"
            )


# The kit's own: the journal itself, and what every importer writes with; what a night computes of
# everybody, which is no act of anybody; and what a change of areas takes along, a statement for each
# kind of record, which its action tells the journal in the same transaction.
BULK_WRITERS = (
    "asa/common/journal",
    "asa/common/accesslog",
    "asa/common/chains",
    "asa/common/imports",
    "asa/common/bulk",
    "asa/volunteers/actions/standings",
    "asa/places/moving",
)

# --- templates --------------------------------------------------------------------------------

FORBIDDEN_IN_TEMPLATES = {
    r"\|\s*date\b": "dates are shown by |thaidate",
    r"\sstyle\s*=": "no inline style: the page's policy blocks it",
    r"<style\b": "no inline style: the page's policy blocks it",
    r"\son[a-z]+\s*=": "no inline script: the page's policy blocks it",
    r"\shx-on[:\w-]*\s*=": "no inline script: the page's policy blocks it",
    r"javascript:": "no inline script: the page's policy blocks it",
    r"<script(?![^>]*\ssrc=)": "no inline script: the page's policy blocks it",
    r"\|\s*safe\b|autoescape\s+off": "what people typed is always escaped",
}


@pytest.mark.parametrize("path", house.TEMPLATES, ids=house.named)
def test_templates_show_dates_the_thai_way_and_carry_no_inline_code(path):
    text = path.read_text()
    for pattern, reason in FORBIDDEN_IN_TEMPLATES.items():
        found = re.search(pattern, text)
        assert not found, f"{found[0]!r}: {reason}"


def test_every_template_is_used():
    sources = [path for path in house.PRODUCT if "migrations" not in path.parts]
    said = "\n".join(path.read_text() for path in [*sources, *house.TEMPLATES])
    used = set(re.findall(r"""["']([\w./-]+\.html)""", said)) | {"400.html", "500.html"}
    unused = []
    for path in house.TEMPLATES:
        name = path.as_posix().split("/templates/", 1)[1]
        if name not in used and not _replaces_a_template_of_a_package(name):
            unused.append(name)
    assert unused == []


def _replaces_a_template_of_a_package(name):
    others = [app for app in apps.get_app_configs() if not app.name.startswith("asa.")]
    return any((Path(app.path) / "templates" / name).exists() for app in others)


# --- pages ------------------------------------------------------------------------------------

PAGES = {name: (url, pattern) for name, url, pattern in house.pages()}


def test_the_public_pages_are_exactly_the_listed_ones():
    open_doors = {
        name
        for name, (_url, pattern) in PAGES.items()
        if not getattr(pattern.callback, "login_required", True)
    }
    assert open_doors == PUBLIC_PAGES


def test_every_page_has_a_name_of_its_own():
    names = [name for name, _url, _pattern in house.pages()]
    assert sorted(names) == sorted(set(names))
    assert not [name for name in names if name.endswith("None")]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(PAGES.keys() - PUBLIC_PAGES))
def test_every_other_page_asks_strangers_to_sign_in(name, method):
    url, _pattern = PAGES[name]
    response = getattr(Client(), method)(url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


# --- the repository -----------------------------------------------------------------------------

# Written in two halves, so that this file does not break its own rules.
UNFINISHED = re.compile(
    "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "lorem " + "ipsum"))
)
HOSTS = re.compile(
    "|".join((r"py" + r"pi\.org", r"python" + r"hosted", r"npm" + r"js\.", r"deb\.deb" + "ian"))
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/")
NEIGHBOUR_FOLDER = re.compile(r"\.\./sha" + r"red")


@pytest.mark.parametrize(
    ("pattern", "suffixes"),
    [
        pytest.param(UNFINISHED, {".py", ".html", ".js", ".css", ".sh", ".po"}, id="unfinished"),
        pytest.param(HOSTS, None, id="registry hosts"),
        pytest.param(MACHINE_PATHS, None, id="paths of one machine"),
        pytest.param(NEIGHBOUR_FOLDER, None, id="folders outside the repository"),
    ],
)
def test_no_file_holds(pattern, suffixes):
    found = [
        f"{house.named(path)}: {match[0]}"
        for path in house.FILES
        if suffixes is None or path.suffix in suffixes
        if (match := pattern.search(house.text_of(path)))
    ]
    assert found == []


def test_requirements_are_pinned_with_hashes_and_name_no_address():
    for path in (house.ROOT / "requirements").glob("*.txt"):
        lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
        packages = [line for line in lines if not line.startswith(" ")]
        assert packages, path.name
        assert all(re.fullmatch(r"[\w.\[\]-]+==\S+( ;.*)? \\", line) for line in packages), (
            path.name
        )
        assert all(line.strip().startswith("--hash=sha256:") for line in lines if line[0] == " ")
        assert "://" not in path.read_text(), path.name


def test_the_apps_on_disk_are_the_apps_of_the_layers_and_of_the_settings():
    floors = CONTRACTS["Apps: calls go down"]["layers"]
    listed = {room.strip() for floor in floors for room in floor.split("|")}
    built = {room for room in listed if not room.startswith("(")}
    inside = set(CONTRACTS["Inside an app: page -> action -> rule -> model"]["containers"])
    installed = {app for app in settings.INSTALLED_APPS if app.startswith("asa.")}
    on_disk = set(house.APPS)
    assert built == on_disk
    assert inside == {f"asa.{app}" for app in on_disk - {"common"}}
    assert installed == {f"asa.{app}" for app in on_disk}


def test_signals_are_few_and_each_is_listed_for_newcomers():
    signals = [
        (house.named(path), name)
        for path in house.PRODUCT
        for name in re.findall(r"^(\w+) = (?:\w+\.)?Signal\(", path.read_text(), re.MULTILINE)
    ]
    assert len(signals) <= 10
    start_here = house.ROOT / "docs" / "start-here.md"
    told = start_here.read_text() if start_here.exists() else ""
    assert [signal for signal in signals if signal[1] not in told] == []


@pytest.mark.parametrize("app", house.APPS)
def test_every_sentence_has_its_thai(app):
    assert messages.faults_of([app]) == []


# --- documents ----------------------------------------------------------------------------------

DOCUMENTS = [path for path in house.FILES if path.suffix == ".md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=house.named)
def test_documents_name_only_habits_and_files_that_exist(path):
    text = path.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (house.ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)`", text)) - targets == set()
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s:]+)\)", text)]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


def test_what_a_page_loads_lies_in_the_repository():
    """No page asks another server for a font, a script or a picture."""
    said = {name for path in house.TEMPLATES for name in _static_names(path.read_text())}
    assert sorted(name for name in said if not finders.find(name)) == []


def _static_names(text):
    return re.findall(r"""\{%\s*static\s+["']([^"']+)["']""", text)
