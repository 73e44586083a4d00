"""The words of the pages in two languages: the templates are written in Chinese, english.toml has the other."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from flask import has_request_context, request

from endpoint.refusals import Refusal

LANGUAGES = {"zh": "中文", "en": "English"}


@cache
def english() -> dict[str, str]:
    """The English of each piece of Chinese text on the pages."""
    words: dict[str, str] = tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))
    return words


def language() -> str:
    """The language asked for by ?lang=, Chinese where nothing or nonsense was asked."""
    asked = request.args.get("lang", "zh") if has_request_context() else "zh"
    return asked if asked in LANGUAGES else "zh"


def check_language() -> None:
    """Refuse a language that the pages do not speak."""
    asked = request.args.get("lang", "zh")
    if asked not in LANGUAGES:
        raise Refusal("bad-field", name="lang", wanted="zh / en", value=asked[:40])


def translate(text: str, to: str) -> str:
    """A piece of text in a language; a test holds that none is without its English."""
    return english().get(text, text) if to == "en" else text
