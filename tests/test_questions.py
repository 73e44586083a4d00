"""The competency questions: the default graph answers each of ontology/questions as the CSV beside it says.

An answer that has changed is read by eye first; KG_RECORD=1 then writes it anew.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.build import SEEDS, build
from kg.store import Snapshot, ask
from kg.vocab import ONTOLOGY, settings

QUESTIONS = sorted((ONTOLOGY / "questions").glob("*.rq"))
EMPTY = {"contradictions"}  # the seeds have none; test_audit makes some


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The default graph: the seeds, built."""
    return build([SEEDS], None, tmp_path_factory.mktemp("data"), workers=1).snapshot


def answer(snapshot: Snapshot, question: Path) -> str:
    """The answer as CSV, in the order that the query asks for; IRIs below the base without it."""
    found = ask(snapshot.store(), question.read_text("utf-8"))
    assert isinstance(found, QuerySolutions)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(variable.value for variable in found.variables)
    for row in found:
        writer.writerow("" if term is None else term.value.removeprefix(settings.base) for term in row)
    return out.getvalue()


def test_there_are_at_least_fifteen() -> None:
    assert len(QUESTIONS) >= 15
    for question in QUESTIONS:
        zh, en = question.read_text("utf-8").splitlines()[:2]
        assert zh.startswith("# ") and zh.endswith("？"), question.name
        assert en.startswith("# ") and en.endswith("."), question.name


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_answer_is_as_expected(question: Path, snapshot: Snapshot) -> None:
    found, expected = answer(snapshot, question), question.with_suffix(".csv")
    if os.environ.get("KG_RECORD"):
        expected.write_text(found, "utf-8")
    assert expected.read_text("utf-8") == found
    assert (question.stem in EMPTY) == (len(found.splitlines()) == 1)
