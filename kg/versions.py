"""What a build was made with: the versions of the packages, and one digest over the code and the ontology."""

from __future__ import annotations

import hashlib
import platform
import re
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from kg.vocab import ONTOLOGY, settings

NAME = "gonghui-kg"


@cache
def versions() -> dict[str, str]:
    """The version of this product, of Python, and of every package that it needs at run time."""
    needed = (line for line in requires(NAME) or () if "extra ==" not in line)
    names = sorted((re.split(r"[^A-Za-z0-9._-]", line)[0] for line in needed), key=str.lower)
    return {NAME: version(NAME), "python": platform.python_version(), **{name: version(name) for name in names}}


@cache
def digest() -> str:
    """sha256 of all that decides how a report is read: code, rules, word lists, ontology, packages and the base IRI."""
    total = hashlib.sha256(f"{versions()} {settings.base}".encode())
    for folder in (Path(__file__).parent, ONTOLOGY):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()
