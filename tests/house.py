"""What the house rules look at: the files of the repository and the pages of the product."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(path.parent.name for path in (ROOT / "asa").glob("*/__init__.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked_files() -> list[Path]:
    """Every file that git knows or would take in, as it lies on disk now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = {ROOT / name for name in listed.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


FILES = tracked_files()
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
PRODUCT = [
    path
    for path in PYTHON
    if path.relative_to(ROOT).parts[0] in {"asa", "config"} and "tests" not in path.parts
]
TEMPLATES = [path for path in FILES if path.suffix == ".html" and "templates" in path.parts]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(path: Path) -> str:
    """The words of a file; nothing for pictures, fonts and spreadsheets."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def is_of_kind(path: Path, kind: str) -> bool:
    return kind in {path.stem, *path.relative_to(ROOT).parts}


def files_of_kind(kind: str) -> list[Path]:
    """The files of one fixed name, also where it has grown into a folder of that name."""
    return [path for path in PRODUCT if is_of_kind(path, kind)]


def public_functions(path: Path) -> Iterator[Function]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def calls_in(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a file with the name of the function that it stands in."""

    def walk(node: ast.AST, inside: str) -> Iterator[tuple[ast.Call, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield child, inside
            yield from walk(child, child.name if isinstance(child, Function) else inside)

    yield from walk(ast.parse(path.read_text()), "")


SAMPLES = {
    "int": "1",
    "uuid": "01890a5d-ac96-774b-bcce-b302099a8057",
    "str": "x",
    "slug": "x",
    "path": "x",
}


def pages(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """(name, an address that it answers to, pattern) of every page of the product."""
    for item in (resolver or get_resolver()).url_patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from pages(item, route, inner)
        else:
            sample = re.sub(
                r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "86"), route
            )
            yield f"{space}{item.name}", f"/{sample}", item
