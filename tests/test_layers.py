"""The layers of ARCHITECTURE.md: who may import whom, and that importing does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {  # a room → the rooms of kg that it may import
    "kg.model": (),
    "kg.errors": (),
    "kg.vocab": ("kg.errors",),
    "kg.schemes": ("kg.errors", "kg.vocab"),
    "kg.regions": ("kg.errors", "kg.vocab"),
    "kg.reading": ("kg.model", "kg.errors", "kg.vocab", "kg.regions"),
    "kg.language": ("kg.model", "kg.vocab", "kg.schemes"),
    "kg.extract": ("kg.model", "kg.errors", "kg.language", "kg.vocab", "kg.schemes", "kg.regions"),
    "kg.graph": ("kg.model", "kg.errors", "kg.vocab", "kg.schemes", "kg.regions"),
    "kg.search": (),
    "kg.store": ("kg.errors", "kg.vocab", "kg.search"),
    "kg.rows": ("kg.errors", "kg.vocab", "kg.store"),
    "kg.tables": (),
    "endpoint": ("kg.errors", "kg.vocab", "kg.schemes", "kg.search", "kg.store", "kg.rows", "kg.tables", "kg.export"),
}
MODULES = sorted(path for room in ("kg", "endpoint") for path in (ROOT / room).rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room(module: str) -> str | None:
    return next((room for room in ROOMS if module == room or module.startswith(room + ".")), None)


def imports(path: Path, everywhere: bool = True) -> Iterator[str]:
    """What a module imports, as `a.b` or `a.b.name`; at its top level only, or inside functions too."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = ast.walk(tree) if everywhere else iter(tree.body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_rooms_import_only_what_lies_below_them(path: Path) -> None:
    own = room(name(path))
    if own is None:  # build, cli and what serves them may use all of kg
        return
    allowed = (own, *ROOMS[own])
    below = [i for i in imports(path) if i.startswith(("kg.", "endpoint")) and room(i) not in allowed]
    assert [] == below


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_kg_never_imports_flask_nor_endpoint_but_to_serve(path: Path) -> None:
    if name(path).startswith("kg"):
        wrong = [i for i in imports(path) if i.split(".")[0] in ("flask", "werkzeug", "waitress", "endpoint")]
        assert (["endpoint.serve"] if name(path) == "kg.cli" else []) == wrong


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_endpoint_never_imports_what_reads_text(path: Path) -> None:
    if name(path).startswith("endpoint"):
        unwanted = ("kg.extract", "kg.language", "kg.reading", "jieba", "rjieba", "spacy")
        assert [] == [i for i in imports(path) if i.startswith(unwanted)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_prints_or_reads_argv(path: Path) -> None:
    if name(path) in ("kg.cli", "kg.ask", "endpoint.sparql.child"):  # the last two are started as programs
        return
    tree = ast.parse(path.read_text("utf-8"))
    calls = [n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    argv = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "argv"]
    assert "print" not in calls and not argv


QUIET = """
import importlib, logging, sys
before = list(logging.getLogger().handlers)
importlib.import_module(sys.argv[1])
assert before == logging.getLogger().handlers
loaded = {"spacy", "rjieba", "jieba", "pyshacl", "rdflib", "openpyxl", "rich", "pypinyin"} & set(sys.modules)
print(*sorted(loaded))
"""


@pytest.mark.parametrize("module", ["kg.cli", "kg.rows", "kg.store", "kg.graph", "kg.tables", "kg.ask", "kg.export"])
def test_importing_a_module_is_quick_and_quiet(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", QUIET, module], capture_output=True, text=True, check=False)
    assert ("\n", "", 0) == (done.stdout, done.stderr, done.returncode)
