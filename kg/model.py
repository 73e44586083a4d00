"""What the stages hand to each other: frozen dataclasses, no behaviour beyond arithmetic on offsets.

Two coordinate systems meet here. *Clean* offsets count the characters of the repaired, simplified text that the rules
read; *raw* offsets count the characters of the report as it was decoded, newlines as they are. Stages before
`kg.extract` speak clean, everything that leaves the builder speaks raw. `Text.span` is the only bridge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Bound = Literal["exact", "about", "over", "under", "at_least", "at_most"]
Status = Literal["actual", "planned", "required"]
Aspect = Literal["flow", "stock", "rate", "rank", "delta"]
SentenceKind = Literal["heading", "body", "caption"]


@dataclass(frozen=True, slots=True)
class Text:
    """A report's decoded text and its repaired twin; `offsets[i]` is where clean character i begins in `raw`.

    `ends[i]` is where clean character i ends in `raw` (after its pinyin gloss, if it carries one): 動(dòng) is one
    clean character 动 and seven raw ones.
    """

    raw: str
    clean: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a non-empty clean span."""
        return self.offsets[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as ISO 8601 prefixes: Period("2019", "2019"), Period("2019-12", "2019-12")."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the manifest (or, for an empty cell, the text) says of a report."""

    file: str
    title: str | None = None
    organisation: str | None = None
    region: str | None = None
    period: Period | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or caption, in clean offsets, with the headings it stands under, outermost first."""

    start: int
    end: int
    text: str
    headings: tuple[str, ...] = ()
    kind: SentenceKind = "body"
    paragraph: int = 0
    item: bool = False  # behind a bullet, which is not part of the text


@dataclass(frozen=True, slots=True)
class Skip:
    """A stretch of text whose numbers are no facts, and why (`date`, `ordinal`, `phone`, `advertisement` …).

    Clean offsets while a report is read, raw offsets in an `Extraction`.
    """

    start: int
    end: int
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was read: its text, sentences in order, and the stretches that are not its own prose."""

    id: str
    source: Source
    text: Text
    sentences: tuple[Sentence, ...]
    furniture: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with everything the text settles about it; raw offsets; None where the text does not settle it.

    `start`/`end` frame the quote (number + unit + counted thing), `number_start`/`number_end` the numeral with its
    unit alone. `value` is scaled (38.8万 → 388000) and in the unit named by `unit`; `unit_text` is as printed (万人).
    """

    start: int
    end: int
    number_start: int
    number_end: int
    sentence_start: int
    sentence_end: int
    heading: str | None
    value: float
    value_max: float | None
    unit: str | None
    unit_text: str
    bound: Bound
    status: Status
    aspect: Aspect
    measure: str | None
    indicator: str | None
    programs: tuple[str, ...]
    organisations: tuple[str, ...]
    period: Period | None
    level: str | None = None
    place: str | None = None
    rules: tuple[str, ...] = ()
    links: Mapping[str, int] = field(default_factory=dict)  # "subsetOf" → number_start of another fact


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a report names an entity, in raw offsets, in its own words."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, program, person, site, award, region or document that a report names."""

    kind: Literal["org", "program", "person", "site", "award", "document"]
    name: str
    type: str | None
    mentions: tuple[Mention, ...]
    region: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation between two named things; subject and object are entity names.

    For `targetOf` and `fulfils` they are instead the quotes of figures, and `subject_fact`/`object_fact` hold the
    `number_start` of the facts meant. Raw offsets frame the words that state the relation.
    """

    type: str
    subject: str
    object: str
    start: int
    end: int
    year: str | None = None
    ordinal: int | None = None
    rule: str = ""
    subject_fact: int | None = None
    object_fact: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of the figure at raw offsets `number_start` to `number_end` set right by hand, and why."""

    number_start: int
    number_end: int
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one report. `skips` and facts together account for every digit (the ledger)."""

    report: Report
    facts: tuple[Fact, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    skips: tuple[Skip, ...] = ()
    corrections: tuple[Correction, ...] = ()
