"""IRIs: one escaping rule that can be undone, one base, one table."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg import errors
from kg.errors import FileError, IriError, KgError, ReportError
from kg.vocab import (
    DEFAULT_BASE,
    ONTOLOGY,
    Segment,
    entity_iri,
    escape,
    graph_iri,
    iri_names,
    observation_iri,
    period_iri,
    to_iri,
    to_uri,
    unescape,
)

NAMES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1)


def named(name: str) -> bool:
    try:
        escape(name)
    except IriError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("淮南市总工会", "淮南市总工会"),
        ("“四个年”建设", "“四个年”建设"),
        ("尊法守法·携手筑梦", "尊法守法·携手筑梦"),
        ("互联网+工会", "互联网~2B工会"),
        ("中国梦 劳动美", "中国梦~20劳动美"),
        ("《工会法》", "~E3~80~8A工会法~E3~80~8B"),
        ("a/b?c#d%e~f.g(h)", "a~2Fb~3Fc~23d~25e~7Ef~2Eg~28h~29"),
        ("..", "~2E~2E"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_escaping(name: str, segment: str) -> None:
    assert segment == escape(name)
    assert unicodedata.normalize("NFC", name) == unescape(segment)


@given(NAMES.filter(named))
def test_a_name_comes_back_from_its_iri(name: str) -> None:
    iri = entity_iri("org", name)

    assert ("org", unicodedata.normalize("NFC", name)) == iri_names(iri)
    assert unicodedata.normalize("NFC", iri.value) == iri.value
    assert iri.value == to_iri(to_uri(iri.value))
    assert to_uri(iri.value).isascii()
    assert [iri] == [quad.subject for quad in parse(f"{iri} {iri} {iri} .", RdfFormat.N_TRIPLES)]


@given(NAMES.filter(named), NAMES.filter(named))
def test_two_names_never_share_an_iri(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)

    assert same == (escape(one) == escape(other))


@pytest.mark.parametrize(
    "name",
    [
        "",
        " 总工会",
        "总工会\n",
        "总\u200b工会",
        "\ufeff总工会",
        "总\u00ad工会",
        "总\ufe0f工会",
        "总\ue000工会",
        "\u3164",
    ],
)
def test_a_name_that_shows_less_than_it_holds_has_no_iri(name: str) -> None:
    with pytest.raises(IriError, match=r"no IRI was made"):
        escape(name)


def test_the_error_names_the_code_point() -> None:
    with pytest.raises(IriError, match=r"U\+200B"):
        entity_iri("org", "总\u200b工会")


@pytest.mark.parametrize("segment", ["~2b", "~", "~4", "~E3", "~E4~BD", "a b", "~41", "a/b"])
def test_what_no_name_gives_is_not_undone(segment: str) -> None:
    with pytest.raises(IriError):
        unescape(segment)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (entity_iri("org", "淮南市总工会"), "org/淮南市总工会"),
        (entity_iri("award", "甲站", "先锋号", "2019"), "award/甲站/先锋号/2019"),
        (graph_iri("report", "huainan-2019"), "graph/report/huainan-2019"),
        (graph_iri("ontology"), "graph/ontology"),
        (period_iri("2019", "2019"), "period/2019"),
        (period_iri("2015", "2019"), "period/2015--2019"),
        (observation_iri("a", 12, "1\n652 家"), "observation/a/12/1652家"),
    ],
)
def test_patterns(iri: NamedNode, path: str) -> None:
    assert DEFAULT_BASE + path == iri.value


@pytest.mark.parametrize(("kind", "name"), [("report", None), ("ontology", "x")])
def test_a_graph_has_a_name_where_its_kind_wants_one(kind: str, name: str | None) -> None:
    with pytest.raises(IriError):
        graph_iri(kind, name)  # type: ignore[arg-type]


def test_an_iri_of_elsewhere_has_no_names() -> None:
    with pytest.raises(IriError, match=r"expected one below"):
        iri_names("http://example.org/org/x")


def test_the_table_shows_every_segment() -> None:
    lines = (ONTOLOGY / "iris.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ")]

    assert set(get_args(Segment)) == set(re.findall(r"`([a-z-]+)/", "\n".join(rows)))


def run(base: str, code: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KG_BASE_IRI": base, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_one_setting_moves_all_data() -> None:
    code = "from kg.schemes import concept; print(concept('programs', '四送').iri.value)"

    assert "https://data.example/kg/program/四送\n" == run("https://data.example/kg/", code).stdout


@pytest.mark.parametrize("base", ["https://data.example/kg", "data/", "https://data.example/a b/"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    assert "KG_BASE_IRI: expected an http(s) IRI ending in '/'" in run(base, "import kg.vocab").stderr


def test_the_docstring_draws_the_tree_of_errors() -> None:
    def below(error: type[KgError]) -> list[type[KgError]]:
        return [error, *(found for child in error.__subclasses__() for found in below(child))]

    drawn = re.findall(r"\b(\w+Error)\b", errors.__doc__ or "")

    assert sorted(drawn) == sorted({error.__name__ for error in below(KgError) if error.__module__ == "kg.errors"})


def test_a_fault_in_a_file_names_its_place_and_survives_a_worker() -> None:
    error = pickle.loads(pickle.dumps(ReportError("a.txt", 3, "expected UTF-8, got bytes; skipped")))

    assert isinstance(error, FileError)
    assert "a.txt:3: expected UTF-8, got bytes; skipped" == str(error)
    assert "a.txt: empty; skipped" == str(ReportError("a.txt", None, "empty; skipped"))
