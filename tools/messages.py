#!/usr/bin/env python
"""Keeps the Thai catalogues complete, without the gettext programs.

    python tools/messages.py cases tasks   adds what these apps say to their .po, compiles
    python tools/messages.py --compile     compiles every django.po to django.mo
    python tools/messages.py --check       lists what has no Thai yet, ends with 1 if any

What the word list of the kit (asa/common/data/terms*.csv) or any app already says in Thai is not
added again. No Thai is ever dropped; an empty line that nobody says any more is. The catalogue of
common is built from that word list.
"""

import argparse
import ast
import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
WORD_LISTS = ("terms.csv", "terms_kit.csv")
CATALOGUE = Path("locale/th/LC_MESSAGES/django.po")
# How many of the first arguments are context, singular, plural.
CALLS = {
    "_": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
}
IN_TEMPLATE = re.compile(r"""\b(?P<name>n?p?gettext|_)\((?P<rest>.*)""")
LITERAL = re.compile(r"""\s*u?(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)(?:%%)*%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Message:
    """One sentence of the product in English, and where it is first said."""

    msgid: str
    plural: str = ""
    context: str = ""
    where: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context, self.msgid, self.plural)


def apps() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "asa").glob("*/__init__.py"))


def catalogue_of(app: str) -> Path:
    return ROOT / "asa" / app / CATALOGUE


def _message(kinds: str, texts: list[str], where: str) -> Message:
    parts = dict(zip(kinds, texts, strict=True))
    return Message(parts["s"], parts.get("p", ""), parts.get("c", ""), where)


def _strings(call: ast.Call, kinds: str, where: str) -> list[str] | None:
    """The literal arguments; None for a sentence that is only passed through by name."""
    texts: list[str] = []
    for argument in call.args[: len(kinds)]:
        if isinstance(argument, ast.JoinedStr | ast.BinOp):
            raise SystemExit(f"{where}: a sentence must stand in one plain string, %(name)s inside")
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            return None
        texts.append(argument.value)
    return texts if len(texts) == len(kinds) else None


def in_python(source: str, origin: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source, origin)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        where = f"{origin}:{node.lineno}"
        if name in CALLS and (texts := _strings(node, CALLS[name], where)):
            yield _message(CALLS[name], texts, where)


def in_template(source: str, origin: str) -> Iterator[Message]:
    flat = templatize(source, origin=origin)
    for number, line in enumerate(flat.splitlines(), 1):
        found = IN_TEMPLATE.search(line)
        while found:
            kinds, rest, texts = CALLS[found["name"]], found["rest"], []
            for _kind in kinds:
                literal = LITERAL.match(rest)
                if not literal:
                    break
                texts.append(str(ast.literal_eval(literal["text"])))
                rest = rest[literal.end() :]
            if len(texts) == len(kinds):
                yield _message(kinds, texts, f"{origin}:{number}")
            found = IN_TEMPLATE.search(rest)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"tests", "migrations", "node_modules"} & set(path.parts):
            yield path


def said_in(folder: Path) -> list[Message]:
    """Every sentence that the code and the templates under a folder say, each once."""
    found: dict[tuple[str, str, str], Message] = {}
    for path in _files(folder):
        origin = str(path.relative_to(ROOT))
        if path.suffix == ".py":
            messages = in_python(path.read_text(encoding="utf-8"), origin)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            messages = in_template(path.read_text(encoding="utf-8"), origin)
        else:
            continue
        for message in messages:
            found.setdefault(message.key, message)
    return list(found.values())


def said_by(app: str) -> list[Message]:
    messages = said_in(ROOT / "asa" / app)
    return messages + (said_in(ROOT / "config") if app == "common" else [])


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def is_translated(entry: polib.POEntry) -> bool:
    texts = texts_of(entry)
    return bool(texts) and all(text.strip() for text in texts) and not entry.fuzzy


def read_catalogue(app: str) -> polib.POFile:
    path = catalogue_of(app)
    if path.exists():
        return polib.pofile(str(path), encoding="utf-8", wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Asa",
        "Language": "th",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def _replace(path: Path, content: bytes) -> None:
    """In one go, so that someone who compiles at the same moment never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _save(app: str, catalogue: polib.POFile) -> None:
    text = f"{catalogue}\n" if not str(catalogue).endswith("\n") else str(catalogue)
    path = catalogue_of(app)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        _replace(path, text.encode())


def translated() -> dict[tuple[str, str, str], polib.POEntry]:
    """Everything that is said in Thai somewhere."""
    return {
        _key(entry): entry
        for app in apps()
        for entry in read_catalogue(app)
        if is_translated(entry)
    }


def word_list() -> Iterator[dict[str, str]]:
    for name in WORD_LISTS:
        path = ROOT / "asa/common/data" / name
        if path.exists():
            with path.open(encoding="utf-8", newline="") as lines:
                yield from csv.DictReader(lines)


def build_common() -> None:
    """Bring the word list into the catalogue of common; its other entries stay."""
    catalogue = read_catalogue("common")
    entries = {_key(entry): entry for entry in catalogue}
    for row in word_list():
        entry = entries.get(("", row["msgid"], ""))
        if entry is None:
            entry = polib.POEntry(msgid=row["msgid"])
            entries["", row["msgid"], ""] = entry
            catalogue.append(entry)
        entry.msgstr, entry.comment = row["thai"], row["note"]
    _save("common", catalogue)


def add_missing(app: str) -> list[Message]:
    """Append what the app says and nobody has put into Thai; returns what still lacks Thai."""
    known = translated()
    missing = [message for message in said_by(app) if message.key not in known]
    catalogue = read_catalogue(app)
    wanted = {message.key for message in missing}
    for entry in list(catalogue):
        if not is_translated(entry) and _key(entry) not in wanted:
            catalogue.remove(entry)
    present = {_key(entry) for entry in catalogue}
    for message in missing:
        if message.key not in present:
            catalogue.append(_new_entry(message))
    _save(app, catalogue)
    return missing


def _new_entry(message: Message) -> polib.POEntry:
    return polib.POEntry(
        msgid=message.msgid,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural={0: ""} if message.plural else {},
    )


def compile_all() -> None:
    for app in apps():
        path = catalogue_of(app)
        if path.exists():
            target = path.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
                _replace(target, read_catalogue(app).to_binary())


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults_of(selected: Iterable[str]) -> list[str]:
    """What would show English, or would break, on a Thai page."""
    known = translated()
    faults: list[str] = []
    for app in selected:
        faults += [
            f"{message.where}: no Thai for {message.msgid!r}"
            for message in said_by(app)
            if message.key not in known
        ]
        for entry in read_catalogue(app):
            wanted = placeholders(entry.msgid_plural or entry.msgid)
            faults += [
                f"{app}: placeholders differ in {entry.msgid!r}"
                for text in texts_of(entry)
                if text and placeholders(text) != wanted
            ]
    return faults


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Keeps the Thai catalogues complete.")
    parser.add_argument("apps", nargs="*", help="apps whose catalogue is completed (default: all)")
    parser.add_argument("--compile", action="store_true", help="only compile to .mo")
    parser.add_argument("--check", action="store_true", help="only list what lacks Thai")
    options = parser.parse_args(arguments)
    selected = options.apps or apps()
    if unknown := set(selected) - set(apps()):
        parser.error(f"no such app: {', '.join(sorted(unknown))}")
    if options.check:
        faults = faults_of(selected)
        print("\n".join(faults) or "Every sentence has its Thai.")
        return 1 if faults else 0
    if not options.compile:
        if "common" in selected:
            build_common()
        for app in selected:
            for message in add_missing(app):
                print(f"{message.where}: no Thai yet for {message.msgid!r}")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
