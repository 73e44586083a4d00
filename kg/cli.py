"""The command line: the only place with print, argv and exit codes (0 done, 1 data at fault, 2 usage, 130 Ctrl-C).

Modules are imported inside the commands, so that each loads only what it needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.build import Progress

DATA = click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="The data folder."
)
OUT = click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
REPORT = click.option("--report", metavar="ID", help="Only the report of this id (the stem of its file).")
GRAPH_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "cube")
RESULT_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
WIDE = 160  # columns of a table that goes to a file or a pipe


class Command(click.Command):
    """A command whose help ends in an example."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example below the options, its line as it is."""
        formatter.write(f"\nExample:\n  {self.epilog}\n")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gonghui-kg")
def cli() -> None:
    """Read yearly reports of Chinese trade unions into a knowledge graph, and ask it."""


@cli.command(cls=Command, epilog="kg build reports --manifest reports/manifest.csv --data data")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--manifest", type=click.Path(path_type=Path), help="CSV that says of each file what its text does not.")
@DATA
@click.option("--workers", type=click.IntRange(1), help="Processes that read [default: one a processor].")
@click.option("--persons/--no-persons", default=True, help="Whether the graph names persons.")
def build(paths: tuple[Path, ...], manifest: Path | None, data: Path, workers: int | None, persons: bool) -> None:
    """Read reports (files or folders; without any, the seeds) into a new snapshot and put it in force."""
    from kg import screen
    from kg.build import SEEDS
    from kg.build import build as build_snapshot

    with _progress() as progress:
        result = build_snapshot(paths or (SEEDS,), manifest, data, workers, persons, progress)
    _draw(screen.summary(result.outcomes))
    _draw(screen.findings(result.findings))
    for line in screen.closing(result):
        click.echo(line)


def _rows_command(kind: str, what: str) -> None:
    """Make `kg facts` and its like."""

    @cli.command(kind, cls=Command, help=what, epilog=f"kg {kind} --report huainan-2019 --format csv -o {kind}.csv")
    @DATA
    @REPORT
    @click.option("--format", "form", type=click.Choice(("jsonl", "csv", "xlsx", "table")), default="jsonl")
    @click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, as Excel wants it.")
    @OUT
    def rows_command(data: Path, report: str | None, form: str, bom: bool, out: Path | None) -> None:
        from kg.rows import BRIEF, COLUMNS, rows
        from kg.store import open_snapshot

        found = rows(open_snapshot(data), kind, report)
        _write(found, kind, COLUMNS[kind], BRIEF[kind], form, out, bom)


_rows_command("facts", "Print the figures, one row for each place where one is told.")
_rows_command("entities", "Print what the reports name: organisations, programs, persons, sites, documents.")
_rows_command("relations", "Print the relations that the reports state.")
_rows_command("skips", "Print the numbers that are no figures, and why.")


@cli.command(
    cls=Command, epilog="kg query 'SELECT ?name { ?org a kg:Organisation ; skos:prefLabel ?name }' --format csv"
)
@click.argument("sparql", metavar="SPARQL|FILE")
@DATA
@click.option("--format", "form", type=click.Choice(RESULT_FORMATS), default="table", show_default=True)
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True, help="Seconds.")
@OUT
def query(sparql: str, data: Path, form: str, timeout: float, out: Path | None) -> None:
    """Ask the graph: a SPARQL query, a file with one, or - for standard input. Usual prefixes are known."""
    from kg import tables
    from kg.ask import ask_apart, read_query
    from kg.store import open_snapshot

    name, text = read_query(sparql, sys.stdin)
    result = ask_apart(open_snapshot(data), text, form, timeout, name)
    if form == "table" and result.startswith(b"{"):
        _draw(tables.results(result), out)
        return
    with _output(out) as file:
        file.write(result)


@cli.command(cls=Command, epilog="kg export --format turtle --report huainan-2019 -o huainan.ttl")
@DATA
@click.option("--format", "form", type=click.Choice(GRAPH_FORMATS), default="turtle", show_default=True)
@REPORT
@click.option("--program", metavar="NAME", help="Only what is told of this program.")
@OUT
def export(data: Path, form: str, report: str | None, program: str | None, out: Path | None) -> None:
    """Write the graph, or that of one report or program, as linked data; the same snapshot gives the same bytes."""
    from kg.export import export as write
    from kg.store import open_snapshot

    with _output(out) as file:
        write(open_snapshot(data), form, file, report, program)


@cli.command(cls=Command, epilog="kg check --data data")
@DATA
@click.pass_context
def check(context: click.Context, data: Path) -> None:
    """Validate the graph, account for every number, and audit the figures; exit 1 on a violation or a lost number."""
    from kg import screen
    from kg.check import check as check_snapshot
    from kg.store import open_snapshot

    result = check_snapshot(open_snapshot(data))
    _draw(screen.findings(result.findings))
    for line in screen.verdict(result):
        click.echo(line)
    context.exit(1 if result.violations or result.lost else 0)


@cli.command(cls=Command, epilog="kg diff data/snapshots/3f9a… data --format table")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(("jsonl", "csv", "xlsx", "table")), default="table")
@OUT
def diff(old: Path, new: Path, form: str, out: Path | None) -> None:
    """Print the figures added, removed and changed between two snapshots (data folders, or folders of snapshots)."""
    from kg.diff import COLUMNS
    from kg.diff import diff as compare
    from kg.store import open_snapshot

    _write(compare(open_snapshot(old), open_snapshot(new)), "diff", COLUMNS, COLUMNS, form, out)


@cli.command(cls=Command, epilog="kg explain '全年发放助学金38.8万元' --organisation 淮南市总工会 --year 2019")
@click.argument("text")
@click.option("--organisation", help="Who is speaking: 市总工会 is read as the union of its region.")
@click.option("--year", type=click.IntRange(1900, 2100), help="The year that the text tells of.")
def explain(text: str, organisation: str | None, year: int | None) -> None:
    """Show how a sentence is read: words, spans, rules by id, facts, and what was rejected."""
    from kg.explain import explain as explain_text

    for line in explain_text(text, organisation, str(year) if year else None):
        click.echo(line)


@cli.command(cls=Command, epilog="kg serve --data data --port 8000")
@DATA
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes that evaluate queries.")
def serve(data: Path, host: str, port: int, workers: int | None) -> None:
    """Serve the SPARQL endpoint and the pages, until SIGTERM or Ctrl-C."""
    from endpoint import serve as serve_endpoint

    serve_endpoint(data=data, host=host, port=port, workers=workers)


def _write(
    rows: Iterator[dict[str, Any]],
    title: str,
    columns: Sequence[str],
    brief: Sequence[str],
    form: str,
    out: Path | None,
    bom: bool = False,
) -> None:
    """Write rows in a format; a table on the screen has the brief columns only."""
    from kg import tables

    if form == "table":
        _draw(tables.table(rows, brief), out)
        return
    with _output(out, binary=form == "xlsx") as file:
        file.writelines(tables.write(rows, columns, form, title, bom))


@contextmanager
def _output(path: Path | None, binary: bool = False) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears when it is whole."""
    if path is None:
        if binary and sys.stdout.isatty():
            raise UsageError("a spreadsheet is no text for a terminal; name a file with -o")
        yield sys.stdout.buffer
    elif path.exists() and not path.is_file():  # /dev/stdout, a named pipe
        with path.open("wb") as file:
            yield file
    else:
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with part.open("wb") as file:
                yield file
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _draw(drawing: Any, path: Path | None = None) -> None:
    """Print a rich table, or write it to a file; nothing for None."""
    from rich.console import Console

    if drawing is None:
        return
    if path is None:
        Console(width=None if sys.stdout.isatty() else WIDE, highlight=False).print(drawing)
        return
    with path.open("w", encoding="utf-8") as file:
        Console(file=file, width=WIDE, highlight=False).print(drawing)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task("reading", total=None)
        yield lambda outcome, total: bar.update(row, advance=1, total=total, description=outcome.report)


def main() -> None:
    """Run `kg` and exit; an error is one line on standard error."""
    try:
        code = _guarded(lambda: cli.main(prog_name="kg", standalone_mode=False))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has what it wanted, as in `kg facts | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _guarded(run: Callable[[], object]) -> int:
    """The exit code of a command; whatever went wrong is told in a line."""
    try:
        code = run()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        raise
    except click.exceptions.NoArgsIsHelpError as error:
        return _tell(error.ctx.get_help() if error.ctx else "", 2, "")
    except click.ClickException as error:
        return _tell(f"{error.format_message()}{_hint(error)}", 2)
    except (click.Abort, KeyboardInterrupt):
        return _tell("stopped", 130)
    except KgError as error:
        return _tell(str(error), error.exit_code)
    except OSError as error:
        return _tell(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "), 1)
    except Exception as error:  # the outermost door
        if os.environ.get("KG_DEBUG"):
            raise
        return _tell(f"internal error: {type(error).__name__}: {error}; KG_DEBUG=1 shows where", 1)


def _hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"; see {context.command_path} --help" if context else ""


def _tell(message: str, code: int, prefix: str = "kg: error: ") -> int:
    lines = message if not prefix else " ".join(message.split())
    click.echo(f"{prefix}{lines}", err=True)
    return code
