"""The command line before it does anything: help, wrong arguments, folders it cannot use."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import kg

from kg.cli import cli

COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = CliRunner().invoke(cli, [name, "--help"])
    assert 0 == done.exit_code
    assert f"\nExample:\n  kg {name}" in done.stdout


def test_commands_are_those_that_are_documented() -> None:
    expected = [
        "build",
        "check",
        "diff",
        "entities",
        "explain",
        "export",
        "facts",
        "query",
        "relations",
        "serve",
        "skips",
    ]
    assert expected == COMMANDS


def test_help_is_quick() -> None:
    begun = time.perf_counter()
    assert 0 == kg("--help").returncode
    assert 1.5 > time.perf_counter() - begun  # 0.05 s on an idle machine


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["facts", "--colour"], "No such option"),
        (["facts", "--format", "pdf"], "'pdf' is not one of"),
        (["serve", "--port", "70000"], "70000 is not in the range"),
        (["query"], "Missing argument 'SPARQL|FILE'"),
        (["query", "gone.rq"], "gone.rq: no such file"),
        (["build", "none.docm"], "none.docm: expected a folder or one of"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert (2, b"", 1) == (done.returncode, done.stdout, done.stderr.count(b"\n"))
    assert done.stderr.startswith(b"kg: error: ") and words in done.stderr.decode()


@pytest.mark.parametrize("name", ["facts", "entities", "relations", "skips", "export", "check"])
def test_folder_without_snapshot_is_one_line_and_exit_1(name: str, tmp_path: Path) -> None:
    done = kg(name, "--data", tmp_path)
    assert (1, b"", 1) == (done.returncode, done.stdout, done.stderr.count(b"\n"))
    assert f"kg: error: {tmp_path}: holds no snapshot; make one: kg build --data {tmp_path}\n" == done.stderr.decode()


def test_unwritable_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = kg("build", "--data", tmp_path / "file")
    assert (1, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert done.stderr.startswith(b"kg: error: ")
