"""The flow: read reports → clean → sentences → annotate → facts and relations → triples → validate → snapshot.

Reading and cleaning are `kg.reading`, sentences to facts and relations `kg.extract`, triples `kg.graph`; each report
goes that way alone (`read`), in a process of its own where there are many. What only all reports together can tell,
the audit, comes after, and the snapshot is put in force when all of it holds.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg import cache
from kg.corrections import Corrections, Part, gather, mend, pair_quads
from kg.errors import CorrectionError, DataError, KgError, ShapeError
from kg.graph import RDF_FORMATS, file_quads, merged_into, nquads, ontology_quads
from kg.graph.audit import Finding, audit, derived_quads
from kg.graph.figures import figures
from kg.graph.ledger import Account, ledger
from kg.graph.lineage import lineage
from kg.graph.persons import without_persons
from kg.graph.shapes import structure, violations
from kg.model import Source
from kg.store import Snapshot, draft, merged
from kg.versions import digest, versions

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COUNTED = ("sentences", "facts", "relations", "skips", "corrections")
FEW = 8  # reports that one process reads sooner than others have started


@dataclass(frozen=True, slots=True)
class Task:
    """One input file, and where its lines are kept."""

    report: str
    path: Path
    source: Source
    persons: bool
    part: Part
    sha256: str
    entry: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its counts, or why it failed; `seconds` and `cached` tell of this run alone."""

    file: str
    report: str
    sha256: str
    entry: Path
    counts: dict[str, int] = field(default_factory=dict)
    violations: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()
    linked: tuple[tuple[str, ...], ...] = ()
    failure: str | None = None
    cached: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The snapshot now in force, what became of each input, the audit's findings, the ledger, and what was not read."""

    snapshot: Snapshot
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    accounts: tuple[Account, ...]
    unlisted: tuple[Path, ...] = ()


Progress = Callable[[Outcome, int], None]
"""Told of each input when it is done, and of how many there are."""


def build(
    paths: Sequence[Path],
    manifest: Path | None,
    data: Path,
    workers: int | None = None,
    persons: bool = True,
    progress: Progress | None = None,
) -> BuildResult:
    """Make a snapshot of reports in `data` and put it in force; an input that fails is named, the others land."""
    from kg.reading.discover import survey

    with draft(data) as new:
        inputs, unlisted = survey(paths, manifest)
        corrections = gather([path for path, _ in inputs], paths)
        tasks = _tasks(inputs, corrections, data / "cache", persons)
        outcomes = []
        for outcome in _read_all(tasks, workers):
            outcomes.append(outcome)
            if progress:
                progress(outcome, len(tasks))
        _refuse(outcomes)
        if not any(outcome.failure for outcome in outcomes):  # what failed might name them
            corrections.demand((thing for outcome in outcomes for thing in outcome.linked), paths)
        new.load(merged([outcome.entry for outcome in outcomes if outcome.failure is None], new.folder))
        new.load(ontology_quads())
        findings = audit(new.store)
        derived = sorted(
            {*derived_quads(findings), *lineage(new.store, figures(new.store)), *pair_quads(corrections.pairs)}
        )
        new.load(derived)
        _demand([*violations(derived), *structure(new.store)])
        accounts = ledger(new.store)
        snapshot = new.publish(_record(outcomes, findings, accounts))
        cache.prune(outcome.entry for outcome in outcomes)
    return BuildResult(snapshot, tuple(outcomes), tuple(findings), tuple(accounts), tuple(unlisted))


def read(task: Task) -> Outcome:
    """Read one input as far as triples, unless it was read before and nothing that decides it has changed."""
    begun = time.perf_counter()
    blank = Outcome(task.source.file, task.report, task.sha256, task.entry)
    if summary := cache.load(task.entry):
        return replace(blank, **_told(summary), cached=True, seconds=time.perf_counter() - begun)
    try:
        lines, summary = _lines(task)
    except CorrectionError:  # what a person says must not be passed over
        raise
    except KgError as error:
        return replace(blank, failure=str(error), seconds=time.perf_counter() - begun)
    cache.save(task.entry, lines, summary)
    return replace(blank, **_told(summary), seconds=time.perf_counter() - begun)


def _lines(task: Task) -> tuple[list[str], cache.Summary]:
    """The lines of one input, and what is told of them."""
    if task.path.suffix.lower() in RDF_FORMATS:
        lines = file_quads(task.path)
        return lines, {"counts": {"triples": len(lines)}, "violations": [], "needless": [], "linked": []}
    from kg.extract import extract
    from kg.reading import read_report

    report = read_report(task.path, task.source)
    mended = mend(extract(report), task.part)
    extraction = mended.extraction
    if not task.persons:
        extraction = without_persons(extraction)
    lines = nquads(extraction, task.sha256, task.part.apart)
    counts = {
        "sentences": len(report.sentences),
        "facts": len(extraction.facts),
        "entities": len(extraction.entities),
        "relations": len(extraction.relations),
        "skips": len(extraction.skips),
        "corrections": len(extraction.corrections),
    }
    wrong = [str(violation) for violation in violations(lines)]
    linked = sorted({*mended.linked, *(set(task.part.linked) & merged_into(extraction))})
    return lines, {"counts": counts, "violations": wrong, "needless": mended.needless, "linked": linked}


def _told(summary: cache.Summary) -> dict[str, Any]:
    return {
        "counts": summary["counts"],
        "violations": tuple(summary["violations"]),
        "needless": tuple(summary["needless"]),
        "linked": tuple(map(tuple, summary["linked"])),
    }


def _tasks(inputs: Sequence[tuple[Path, Source]], corrections: Corrections, folder: Path, persons: bool) -> list[Task]:
    """The inputs with all that decides how each is read, reports first, in the order of their ids."""
    from kg.reading.discover import report_id

    tasks = []
    for path, source in inputs:
        report, sha256 = report_id(path), _sha256(path)
        part = corrections.of(report)
        entry = cache.entry(folder, path.name, sha256, source, persons, part, digest())
        tasks.append(Task(report, path, source, persons, part, sha256, entry))
    return tasks


def _sha256(path: Path) -> str:
    """Of a file's bytes; nothing for a file that cannot be read, which reading it will tell."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read_all(tasks: Sequence[Task], workers: int | None) -> Iterator[Outcome]:
    """The outcomes in the order of the tasks, whoever was first."""
    todo = sum(not task.entry.exists() for task in tasks)
    workers = workers or (1 if todo < FEW else os.cpu_count() or 1)
    if min(workers, todo) <= 1:
        yield from map(read, tasks)
        return
    context = multiprocessing.get_context("spawn")  # a forked copy would keep the lock and the open store
    with ProcessPoolExecutor(min(workers, todo), context, _leave_ctrl_c) as pool:
        try:
            yield from pool.map(read, tasks)
        except BrokenProcessPool:
            raise DataError(
                "a process died while reading; nothing was put in force; try again with --workers 1"
            ) from None


def _leave_ctrl_c() -> None:
    """Ctrl-C is for the process that started this one, which then ends it in peace."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _refuse(outcomes: Iterable[Outcome]) -> None:
    """Stop where nothing could be read, or where what was read breaks the ontology's shapes."""
    failures = [outcome.failure for outcome in outcomes]
    if all(failures):
        raise DataError(f"nothing could be read, the snapshot in force stays: {'; '.join(filter(None, failures))}")
    _demand([violation for outcome in outcomes for violation in outcome.violations])


def _demand(wrong: Sequence[object]) -> None:
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise ShapeError(f"the graph breaks its shapes, the snapshot in force stays: {wrong[0]}{more}")


def _record(outcomes: Sequence[Outcome], findings: Sequence[Finding], accounts: Sequence[Account]) -> dict[str, Any]:
    """What build.json tells: nothing that another run on the same input would tell otherwise."""
    read = [outcome for outcome in outcomes if outcome.failure is None]
    return {
        "versions": versions(),
        "inputs": [
            {"file": o.file, "report": o.report, "sha256": o.sha256, "counts": o.counts, "failure": o.failure}
            for o in outcomes
        ],
        "failures": [{"file": o.file, "error": o.failure} for o in outcomes if o.failure],
        "counts": {
            "reports": len(read),
            **{name: sum(o.counts.get(name, 0) for o in read) for name in COUNTED},
            "numbers": sum(account.numbers for account in accounts),
            "lost": sum(len(account.lost) for account in accounts),
            "findings": len(findings),
        },
    }
