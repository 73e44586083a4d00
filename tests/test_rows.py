"""Rows as the evaluation reads them: one a telling, raw quotes at their offsets, names as labels."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from extractions import TEXT, UNION, at, huangshan
from openpyxl import load_workbook

from kg.errors import NotFoundError
from kg.graph import nquads, ontology_quads
from kg.rows import BRIEF, COLUMNS, reports, rows
from kg.store import Snapshot, write_snapshot
from kg.tables import csv_lines, jsonl, table, xlsx


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    other = huangshan(id="tongling-2021")
    lines = [*nquads(huangshan(), "0" * 64), *nquads(other, "1" * 64), *ontology_quads()]
    return write_snapshot(tmp_path_factory.mktemp("data"), lines, {})


def test_one_row_a_telling_in_text_order(snapshot: Snapshot) -> None:
    found = list(rows(snapshot, "facts", "huangshan-2021"))
    assert [f"huangshan-2021/f{n:03}" for n in range(1, 9)] == [row["id"] for row in found]
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)
    assert [856000, 412, 85300, 146000, 58.4, 412, 30, 20] == [row["value"] for row in found]


def test_every_quote_stands_at_its_offsets_within_its_sentence(snapshot: Snapshot) -> None:
    for row in rows(snapshot, "facts"):
        assert row["quote"] == TEXT[row["start"] : row["end"]]
        assert row["quote"] in row["sentence"] and row["sentence"] in TEXT


def test_fact_row_is_whole(snapshot: Snapshot) -> None:
    row = next(row for row in rows(snapshot, "facts", "huangshan-2021") if row["value"] == 412)
    start, end = at(TEXT, "资助学生412名")
    expected = {
        "id": "huangshan-2021/f002", "report": "huangshan-2021", "quote": "资助学生412名", "start": start, "end": end,
        "value": 412, "value_max": None, "unit": "人", "bound": "exact", "status": "actual", "aspect": "flow",
        "measure": "资助学生", "indicator": None, "program": "金秋助学", "org": UNION,
        "period": {"start": "2021", "end": "2021"}, "level": None, "place": None,
        "sentence": "全年筹集金秋助学款85.6万元，资助学生412名。", "rule": "quantity/plain",
        "observation": row["observation"], "same_as": None,
    }  # fmt: skip
    assert list(expected.items()) == list(row.items())
    assert row["observation"].endswith(f"observation/huangshan-2021/{at(TEXT, '412名')[0]}/412名")


def test_repeated_statement_names_the_first(snapshot: Snapshot) -> None:
    found = {row["id"]: row for row in rows(snapshot, "facts", "huangshan-2021")}
    assert "huangshan-2021/f002" == found["huangshan-2021/f006"]["same_as"]
    assert found["huangshan-2021/f002"]["observation"] == found["huangshan-2021/f006"]["observation"]


def test_rows_of_one_report_are_those_of_all(snapshot: Snapshot) -> None:
    for kind in COLUMNS:
        both = [row for row in rows(snapshot, kind) if row["report"] == "tongling-2021"]
        assert both == list(rows(snapshot, kind, "tongling-2021")) != []


def test_entities(snapshot: Snapshot) -> None:
    found = [(r["kind"], r["name"], r["type"], r["mentions"]) for r in rows(snapshot, "entities", "huangshan-2021")]
    expected = [
        ("org", UNION, "union", [UNION]),
        ("program", "迎客松驿站", "facility", ["迎客松驿站"]),
        ("program", "金秋助学", "aid", ["金秋助学"]),
    ]
    assert expected == sorted(found)


def test_relations(snapshot: Snapshot) -> None:
    found = [tuple(list(r.values())[1:7]) for r in rows(snapshot, "relations", "huangshan-2021")]
    expected = [
        ("hostedBy", "金秋助学", UNION, "2021", None, "筹集金秋助学款"),
        ("targetOf", "新建迎客松驿站20个", "迎客松驿站", "2022", None, "新建迎客松驿站20个"),
    ]
    assert expected == found


def test_skips(snapshot: Snapshot) -> None:
    found = [(r["text"], r["start"], r["why"], r["rule"]) for r in rows(snapshot, "skips", "huangshan-2021")]
    assert [("2021年", 6, "period", "time/year"), ("2022年", at(TEXT, "2022年")[0], "period", "time/year")] == found


def test_unknown_report_is_told_with_those_there_are(snapshot: Snapshot) -> None:
    assert ["huangshan-2021", "tongling-2021"] == reports(snapshot)
    with pytest.raises(NotFoundError, match="report 'x': not in this snapshot; it has huangshan-2021, tongling-2021"):
        list(rows(snapshot, "facts", "x"))


# ---- formats ----


def facts(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    return rows(snapshot, "facts", "huangshan-2021")


def test_json_lines_keep_the_order_of_keys_and_whole_numbers(snapshot: Snapshot) -> None:
    lines = list(jsonl(facts(snapshot)))
    assert b'"value": 856000,' in lines[0] and b'"value": 58.4,' in lines[4]
    assert all(tuple(json.loads(line)) == COLUMNS["facts"] for line in lines)


def test_csv_is_read_back(snapshot: Snapshot) -> None:
    text = b"".join(csv_lines(facts(snapshot), COLUMNS["facts"])).decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert ["856000", "2021", "2021", ""] == [found[0][k] for k in ("value", "period_start", "period_end", "level")]
    assert 8 == len(found)


def test_csv_begins_with_a_mark_only_when_asked(snapshot: Snapshot) -> None:
    assert b"id,report" == b"".join(csv_lines(facts(snapshot), COLUMNS["facts"]))[:9]
    assert b"\xef\xbb\xbfid" == b"".join(csv_lines(facts(snapshot), COLUMNS["facts"], bom=True))[:5]


def test_spreadsheet_has_numbers_and_the_same_bytes_twice(snapshot: Snapshot, tmp_path: Path) -> None:
    book = xlsx(facts(snapshot), COLUMNS["facts"], "facts")
    assert book == xlsx(facts(snapshot), COLUMNS["facts"], "facts")
    (tmp_path / "a.xlsx").write_bytes(book)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    header, first, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert (856000, "元", None) == (row["value"], row["unit"], row["level"])


def test_table_shows_the_brief_columns(snapshot: Snapshot) -> None:
    drawn = table(facts(snapshot), BRIEF["facts"])
    assert [*BRIEF["facts"][:-1], "period_start", "period_end"] == [str(column.header) for column in drawn.columns]
    assert 8 == drawn.row_count
