"""Corrections beside the reports: files and their faults, builds that keep them, pairs of names."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from extractions import UNION, at
from two_reports import HUANGSHAN, TONGLING, made, two_reports

from kg.build import SEEDS, BuildResult, build
from kg.corrections import gather
from kg.corrections.entries import COLUMNS, read_entries
from kg.errors import CorrectionError
from kg.rows import rows
from kg.screen import corrections as told_corrections
from kg.store import ask, open_snapshot
from kg.vocab import entity_iri

PLACE = at(HUANGSHAN, "412名")[0]
GOOD = ("huangshan-2021", str(PLACE), "412名", "value", "412", "421", "年鉴作421")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_reports(tmp_path)


def write(folder: Path, *lines: tuple[str, ...], header: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "corrections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])
    return path


def values(data: Path) -> set[float]:
    return {row["value"] for row in rows(open_snapshot(data), "facts")}


def bytes_of(result: BuildResult) -> bytes:
    return gzip.decompress(result.snapshot.quads().read_bytes())


FAULTS: dict[str, tuple[list[tuple[str, ...]], tuple[str, ...], str]] = {
    "columns": ([], ("report", "start"), r":1: expected the columns report,start,quote,field,old,new,reason, got"),
    "cells": ([GOOD, GOOD[:3]], COLUMNS, r":3: expected 7 cells, got 3"),
    "offset": ([(GOOD[0], "x", *GOOD[2:])], COLUMNS, r":2: expected a character offset in column 'start', got 'x'"),
    "no quote": ([(*GOOD[:2], "", *GOOD[3:])], COLUMNS, r":2: expected the words of the report in column 'quote'"),
    "field": ([(*GOOD[:3], "colour", *GOOD[4:])], COLUMNS, r":2: unknown field 'colour'; the fields are value, "),
    "number": ([(*GOOD[:5], "many", "")], COLUMNS, r":2: value 'many' cannot be used"),
    "old number": ([(*GOOD[:4], "many", "1", "")], COLUMNS, r":2: value 'many' cannot be used"),
    "choice": ([(*GOOD[:3], "bound", "", "some", "")], COLUMNS, r":2: bound 'some' cannot be used: expected one of"),
    "level": ([(*GOOD[:3], "level", "", "某级", "")], COLUMNS, r":2: level '某级' cannot be used: expected one of"),
    "unit": ([(*GOOD[:3], "unit", "", "斤两", "")], COLUMNS, r":2: unit '斤两' cannot be used: not in ontology/units"),
    "period": ([(*GOOD[:3], "period", "", "去年", "")], COLUMNS, r":2: period '去年' cannot be used"),
    "added without value": ([(*GOOD[:3], "add", "", "unit=人", "")], COLUMNS, r":2: expected value=… in column 'new'"),
    "added nonsense": ([(*GOOD[:3], "add", "", "4", "")], COLUMNS, r":2: expected name=value with a name of value,"),
    "twice": ([GOOD, GOOD], COLUMNS, r":3: line 2 corrects the same already"),
    "report": ([("nowhere", *GOOD[1:])], COLUMNS, r":2: matches nothing: no report 'nowhere'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_its_line(name: str, folder: Path) -> None:
    lines, header, message = FAULTS[name]
    write(folder, *lines, header=header)
    with pytest.raises(CorrectionError, match=rf"corrections\.csv{message}"):
        gather(sorted(folder.glob("*.txt")), [folder])


def test_what_matches_nothing_stops_the_build_and_the_old_snapshot_stays(folder: Path, tmp_path: Path) -> None:
    before = made(folder, tmp_path / "data").snapshot
    write(folder, GOOD, (GOOD[0], "3", *GOOD[2:]))
    with pytest.raises(CorrectionError, match=r"corrections\.csv:3: matches nothing: at 3 of huangshan-2021"):
        made(folder, tmp_path / "data")
    assert before == open_snapshot(tmp_path / "data")


def test_columns_may_stand_in_any_order(folder: Path) -> None:
    path = write(folder, tuple(reversed(GOOD)), header=tuple(reversed(COLUMNS)))
    assert ("412", "421") == (read_entries(path)[0].old, read_entries(path)[0].new)


def test_a_rebuild_keeps_a_correction_and_reads_only_its_report_again(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    made(folder, data)
    write(folder, GOOD)
    result = made(folder, data)
    assert [False, True] == [outcome.cached for outcome in result.outcomes]
    assert 421 in values(data) and 412 not in values(data)
    assert ["corrections by hand: 1 applied"] == list(told_corrections(result.outcomes))
    again = made(folder, data)
    assert [True, True] == [outcome.cached for outcome in again.outcomes]
    assert result.snapshot.hash == again.snapshot.hash
    (row,) = [row for row in rows(again.snapshot, "facts") if row["value"] == 421]
    assert "correction/by-hand" in row["rule"].split() and "412名" in row["quote"]


def test_a_changed_report_keeps_its_correction(folder: Path, tmp_path: Path) -> None:
    write(folder, GOOD)
    made(folder, tmp_path / "data")
    (folder / "huangshan-2021.txt").write_text(HUANGSHAN.replace("14.6", "14.7"), "utf-8")
    made(folder, tmp_path / "data")
    assert {421, 147000} <= values(tmp_path / "data")


STATES = [[], [GOOD], [(*GOOD[:3], "drop", "", "", "不是人数")], []]


def test_an_incremental_build_equals_one_from_scratch(folder: Path, tmp_path: Path) -> None:
    for number, lines in enumerate(STATES):
        write(folder, *lines)
        step, scratch = made(folder, tmp_path / "data"), made(folder, tmp_path / f"scratch-{number}")
        assert bytes_of(step) == bytes_of(scratch)


def test_a_line_moved_down_reads_nothing_again(folder: Path, tmp_path: Path) -> None:
    other = ("tongling-2021", str(at(TONGLING, "230家")[0]), "230家", "value", "230", "231", "")
    write(folder, GOOD)
    made(folder, tmp_path / "data")
    write(folder, other, GOOD)
    assert [True, False] == [outcome.cached for outcome in made(folder, tmp_path / "data").outcomes]


def test_one_report_alone_is_built_without_the_corrections_of_the_others(folder: Path, tmp_path: Path) -> None:
    write(folder, GOOD)
    build([folder / "tongling-2021.txt"], None, tmp_path / "data", workers=1)
    assert {230, 52000} == values(tmp_path / "data")


def test_the_seeds_corrections_take_effect_or_are_no_longer_needed() -> None:
    entries = gather(sorted(SEEDS.glob("*.txt")), [SEEDS]).entries
    assert entries
    for one in entries:
        text = (SEEDS / f"{one.report}.txt").read_bytes().decode()
        assert one.quote == text[one.start : one.start + len(one.quote)] and one.reason


# Pairs

TWINS = """黄山市总工会2021年工作总结
黄山市总工会举办技能比武，黄山市教育局参加，慰问职工120人。
"""
SAME = """<org/黄山市教育局> owl:sameAs <org/黄山市总工会> .
[] a kg:Correction ; kg:corrects <org/黄山市教育局> ; kg:explanation "同一单位" ."""
PREFIXES = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix kg: <https://w3id.org/gonghui/ontology#> .\n"


def pairs(folder: Path, turtle: str) -> None:
    (folder / "huangshan-2021.txt").write_text(TWINS, "utf-8")
    (folder / "corrections.ttl").write_text(PREFIXES + turtle, "utf-8")


def names(data: Path) -> set[str]:
    return {row["name"] for row in rows(open_snapshot(data), "entities")}


def test_the_same_is_one_node_with_both_mentions(folder: Path, tmp_path: Path) -> None:
    pairs(folder, "")
    made(folder, tmp_path / "data")
    assert {"黄山市总工会", "黄山市教育局"} <= names(tmp_path / "data")
    pairs(folder, SAME)
    made(folder, tmp_path / "data")
    (union,) = [row for row in rows(open_snapshot(tmp_path / "data"), "entities") if row["name"] == UNION]
    assert {"黄山市总工会", "黄山市教育局"} <= set(union["mentions"])
    assert "黄山市教育局" not in names(tmp_path / "data")


def test_the_graph_tells_of_pairs_and_why(folder: Path, tmp_path: Path) -> None:
    pairs(folder, SAME + "\n<org/黄山市总工会> owl:differentFrom <org/铜陵市总工会> .")
    store = made(folder, tmp_path / "data").snapshot.store()
    one, other = entity_iri("org", "黄山市教育局"), entity_iri("org", UNION)
    assert ask(store, f'ASK {{ {one} owl:sameAs {other} . {other} skos:altLabel "黄山市教育局"@zh . '
               f'?c a kg:Correction ; kg:field "same" ; kg:corrects {one} ; kg:explanation "同一单位" }}')  # fmt: skip
    assert ask(store, f"ASK {{ {other} owl:differentFrom {entity_iri('org', '铜陵市总工会')} }}")


def test_a_pair_taken_back_is_undone(folder: Path, tmp_path: Path) -> None:
    pairs(folder, SAME)
    made(folder, tmp_path / "data")
    (folder / "corrections.ttl").unlink()
    undone = made(folder, tmp_path / "data")
    assert bytes_of(undone) == bytes_of(made(folder, tmp_path / "scratch"))
    assert {"黄山市总工会", "黄山市教育局"} <= names(tmp_path / "data")


PAIR_FAULTS = {
    "syntax": ("<org/a> owl:sameAs", r":3: expected Turtle"),
    "no thing": ("<org/a> owl:sameAs 5 .", r": .*expected an IRI; a pair links two things"),
    "circle": (
        "<org/a> owl:sameAs <org/b> .\n<org/b> owl:sameAs <org/a> .",
        r":[34]: [ab] is by way of others the same",
    ),
    "two": ("<org/a> owl:sameAs <org/b> , <org/c> .", r":3: a is the same as b already"),
    "both": ("<org/a> owl:sameAs <org/b> ; owl:differentFrom <org/b> .", r":3: a and b are said to be the same and to"),
}


@pytest.mark.parametrize("name", PAIR_FAULTS)
def test_a_faulty_pair_is_told(name: str, folder: Path) -> None:
    turtle, message = PAIR_FAULTS[name]
    pairs(folder, turtle)
    with pytest.raises(CorrectionError, match=rf"corrections\.ttl{message}"):
        gather(sorted(folder.glob("*.txt")), [folder])


def test_a_pair_of_what_nothing_names_is_told(folder: Path, tmp_path: Path) -> None:
    pairs(folder, "<org/黄山市总工会> owl:sameAs <org/无名市> .")
    with pytest.raises(CorrectionError, match=r"corrections\.ttl:3: matches nothing: org/无名市 is in no report"):
        made(folder, tmp_path / "data")
