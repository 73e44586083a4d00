"""Corrections by hand, which lie beside the reports and take effect at every build.

`corrections.csv` mends readings of figures (`entries`, `mending`), `corrections.ttl` says which things are one and
which are not (`pairs`). A build gathers both and hands each report its part, on which its cached reading depends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.corrections.entries import Entry, read_entries
from kg.corrections.mending import RULE, apply
from kg.corrections.pairs import Pair, Thing, kept, pair_quads, read_pairs, refuse_strangers, rename, things
from kg.model import Extraction
from kg.reading.discover import GRAPHS, report_id
from kg.schemes import LEXICONS, scheme
from kg.vocab import iri_names

__all__ = ["RULE", "Corrections", "Mended", "Part", "gather", "mend", "pair_quads"]


@dataclass(frozen=True, slots=True)
class Part:
    """What of the corrections concerns one report: its entries, what is read as what, all that is linked or apart."""

    entries: tuple[Entry, ...] = ()
    same: tuple[tuple[Thing, Thing], ...] = ()
    linked: tuple[Thing, ...] = ()
    apart: tuple[tuple[Thing, Thing], ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections that lie beside the inputs of a build."""

    entries: tuple[Entry, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def of(self, report: str) -> Part:
        """The part that decides how a report is read."""
        entries = tuple(entry for entry in self.entries if entry.report == report)
        linked = sorted({thing for pair in self.pairs for thing in (pair.one, pair.other)})
        apart = sorted((pair.one, pair.other) for pair in self.pairs if pair.field == "different")
        return Part(entries, tuple(sorted(kept(self.pairs).items())), tuple(linked), tuple(apart))

    def demand(self, named: Iterable[Thing], folders: Collection[Path]) -> None:
        """Refuse a pair of things that neither a report of its folder nor a scheme names; only whole folders tell."""
        concepts = {iri_names(concept.iri) for lexicon in LEXICONS for concept in scheme(lexicon)}
        refuse_strangers([pair for pair in self.pairs if pair.file.parent in folders], {*named, *concepts})


@dataclass(frozen=True, slots=True)
class Mended:
    """A report with its corrections; which of them it no longer needs, and which linked things it names."""

    extraction: Extraction
    needless: tuple[str, ...]
    linked: tuple[Thing, ...]


def gather(files: Sequence[Path], folders: Collection[Path] = ()) -> Corrections:
    """The corrections beside some inputs; `folders` are those of which all reports are read."""
    beside = sorted({file.parent for file in files})
    entries = [entry for folder in beside for entry in _entries(folder, files if folder in folders else ())]
    pairs = [p for folder in beside if (ttl := folder / "corrections.ttl").is_file() for p in read_pairs(ttl)]
    kept(pairs)
    return Corrections(tuple(entries), tuple(pairs))


def _entries(folder: Path, files: Sequence[Path]) -> list[Entry]:
    """The entries of a folder; one for a report that is not read from it, or does not lie there, is an error."""
    path = folder / "corrections.csv"
    if not path.is_file():
        return []
    here = [file for file in files or folder.iterdir() if file.parent == folder and file.suffix.lower() not in GRAPHS]
    reports, found = {report_id(file) for file in here}, read_entries(path)
    for entry in found:
        if entry.report not in reports:
            raise entry.fault(f"matches nothing: no report {entry.report!r} is read from this folder")
    return found


def mend(extraction: Extraction, part: Part) -> Mended:
    """Apply its part of the corrections to what was read from a report: figures first, then names."""
    mended, needless = apply(extraction, part.entries)
    named = things(mended) if part.linked else set()
    return Mended(rename(mended, dict(part.same)), needless, tuple(t for t in part.linked if t in named))
