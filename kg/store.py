"""Snapshots: immutable folders of one graph each, and the one link that says which of them is in force.

    data/snapshots/<hash>/store/        the graph in Oxigraph, opened read-only
                          graph.nq.gz   the same as sorted N-Quads; their sha256 is <hash>
                          search.json   labels, aliases and pinyin of what can be searched for
                          build.json    inputs, versions, counts, failures
    data/current -> snapshots/<hash>

The store's default graph holds every triple of every graph once: a query without FROM or GRAPH sees their union.
(Oxigraph's own union switch finds a triple once for each graph that has it, which makes every count wrong.)

A new snapshot grows in a folder of its own (`draft`) and is put in force by renaming one link, so a build that
dies leaves the old one serving; what it left behind is removed by the next build.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import heapq
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Variable

from kg import search
from kg.errors import SnapshotError
from kg.vocab import PREFIXES

KEEP = 3
OPEN_FILES = 200
BATCH = 100_000  # lines loaded at once: the loader holds them in memory
DRAFT = ".draft-"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One immutable graph on disk; `build` is its parsed build.json."""

    hash: str
    path: Path
    build: Mapping[str, Any]

    def store(self) -> Store:
        """The graph, read-only; any number of processes may hold it."""
        try:
            return Store.read_only(str(self.path / "store"))
        except OSError as error:
            raise SnapshotError(f"{self.path}: the store cannot be opened ({error}); build it anew: kg build") from None

    def quads(self) -> Path:
        """The sorted N-Quads, gzipped."""
        return self.path / "graph.nq.gz"

    def search(self) -> list[dict[str, Any]]:
        """The search index: one entry a label, see `kg.search`."""
        entries: list[dict[str, Any]] = json.loads((self.path / "search.json").read_text("utf-8"))
        return entries


def ask(
    store: Store, query: str, chosen: Mapping[Variable, NamedNode] | None = None
) -> QueryBoolean | QuerySolutions | QueryTriples:
    """Evaluate SPARQL; the default graph is the union of all, usual prefixes are known, `chosen` binds variables."""
    return store.query(query, prefixes=PREFIXES, substitutions=dict(chosen or {}))


def open_snapshot(data: Path) -> Snapshot:
    """The snapshot in force in a data folder; a snapshot's own folder is taken as it is."""
    path = data if (data / "build.json").is_file() else data / "current"
    try:
        build = json.loads((path / "build.json").read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        what = "holds no snapshot" if data.exists() else "does not exist"
        raise SnapshotError(f"{data}: {what}; make one: kg build --data {data}") from None
    except ValueError as error:
        raise SnapshotError(
            f"{path / 'build.json'}: not JSON ({error}); build it anew: kg build --data {data}"
        ) from None
    return Snapshot(hash=path.resolve().name, path=path.resolve(), build=build)


def write_snapshot(data: Path, lines: Iterable[str], build: Mapping[str, Any]) -> Snapshot:
    """Make a snapshot of N-Quads lines in any order and put it in force."""
    with draft(data) as new:
        new.load(sorted(set(lines)))
        return new.publish(build)


@contextmanager
def draft(data: Path) -> Iterator[Draft]:
    """A new snapshot to be filled; only one can be open in a data folder, and nothing is in force until `publish`."""
    with _locked(data):
        folder = data / "snapshots"
        folder.mkdir(exist_ok=True)
        for leftover in folder.glob(DRAFT + "*"):
            shutil.rmtree(leftover)
        new = Draft(data, folder / f"{DRAFT}{os.getpid()}")
        try:
            yield new
        finally:
            new.discard()


class Draft:
    """A snapshot in the making: load sorted lines, look at `store`, then publish."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.data = data
        self.folder = folder
        self.parts: list[Path] = []
        folder.mkdir()
        self.store = Store(str(folder / "store"))

    def load(self, lines: Iterable[str]) -> None:
        """Add N-Quads lines, sorted and without their newlines."""
        part = self.folder / f"part-{len(self.parts)}.nq"
        with part.open("w", encoding="utf-8", newline="\n") as file:
            rest = iter(lines)
            while batch := list(islice(rest, BATCH)):
                file.writelines(f"{line}\n" for line in batch)
                union = (f"{line[: line.rindex(' <')]} ." for line in batch)
                self.store.bulk_load("\n".join([*batch, *union]), format=RdfFormat.N_QUADS)
        self.parts.append(part)

    def publish(self, build: Mapping[str, Any]) -> Snapshot:
        """Finish the folder, name it by its content and put it in force by one rename."""
        (self.folder / "search.json").write_text(search.dumps(search.entries(self.store)), "utf-8")
        digest, count = self._write_quads()
        record = json.dumps({"hash": digest, "quads": count, **build}, ensure_ascii=False, indent=1) + "\n"
        (self.folder / "build.json").write_text(record, "utf-8")
        self._close()
        final = self.data / "snapshots" / digest
        if _whole(final):  # the same graph was built before; only what is told of it may be new
            for name in ("search.json", "build.json"):
                (self.folder / name).replace(final / name)
        else:
            shutil.rmtree(final, ignore_errors=True)
            self.folder.rename(final)
        os.utime(final)
        _point(self.data, final)
        _prune(self.data)
        return open_snapshot(self.data)

    def discard(self) -> None:
        """Remove what was not published."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_quads(self) -> tuple[str, int]:
        digest, count = hashlib.sha256(), 0
        with (self.folder / "graph.nq.gz").open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as zipped:
            for line in merged(self.parts, self.folder):
                data = f"{line}\n".encode()
                digest.update(data)
                zipped.write(data)
                count += 1
        return digest.hexdigest(), count

    def _close(self) -> None:
        self.store.flush()
        del self.store
        for part in self.folder.glob("*.nq"):
            part.unlink()
        for path in sorted(self.folder.rglob("*")):
            _sync(path)
        _sync(self.folder)


def merged(parts: Iterable[Path], folder: Path) -> Iterator[str]:
    """The lines of sorted files in order, each once, comments left out; few files are open at a time."""
    paths = list(parts)
    while len(paths) > OPEN_FILES:
        batch, paths = paths[:OPEN_FILES], paths[OPEN_FILES:]
        together = folder / f"merged-{len(paths)}.nq"
        with together.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in _merge(batch))
        paths.append(together)
    yield from _merge(paths)


def _merge(paths: Iterable[Path]) -> Iterator[str]:
    with ExitStack() as stack:
        files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in paths]
        last = None
        for line in heapq.merge(*files):
            if line != last and not line.startswith("#"):
                yield line[:-1]
            last = line


@contextmanager
def _locked(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"{data}: another build is writing here; wait for it, or choose another folder with --data"
            raise SnapshotError(message) from None
        yield


def _whole(folder: Path) -> bool:
    """Whether a published folder still has all its parts."""
    return all((folder / name).exists() for name in ("store/CURRENT", "graph.nq.gz", "search.json", "build.json"))


def _point(data: Path, folder: Path) -> None:
    """Make data/current point to a snapshot, atomically."""
    link = data / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.relative_to(data))
    _sync(folder.parent)
    link.replace(data / "current")
    _sync(data)


def _prune(data: Path) -> None:
    folders = sorted((data / "snapshots").iterdir(), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    for old in islice(folders, KEEP, None):
        shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
