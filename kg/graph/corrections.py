"""Corrections by hand: what was read, what it became, and why, beside the figure or skip that it is now."""

from __future__ import annotations

from collections import Counter

from kg.graph.facts import Observations
from kg.graph.lines import Lines, text
from kg.model import Extraction
from kg.vocab import KG, RDF, correction_iri, report_iri, skip_iri


def corrections(extraction: Extraction, figures: Observations, lines: Lines) -> None:
    """Write the corrections of a report; `figures` are the observations by where their number begins."""
    report, told = extraction.report.id, Counter[tuple[int, str]]()
    for correction in extraction.corrections:
        start, end, field = correction.number_start, correction.number_end, correction.field
        told[start, field] += 1
        lines.add(
            correction_iri(report, start, field, told[start, field]),
            (RDF.type, KG.Correction),
            (KG.report, report_iri(report)),
            (KG.field, text(field)),
            (KG.oldValue, text(correction.old)),
            (KG.newValue, text(correction.new)),
            (KG.explanation, text(correction.reason)),
            (KG.corrects, figures.get(start) or skip_iri(report, start, end)),
        )
