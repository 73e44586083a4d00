"""Requests a second against Oxigraph's own server, on the same data, in the same run, with eight clients.

    python bench/throughput.py [--observations 20000] [--seconds 4] [--rounds 3]

Cold: every request is a query that was never asked before (a comment makes it so). Repeated: all ask the same. Clients
are processes with one kept connection each and do as little as they can, since they share the processors with both
servers. Rounds alternate between the servers; the median is told. Exit 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from served import MEASURES, free_port, make_data, serving

CLIENTS = 8
ASK = "PREFIX kg: <https://w3id.org/gonghui/ontology#> ASK {{ <{base}observation/r0-2015/6/{n}> kg:value ?v }}"
ROWS = (
    "PREFIX kg: <https://w3id.org/gonghui/ontology#> SELECT ?o ?v ?u WHERE "
    "{{ ?o kg:measure <{base}measure/{measure}> ; kg:value ?v ; kg:unit ?u }} LIMIT {limit}"
)
ACCEPT = "Accept: application/sparql-results+json\r\n"
BASE = "https://w3id.org/gonghui/id/"


@dataclass(frozen=True)
class Load:
    """One way to load a server, and the ratio to the native server that is wanted; `peer` is what it is compared to."""

    name: str
    kind: str
    target: float
    repeated: bool = False
    gzip: bool = False
    peer: str = ""


LOADS = (
    Load("ASK, cold", "ask", 0.10),
    Load("20 rows, cold", "20", 0.20),
    Load("10,000 rows, cold", "10000", 0.85),
    Load("10,000 rows, repeated", "10000", 10, repeated=True, peer="10,000 rows, cold"),
    Load("10,000 rows, repeated, gzip", "10000", 10, repeated=True, gzip=True, peer="10,000 rows, cold"),
)


def query(kind: str, number: int) -> str:
    """A query text that no other number has."""
    if kind == "ask":
        return f"{ASK.format(base=BASE, n=number)} #{number}"
    return f"{ROWS.format(base=BASE, measure=MEASURES[number % 3], limit=kind)} #{number}"


def ask_for(port: int, path: str, load: Load, client: int, seconds: float, results: multiprocessing.Queue[int]) -> None:
    """Ask as fast as answers come, and report how many there were."""
    encoding = "Accept-Encoding: gzip\r\n" if load.gzip else ""
    buffer = bytearray(1 << 20)
    count, number = 0, client * 10_000_019 + int(time.time() * 1000) % 9_000_000
    try:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                number += 1
                text = quote(query(load.kind, 0 if load.repeated else number))
                line.sendall(f"GET {path}?query={text} HTTP/1.1\r\nHost: 127.0.0.1\r\n{ACCEPT}{encoding}\r\n".encode())
                take_answer(line, buffer)
                count += 1
    finally:
        results.put(count)


def take_answer(line: socket.socket, buffer: bytearray) -> None:
    """Read one whole answer of known length or in chunks; anything but 200 is an error."""
    got = line.recv_into(buffer)
    while (head := buffer.find(b"\r\n\r\n", 0, got)) < 0:
        got += line.recv_into(memoryview(buffer)[got:])
    headers = bytes(buffer[:head]).lower()
    if not headers.startswith(b"http/1.1 200"):
        raise RuntimeError(headers.decode("latin-1"))
    place = headers.find(b"content-length:")
    if place >= 0:
        left = int(headers[place + 15 :].split(b"\r\n", 1)[0]) - (got - head - 4)
        while left > 0:
            left -= line.recv_into(buffer)
        return
    last = bytes(buffer[max(0, got - 5) : got])
    while not last.endswith(b"0\r\n\r\n"):
        got = line.recv_into(buffer)
        last = (last + bytes(buffer[max(0, got - 5) : got]))[-5:]


def rate(port: int, path: str, load: Load, seconds: float) -> float:
    """Requests a second of all clients together."""
    results: multiprocessing.Queue[int] = multiprocessing.Queue()
    clients = [
        multiprocessing.Process(target=ask_for, args=(port, path, load, client, seconds, results))
        for client in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    total = sum(results.get(timeout=seconds + 60) for _ in clients)
    for client in clients:
        client.join()
        if client.exitcode:
            raise SystemExit(f"{load.name}: a client got an answer that was not 200")
    return total / seconds


@contextmanager
def native(store: Path) -> Iterator[int]:
    """Oxigraph's own server over a copy of the store; its port."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(store, Path(folder) / "store")
        port = free_port()
        program = Path(sysconfig.get_path("scripts")) / "oxigraph"
        command = [str(program), "serve-read-only", "--location", f"{folder}/store", "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()
            process.wait()


def compare(data: Path, seconds: float, rounds: int) -> bool:
    """Print the table; whether every target was met."""
    ours: dict[str, list[float]] = {load.name: [] for load in LOADS}
    theirs: dict[str, list[float]] = {load.name: [] for load in LOADS}
    with native(data / "current" / "store") as native_port, serving(data) as served:
        for _ in range(rounds):
            for load in LOADS:
                if not load.repeated:
                    theirs[load.name].append(rate(native_port, "/query", load, seconds))
                ours[load.name].append(rate(served.port, "/sparql", load, seconds))
    met = True
    print(f"{CLIENTS} clients, {os.cpu_count()} processors, {rounds} rounds of {seconds:g} s, median requests a second")
    print(f"{'':28} {'native':>9} {'ours':>9} {'ratio':>7} {'target':>7}")
    for load in LOADS:
        peer, own = statistics.median(theirs[load.peer or load.name]), statistics.median(ours[load.name])
        met = met and own / peer >= load.target
        print(f"{load.name:28} {peer:9.0f} {own:9.0f} {own / peer:7.2f} {load.target:7.2f}")
    return met


def main() -> int:
    """Read the options, make the data, compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--observations", type=int, default=20_000)
    options.add_argument("--seconds", type=float, default=4.0)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_data(Path(folder), chosen.observations)
        return 0 if compare(Path(folder), chosen.seconds, chosen.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
