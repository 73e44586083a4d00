"""manifest.csv, checked line by line, and the files that a build finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ManifestError, ReportError, UsageError
from kg.model import Period, Source
from kg.reading import discover, read_manifest
from kg.reading.discover import survey
from kg.reading.manifest import COLUMNS

HEADER = ",".join(COLUMNS)
FULL = "a.txt,夜校,青原市总工会,淮南市,2020,2021-06,2022-01-05,青原网,https://qy.example/a,CC-BY"


def write(folder: Path, *lines: str, name: str = "manifest.csv", encoding: str = "utf-8") -> Path:
    for report in ("a.txt", "b.txt"):
        (folder / report).write_text("工会建会9家。", "utf-8")
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_a_full_row(tmp_path: Path) -> None:
    expected = Source(
        "a.txt",
        "夜校",
        "青原市总工会",
        "淮南市",
        Period("2020", "2021-06"),
        "2022-01-05",
        "青原网",
        "https://qy.example/a",
        "CC-BY",
    )
    assert {"a.txt": expected} == read_manifest(write(tmp_path, HEADER, FULL))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    found = read_manifest(write(tmp_path, HEADER, FULL, encoding=encoding))
    assert "青原市总工会" == found["a.txt"].organisation


def test_empty_cells_and_columns_left_out_are_open(tmp_path: Path) -> None:
    found = read_manifest(write(tmp_path, "file,title,period_end", "a.txt,,2021", "", 'b.txt,"夜校,书屋",'))
    expected = {"a.txt": Source("a.txt", period=Period("2021", "2021")), "b.txt": Source("b.txt", "夜校,书屋")}
    assert expected == found


FAULTS = {
    "unknown column": ((f"{HEADER},note", FULL), "manifest.csv:1: unknown column 'note'; the columns are file,title,"),
    "no column file": (("title", "夜校"), "manifest.csv:1: column 'file' missing"),
    "column twice": (("file,title,title", "a.txt"), "manifest.csv:1: column 'file' missing or a column twice"),
    "missing file": ((HEADER, FULL, "c.txt,,,,,,,,,"), "manifest.csv:3: no file 'c.txt' beside the manifest"),
    "no file": ((HEADER, ",夜校,,,,,,,,"), "manifest.csv:2: expected a file name"),
    "bad date": (
        (HEADER, "a.txt,,,,,,2021-02-30,,,"),
        "manifest.csv:2: expected YYYY, YYYY-MM or YYYY-MM-DD in column 'published'",
    ),
    "no date": ((HEADER, "a.txt,,,,去年,,,,,"), "in column 'period_start', got '去年'"),
    "period turned round": (
        (HEADER, "a.txt,,,,2021,2020,,,,"),
        "manifest.csv:2: period_start 2021 is behind period_end 2020",
    ),
    "duplicate id": ((HEADER, FULL, FULL), "manifest.csv:3: report 'a' stands in line 2 already"),
    "too many cells": ((HEADER, FULL + ",x"), "manifest.csv:2: expected 10 cells, got 11"),
    "bad quotes": ((HEADER, 'a.txt,"夜"校",,,,,,,,'), "manifest.csv:2: no proper CSV"),
    "bad address": ((HEADER, "a.txt,,,,,,,,qy.example,"), "manifest.csv:2: expected an http(s) address"),
    "unknown code": ((HEADER, "a.txt,,,999999,,,,,,"), "manifest.csv:2: region '999999'"),
    "empty": (("",), "manifest.csv: expected text, the file is empty"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_name_their_line(name: str, tmp_path: Path) -> None:
    lines, fault = FAULTS[name]
    with pytest.raises(ManifestError) as caught:
        read_manifest(write(tmp_path, *lines))
    assert fault in str(caught.value)


def test_a_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="expected a readable manifest"):
        read_manifest(tmp_path / "manifest.csv")


def test_a_folder_gives_its_reports_and_then_its_graphs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("工会")
    for name in (
        "z.html",
        "y.ttl",
        "corrections.ttl",
        "corrections.csv",
        "README.md",
        ".hidden.txt",
        "old.doc",
        "data.json",
    ):
        (tmp_path / name).write_text("工会")
    (tmp_path / "sub").mkdir()
    found = discover([tmp_path])
    assert ["a.txt", "old.doc", "z.html", "y.ttl"] == [path.name for path, _ in found]


def test_a_folder_with_a_manifest_gives_the_reports_that_it_lists(tmp_path: Path) -> None:
    write(tmp_path, HEADER, FULL)
    for name in ("notes.md", "old.doc", "y.ttl"):
        (tmp_path / name).write_text("工会")
    found, unlisted = survey([tmp_path])
    assert ["a.txt", "y.ttl"] == [path.name for path, _ in found]
    assert ["夜校", None] == [source.title for _, source in found]
    assert ["b.txt", "notes.md", "old.doc"] == [path.name for path in unlisted]


def test_a_report_named_outright_needs_no_line(tmp_path: Path) -> None:
    write(tmp_path, HEADER, FULL)
    found, unlisted = survey([tmp_path, tmp_path / "b.txt"])
    assert (["a.txt", "b.txt"], []) == ([path.name for path, _ in found], unlisted)


def test_a_file_takes_the_manifest_beside_it(tmp_path: Path) -> None:
    write(tmp_path, HEADER, FULL)
    assert [(tmp_path / "a.txt", "夜校")] == [(path, source.title) for path, source in discover([tmp_path / "a.txt"])]


def test_a_manifest_from_elsewhere_names_files_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "lists").mkdir()
    write(tmp_path / "reports", HEADER, "b.txt,书屋,,,,,,,,")
    elsewhere = tmp_path / "lists" / "my.csv"
    elsewhere.write_text(f"{HEADER}\n{FULL}", "utf-8")
    found, unlisted = survey([tmp_path / "reports"], elsewhere)
    assert {"a.txt": "夜校"} == {path.name: source.title for path, source in found}
    assert ["b.txt"] == [path.name for path in unlisted]


def test_a_path_named_twice_comes_once(tmp_path: Path) -> None:
    write(tmp_path, HEADER, FULL)
    assert 1 == len(discover([tmp_path, tmp_path / "a.txt"]))


def test_a_missing_report_stays_in_the_list(tmp_path: Path) -> None:
    assert [Source("gone.txt")] == [source for _, source in discover([tmp_path / "gone.txt"])]


@pytest.mark.parametrize("name", ["a.xyz", "nowhere", "a.json"])
def test_what_is_named_and_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a folder or one of"):
        discover([tmp_path / name])


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the folder holds none"):
        discover([tmp_path])


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text("工会")
    with pytest.raises(ReportError, match="same stem"):
        discover([tmp_path])
