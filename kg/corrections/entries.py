"""corrections.csv: its entries, each checked as far as it can be without its report.

An entry names a figure by the raw offset of its number or quote and the words that stand there, one of its fields, how
that was read and what it should be. `drop` says that a number is no figure, `add` that one was overlooked: its `new`
tells the figure as `value=412; unit=人; measure=资助学生`. An empty `old` is not compared.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as column
from pathlib import Path
from typing import Any, get_args

from kg.errors import CorrectionError
from kg.model import Aspect, Bound, Period, Status
from kg.reading.decode import decode
from kg.schemes import scheme

COLUMNS = ("report", "start", "quote", "field", "old", "new", "reason")
DROP, ADD = "drop", "add"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of corrections.csv; where it stands in the file is told in errors, and decides nothing else."""

    report: str
    start: int
    quote: str
    field: str
    old: str
    new: str
    reason: str
    file: Path = column(compare=False, repr=False)
    line: int = column(compare=False, repr=False)

    def fault(self, message: str) -> CorrectionError:
        """An error that names the line."""
        return CorrectionError(self.file, self.line, message)


@dataclass(frozen=True, slots=True)
class Attribute:
    """How a field of the CSV stands in a fact: its name there, and a reader of its cell that raises ValueError."""

    name: str
    parse: Callable[[str], Any]


def _number(cell: str) -> float:
    return float(cell.replace(",", ""))


def _words(cell: str) -> str | None:
    return cell or None


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def _period(cell: str) -> Period:
    """2019, 2019-12, or 2015/2019 from the one to the other."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?", cell):
        raise ValueError("expected a year, month or day, or two of them as in 2015/2019")
    start, _, end = cell.partition("/")
    return Period(start, end or start)


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        if cell not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return cell

    return parse


def _level(cell: str) -> str | None:
    return _one_of([concept.name for concept in scheme("level")])(cell) if cell else None


def _concept_of(lexicon: str) -> Callable[[str], str | None]:
    """A reader of any label of a concept, as the concept's own name: 名 → 人."""

    def parse(cell: str) -> str | None:
        found = [concept.name for concept in scheme(lexicon) if cell in concept.labels]
        if cell and not found:
            raise ValueError(f"not in ontology/{lexicon}.ttl")
        return cell if cell in found else next(iter(found), None)

    return parse


FIELDS: Mapping[str, Attribute] = {
    "value": Attribute("value", _number),
    "value_max": Attribute("value_max", lambda cell: _number(cell) if cell else None),
    "unit": Attribute("unit", _concept_of("units")),
    "bound": Attribute("bound", _one_of(get_args(Bound))),
    "status": Attribute("status", _one_of(get_args(Status))),
    "aspect": Attribute("aspect", _one_of(get_args(Aspect))),
    "measure": Attribute("measure", _words),
    "indicator": Attribute("indicator", _concept_of("measures")),
    "program": Attribute("programs", _names),
    "org": Attribute("organisations", _names),
    "period": Attribute("period", _period),
    "level": Attribute("level", _level),
    "place": Attribute("place", _words),
}
"""The fields by their column in `kg facts`; of programs or actors parted by | the first is the figure's own."""


def read_entries(path: Path) -> list[Entry]:
    """The entries of a corrections.csv, each checked as far as it can be without its report."""
    try:
        text = decode(path.read_bytes(), path, CorrectionError)
    except OSError as error:
        raise CorrectionError(path, None, f"expected a readable file, got: {error.strerror}") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if sorted(header) != sorted(COLUMNS):
            raise CorrectionError(path, 1, f"expected the columns {','.join(COLUMNS)}, got {','.join(header)}")
        found = [_entry(path, reader.line_num, header, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise CorrectionError(path, reader.line_num, f"no proper CSV: {error}; mend the quotes of this line") from error
    _refuse_twins(found)
    return found


def _entry(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> Entry:
    if len(cells) != len(header):
        fault = f"expected {len(header)} cells, got {len(cells)}; quote a cell that holds commas"
        raise CorrectionError(path, line, fault)
    row = {name: cell if name == "quote" else cell.strip() for name, cell in zip(header, cells, strict=True)}
    if not row["start"].isdecimal():
        raise CorrectionError(path, line, f"expected a character offset in column 'start', got {row['start']!r}")
    row["report"] = unicodedata.normalize("NFC", row["report"])
    entry = Entry(**(row | {"start": int(row["start"])}), file=path, line=line)  # type: ignore[arg-type]
    _check(entry)
    return entry


def _check(entry: Entry) -> None:
    """Refuse an entry that no report could make good."""
    if not entry.quote:
        raise entry.fault("expected the words of the report in column 'quote', got nothing")
    if entry.field == ADD:
        details(entry)
    elif entry.field in FIELDS:
        parsed(entry, entry.field, entry.new)
        if entry.old:
            parsed(entry, entry.field, entry.old)
    elif entry.field != DROP:
        raise entry.fault(f"unknown field {entry.field!r}; the fields are {', '.join((*FIELDS, DROP, ADD))}")


def _refuse_twins(entries: Sequence[Entry]) -> None:
    seen: dict[object, Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.report, entry.start, entry.field, entry.old), entry)
        if first is not entry:
            raise entry.fault(f"line {first.line} corrects the same already; keep one of them")


def parsed(entry: Entry, name: str, cell: str) -> Any:
    """A cell as the value of a field."""
    try:
        return FIELDS[name].parse(cell)
    except ValueError as error:
        raise entry.fault(f"{name} {cell!r} cannot be used: {error}; mend the cell") from None


def details(entry: Entry) -> dict[str, str]:
    """What is told of an added figure: value=412; unit=人."""
    told = dict(_detail(entry, part) for part in entry.new.split(";") if part.strip())
    for name, cell in told.items():
        if name != "number":
            parsed(entry, name, cell)
    if "value" not in told:
        raise entry.fault("expected value=… in column 'new' of an added figure; name its value")
    return told


def _detail(entry: Entry, part: str) -> tuple[str, str]:
    name, equals, cell = (word.strip() for word in part.partition("="))
    if not equals or name not in (*FIELDS, "number"):
        known = ", ".join((*FIELDS, "number"))
        raise entry.fault(f"expected name=value with a name of {known} in column 'new', got {part.strip()!r}")
    return name, cell
