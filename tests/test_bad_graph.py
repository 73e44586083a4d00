"""Bad input of the graph: circles, unknown concepts, two reports of one id, torn RDF: named with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import schemes
from kg.build import build
from kg.errors import KgError, OntologyError, ReportError, ShapeError
from kg.graph import file_quads
from kg.store import open_snapshot

CONCEPT = """<{base}program/{name}> a skos:Concept ; skos:inScheme <{base}scheme/programs> ;
    skos:prefLabel "{name}"@zh , "{name} in English"@en ; skos:broader <{base}program/{above}> .
"""
PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
BASE = "https://w3id.org/gonghui/id/"
REPORT = "黄山市总工会2021年工作总结\n一、帮扶救助\n资助学生412名。\n"


def turtle(*pairs: tuple[str, str]) -> str:
    """Concepts, one every two lines from line 2 on, each with the one above it."""
    return PREFIX + "".join(CONCEPT.format(base=BASE, name=name, above=above) for name, above in pairs)


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((("甲", "乙"), ("乙", "甲")), r":4: .*乙.* is by way of skos:broader above itself; not loaded"),
        ((("丙", "乙"), ("甲", "甲")), r":4: .*甲.* is by way of skos:broader above itself; not loaded"),
    ],
)
def test_circle_in_a_file_is_named(pairs: tuple[tuple[str, str], ...], message: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(turtle(*pairs), "utf-8")
    with pytest.raises(ReportError, match=rf"own\.ttl{message}"):
        file_quads(path)


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((("甲", "乙"), ("乙", "甲")), "甲 is by way of skos:broader above itself; nothing loaded"),
        ((("甲", "乙"), ("乙", "无")), "乙: unknown broader concept 无; nothing loaded"),
    ],
)
def test_scheme_out_of_order_is_named(
    pairs: tuple[tuple[str, str], ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = turtle(*pairs).replace("> a skos:Concept", ">\n    a skos:Concept")
    (tmp_path / "programs.ttl").write_text(words, "utf-8")
    monkeypatch.setattr(schemes, "ONTOLOGY", tmp_path)
    place = 2 + 3 * [name for name, _ in pairs].index(message[0])
    with pytest.raises(OntologyError, match=rf"programs\.ttl:{place}: {re.escape(message)}"):
        schemes.scheme("programs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    (path / "huangshan-2021.txt").write_text(REPORT, "utf-8")
    return path


def spoil(folder: Path, case: str) -> None:
    """Add what is wrong to a folder of good reports."""
    if case == "circle over two files":
        (folder / "one.ttl").write_text(turtle(("甲", "乙")), "utf-8")
        (folder / "two.ttl").write_text(turtle(("乙", "甲")), "utf-8")
    elif case == "circle":
        (folder / "huangshan-2021.txt").unlink()
        (folder / "one.ttl").write_text(turtle(("甲", "甲")), "utf-8")
    elif case == "two reports of one id":
        (folder / "huangshan-2021.md").write_text(REPORT, "utf-8")
    elif case == "torn":
        (folder / "huangshan-2021.txt").unlink()
        (folder / "one.ttl").write_text(PREFIX + "<a> skos:broader .\n", "utf-8")
    else:
        (folder / "corrections.ttl").write_text(
            f"# pairs\n<{BASE}program/无此> <http://www.w3.org/2002/07/owl#sameAs> <{BASE}program/金秋助学> .\n",
            "utf-8",
        )


@pytest.mark.parametrize(
    ("case", "error", "message"),
    [
        ("circle over two files", ShapeError, "program/.*: 上位概念链成环"),
        ("circle", KgError, r"one\.ttl:2: .* above itself"),
        ("two reports of one id", KgError, r"huangshan-2021\.(md|txt)"),
        ("torn", KgError, r"one\.ttl:2: expected ttl: "),
        ("unknown concept", KgError, r"corrections\.ttl:2: matches nothing: program/无此"),
    ],
)
def test_bad_input_is_named_and_the_old_snapshot_stays(
    case: str, error: type[KgError], message: str, folder: Path, tmp_path: Path
) -> None:
    before = build([folder], None, tmp_path / "data", workers=1).snapshot
    spoil(folder, case)
    with pytest.raises(error, match=message):
        build([folder], None, tmp_path / "data", workers=1)
    assert before == open_snapshot(tmp_path / "data")
