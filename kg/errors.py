"""Every error that the product raises on purpose; a message is one line: where, what was expected, what was done.

KgError
├── UsageError            exit 2: a wrong option, argument or setting
└── DataError             exit 1: the input or the data dir is at fault
    ├── FileError         names a file and, where it can, a line
    │   ├── ReportError       a report that cannot be read
    │   ├── ManifestError     a row or column of manifest.csv
    │   ├── CorrectionError   an entry of corrections.csv or corrections.ttl
    │   └── OntologyError     a file of ontology/ that does not parse or lacks a label
    ├── IriError          a name of which no IRI can be made, or an IRI of which no name can be read
    ├── NotFoundError     a report, concept or region that is asked for and not there
    ├── SnapshotError     a data dir or snapshot that is missing, torn or not valid
    ├── QueryError        a SPARQL query that does not parse or may not run
    └── ShapeError        a graph that breaks its SHACL shapes
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """The root: `exit_code` is what the command line returns for it."""

    exit_code = 1


class UsageError(KgError):
    """A wrong option, argument or setting."""

    exit_code = 2


class DataError(KgError):
    """Input or stored data that cannot be used."""


class FileError(DataError):
    """A fault in a file: its message reads `a.txt:12: expected …, got …; skipped`; the line may be unknown."""

    def __init__(self, file: str | Path, line: int | None, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}" if line is not None else f"{file}: {message}")
        self.file = str(file)
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[FileError], tuple[str, int | None, str]]:
        """Three arguments again, so that the error survives the way back from a worker process."""
        return type(self), (self.file, self.line, self.message)


class ReportError(FileError):
    """A report that cannot be read."""


class ManifestError(FileError):
    """A row or column of a manifest that cannot be used."""


class CorrectionError(FileError):
    """An entry of the corrections that cannot be used or matches nothing."""


class OntologyError(FileError):
    """A file of `ontology/` that does not parse, or a concept that lacks what its scheme demands."""


class IriError(DataError):
    """A name of which no IRI can be made, or an IRI of which no name can be read."""


class NotFoundError(DataError):
    """A report, concept or region that is asked for and not there."""


class SnapshotError(DataError):
    """A data directory or snapshot that is missing, torn or not valid."""


class QueryError(DataError):
    """A SPARQL query that does not parse or may not run."""


class ShapeError(DataError):
    """A graph that breaks its SHACL shapes."""
