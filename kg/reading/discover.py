"""Which reports a build reads: files and folders, with what their manifest says of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import ReportError, UsageError
from kg.model import Source
from kg.reading.formats import READERS
from kg.reading.manifest import read_manifest

GRAPHS = (".ttl", ".trig", ".nt", ".nq")
_KINDRED = (".doc", ".wps", ".rtf", ".odt", ".ofd", ".xls", ".xlsx", ".ppt", ".pptx", ".mht", ".epub", ".xml")
"""Office formats: in a folder such a file is likely a report, so reading it has to fail aloud."""
_PROJECT = ("readme", "license", "licence", "changelog", "contributing", "notice", "corrections")


Input = tuple[Path, Source]


def discover(paths: Sequence[Path], manifest: Path | None = None) -> list[Input]:
    """The reports below `paths`, then the RDF files (`GRAPHS`), each with its source: what a build reads.

    A folder's subfolders are not searched. The manifest is the one given, else manifest.csv beside each file; of a
    folder that has one, only the reports that it lists are read. A named file that is missing stays in the list, for
    a build reads the others and names it.
    """
    return survey(paths, manifest)[0]


def survey(paths: Sequence[Path], manifest: Path | None = None) -> tuple[list[Input], list[Path]]:
    """What a build reads, and the reports that it passes over, because the manifest of their folder leaves them out."""
    files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    sources = _sources(files, manifest, [path for path in paths if path.is_dir()])
    unlisted = _unlisted(files, [path for path in paths if not path.is_dir()], manifest, sources)
    found = [(file, sources.get(file.resolve()) or Source(file.name)) for file in files if file not in unlisted]
    _refuse_namesakes([file for file, _ in found])
    return sorted(found, key=lambda item: (item[0].suffix.lower() in GRAPHS, report_id(item[0]))), unlisted


def _unlisted(
    files: Sequence[Path], named: Sequence[Path], manifest: Path | None, sources: Mapping[Path, Source]
) -> list[Path]:
    """The reports without a line in the manifest; what is named outright is read, and RDF needs no line."""
    return [
        file
        for file in files
        if file not in named
        and file.suffix.lower() not in GRAPHS
        and file.resolve() not in sources
        and (manifest or (file.parent / "manifest.csv").is_file())
    ]


def report_id(path: Path) -> str:
    """A report's id: its file's stem in NFC."""
    return unicodedata.normalize("NFC", path.stem)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        found = [file for file in sorted(path.iterdir()) if _belongs(file)]
        if not found:
            raise UsageError(f"{path}: expected reports ({' '.join(READERS)}), the folder holds none; name another")
        yield from found
    elif path.suffix.lower() in (*READERS, *GRAPHS):
        yield path
    else:
        known = " ".join((*READERS, *GRAPHS))
        raise UsageError(f"{path}: expected a folder or one of {known}; nothing was read")


def _belongs(file: Path) -> bool:
    known = file.suffix.lower() in (*READERS, *GRAPHS, *_KINDRED)
    return known and file.is_file() and not file.name.startswith((".", "~$")) and file.stem.lower() not in _PROJECT


def _sources(files: Sequence[Path], manifest: Path | None, folders: Sequence[Path]) -> dict[Path, Source]:
    """The source of each file that a manifest names, by its resolved path."""
    beside = sorted({file.parent / "manifest.csv" for file in files})
    manifests = [manifest] if manifest else [path for path in beside if path.is_file()]
    found: dict[Path, Source] = {}
    for path in manifests:
        homes = (path.parent, *(folders if manifest else ()))
        for name, source in read_manifest(path, homes).items():
            found.update({(home / name).resolve(): source for home in homes})
    return found


def _refuse_namesakes(files: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(report_id(file), file)
        if other != file and file.suffix.lower() not in GRAPHS and other.suffix.lower() not in GRAPHS:
            raise ReportError(file, None, f"{other} has the same stem, which is a report's id; rename one of them")
