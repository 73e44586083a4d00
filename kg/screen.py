"""What a build and a check say at their end: rich tables and lines; only `kg.cli` prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.audit import Finding
from kg.graph.findings import tally
from kg.graph.ledger import Account

if TYPE_CHECKING:
    from kg.build import BuildResult, Outcome
    from kg.check import Check

VERDICTS = {"inconsistent": "不符", "undecided": "待定", "consistent": "相符"}
SAID = {"consistent": "confirmed", "inconsistent": "contradicted", "undecided": "undecidable"}
SHOWN = 40  # findings on a screen; the rest is told by a query over kg:Check


def summary(outcomes: Iterable[Outcome]) -> Any:
    """One line an input."""
    from rich import box
    from rich.table import Table

    table = Table("report", box=box.SIMPLE_HEAD)
    for name in ("sentences", "facts", "relations", "skips", "seconds"):
        table.add_column(name, justify="right")
    table.add_column("")
    for outcome in outcomes:
        counts = [str(outcome.counts.get(name, "")) for name in ("sentences", "facts", "relations", "skips")]
        note = f"FAILED {outcome.failure}" if outcome.failure else "unchanged" if outcome.cached else ""
        table.add_row(outcome.report, *counts, f"{outcome.seconds:.2f}", note)
    return table


def findings(found: Sequence[Finding]) -> Any:
    """The audit's findings, those that disagree first; None if there are none."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not found:
        return None
    table = Table("verdict", "check", "figures", "where", box=box.SIMPLE_HEAD, title="audit", title_justify="left")
    for finding in found[:SHOWN]:
        where = "\n".join(f"{name(figure.report)} “{figure.quote}”" for figure in finding.operands)
        table.add_row(*map(Text, (VERDICTS[finding.verdict], finding.label, finding.formula, where)))
    if len(found) > SHOWN:
        table.caption = f"and {len(found) - SHOWN} more"
    return table


def name(iri: str) -> str:
    """The last name in an IRI."""
    return iri.rpartition("/")[2]


def tallied(found: Iterable[Finding]) -> Iterator[str]:
    """The audit's findings by kind, what is repeated counted once."""
    for kind, verdicts in tally(found).items():
        yield f"audit/{kind}: " + ", ".join(f"{verdicts[verdict]} {word}" for verdict, word in SAID.items())


def ledger_line(accounts: Sequence[Account]) -> str:
    """All numbers of all reports in one line."""
    skips: Counter[str] = Counter()
    for account in accounts:
        skips.update(account.skips)
    reasons = ", ".join(f"{reason} {number}" for reason, number in skips.most_common())
    facts, lost = sum(a.facts for a in accounts), sum(len(a.lost) for a in accounts)
    total = facts + skips.total() + lost
    return f"{total} numbers: {facts} in facts, {skips.total()} skipped ({reasons or 'none'}), {lost} lost"


def lost_lines(accounts: Iterable[Account]) -> Iterator[str]:
    """Where each lost number stands."""
    return (f"lost: {a.report} at {start}: {number}" for a in accounts for start, number in a.lost)


def closing(result: BuildResult) -> Iterator[str]:
    """What a build says last."""
    verdicts = Counter(finding.verdict for finding in result.findings)
    yield ledger_line(result.accounts)
    yield "audit: " + ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS)
    yield from corrections(result.outcomes)
    if result.unlisted:
        yield f"not listed in the manifest, not read: {', '.join(path.name for path in result.unlisted)}"
    failed = [outcome.file for outcome in result.outcomes if outcome.failure]
    if failed:
        yield f"{len(failed)} of {len(result.outcomes)} inputs failed: {', '.join(failed)}"
    snapshot = result.snapshot
    yield f"snapshot {snapshot.hash[:12]} is in force: {snapshot.build['quads']} quads in {snapshot.path}"


def corrections(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How many corrections by hand took effect, and which are no longer needed."""
    needless = [place for outcome in outcomes for place in outcome.needless]
    if applied := sum(outcome.counts.get("corrections", 0) for outcome in outcomes):
        yield f"corrections by hand: {applied} applied"
    if needless:
        yield f"corrections no longer needed, for the text is read so already: {'; '.join(needless)}"


def verdict(check: Check) -> Iterator[str]:
    """What a check says last."""
    yield from (f"violation: {violation}" for violation in check.violations)
    yield from lost_lines(check.accounts)
    yield ledger_line(check.accounts)
    verdicts = Counter(finding.verdict for finding in check.findings)
    yield "audit: " + ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS)
    yield from tallied(check.findings)
    yield f"shapes: {len(check.violations)} violations"
