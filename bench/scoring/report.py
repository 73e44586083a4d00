"""All figures of one report, by names such as facts.core, facts.org, entities.program, relations.partOf."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.scoring.facts import score_facts
from bench.scoring.figure import Figure
from bench.scoring.graph import score_entities, score_relations

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""The rows of one report by kind: facts, entities, relations."""


def score(gold: Rows, ours: Rows) -> dict[str, Figure]:
    """The figures of a report; `gold` has facts and graph, as its files do."""
    parts = {
        "facts": score_facts(gold["facts"], ours["facts"]),
        "entities": score_entities(gold["graph"], ours["entities"]),
        "relations": score_relations(gold["graph"], ours["relations"]),
    }
    return {f"{part}.{name}": figure for part, figures in parts.items() for name, figure in figures.items()}


def read_gold(folder: Path) -> dict[str, Rows]:
    """Gold by report: facts and graph."""
    reports = sorted({path.name.partition(".")[0] for path in folder.glob("*.facts.jsonl")})
    return {
        report: {kind: read_rows(folder / f"{report}.{kind}.jsonl") for kind in ("facts", "graph")}
        for report in reports
    }


def read_rows(path: Path) -> list[Row]:
    """The rows of a .jsonl file; none if there is no such file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.strip()]
