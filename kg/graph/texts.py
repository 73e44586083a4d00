"""A report as the graph keeps it: the text as given, its sentences, its skipped numbers, and stretches of it."""

from __future__ import annotations

from bisect import bisect_right

from pyoxigraph import NamedNode

from kg.graph.facts import period
from kg.graph.lines import Lines, integer, link, text, when, zh
from kg.graph.names import Names
from kg.model import Extraction
from kg.schemes import concept
from kg.vocab import (
    DCTERMS,
    KG,
    OA,
    RDF,
    entity_iri,
    evidence_iri,
    report_iri,
    sentence_iri,
    skip_iri,
)


def report(extraction: Extraction, sha256: str | None, names: Names, lines: Lines) -> None:
    """Write the report's own node; `sha256` is that of its file."""
    source, report = extraction.report.source, extraction.report
    lines.add(
        report_iri(report.id),
        (RDF.type, KG.Report),
        (DCTERMS.title, zh(source.title or report.id)),
        (KG.organisation, names.find(source.organisation, ("org",)) if source.organisation else None),
        (KG.region, names.find(source.region, ("region",)) if source.region else None),
        (KG.period, period(source.period, lines)),
        (DCTERMS.issued, when(source.published)),
        (DCTERMS.publisher, text(source.publisher)),
        (DCTERMS.source, link(source.url)),
        (DCTERMS.license, link(source.licence)),
        (KG.text, text(report.text.raw)),
        (KG.sha256, text(sha256)),
        (KG.file, text(source.file)),
    )


def skips(extraction: Extraction, lines: Lines) -> None:
    """Write the stretches whose numbers are no facts."""
    report, raw = extraction.report.id, extraction.report.text.raw
    for skip in extraction.skips:
        lines.add(
            skip_iri(report, skip.start, skip.end),
            (RDF.type, KG.Skip),
            (KG.report, report_iri(report)),
            (OA.start, integer(skip.start)),
            (OA.end, integer(skip.end)),
            (OA.exact, text(raw[skip.start : skip.end])),
            (KG.reason, entity_iri("reason", concept("skip-reasons", skip.reason).key)),
            (KG.rule, text(skip.rule)),
        )


class Passages:
    """The sentences of a report, written at once, and evidence for any stretch of it."""

    def __init__(self, extraction: Extraction, lines: Lines) -> None:
        self._report, self._raw = extraction.report.id, extraction.report.text.raw
        self._lines = lines
        spans = {extraction.report.text.span(s.start, s.end): s for s in extraction.report.sentences}
        for span, sentence in spans.items():
            self._sentence(span, sentence.headings)
        for fact in extraction.facts:
            if (fact.sentence_start, fact.sentence_end) not in spans:
                self._sentence((fact.sentence_start, fact.sentence_end), (fact.heading,) if fact.heading else ())
        self._spans = sorted(spans)

    def evidence(self, start: int, end: int, of: NamedNode | None = None) -> NamedNode:
        """Evidence for raw[start:end]; `of` is the thing mentioned there."""
        node = evidence_iri(self._report, start, end)
        self._lines.add(
            node,
            (RDF.type, KG.Evidence),
            (KG.report, report_iri(self._report)),
            (KG.sentence, self._around(start)),
            (OA.start, integer(start)),
            (OA.end, integer(end)),
            (OA.exact, text(self._raw[start:end])),
            (KG.mentionOf, of),
        )
        return node

    def _around(self, start: int) -> NamedNode | None:
        """The sentence in which a character stands."""
        place = bisect_right(self._spans, (start, len(self._raw) + 1)) - 1
        if place < 0 or self._spans[place][1] <= start:
            return None
        return sentence_iri(self._report, *self._spans[place])

    def _sentence(self, span: tuple[int, int], headings: tuple[str, ...]) -> None:
        self._lines.add(
            sentence_iri(self._report, *span),
            (RDF.type, KG.Sentence),
            (KG.report, report_iri(self._report)),
            (OA.start, integer(span[0])),
            (OA.end, integer(span[1])),
            (OA.exact, text(self._raw[slice(*span)])),
            (KG.heading, text(headings[-1] if headings else None)),
            (KG.section, text(" / ".join(headings))),
        )
