"""The word lists that the rules of reading go by: a .toml beside the module that it is named after."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """The word lists of one module: lexicon("home")["firm"]["ends"] → ["有限公司", …]."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, which may be patterns themselves, the longest first: 工(?!会)."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
