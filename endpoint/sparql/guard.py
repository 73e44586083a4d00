"""What is looked at before a query reaches an engine: its length, nesting, size, SERVICE, files; never its meaning.

A query is cut into IRIs, strings, comments, variables, numbers, words and marks. Only words and marks count, so that
"SERVICE" in a string is a string. The cut agrees with the engine's grammar where a disagreement could hide a word:
its names may hold escapes (ex:a\\#b), its keywords need no space after them (SERVICE:x), and an IRI that holds a single
quote (?a<'x>' could begin a string) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from endpoint.refusals import Refusal

_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | \#[^\n\r]* | [?$]\w+ )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<string> \"{3} (?: [^"\\] | \\. | "(?!"") )* \"{3} | '{3} (?: [^'\\] | \\. | '(?!'') )* '{3}
                | " (?: [^"\\\n\r] | \\. )* " | ' (?: [^'\\\n\r] | \\. )* ' )
    | (?P<number> \d+ (?: \.\d+ )? (?: [eE][+-]?\d+ )? | \.\d+ (?: [eE][+-]?\d+ )? )
    | (?P<word> (?: [^\W\d] | : | \\. | % ) (?: [\w:·%-] | \\. | \.(?=[\w:·%\\-]) )* )
    | (?P<mark> << | >> | \{\| | \|\} | && | \|\| | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE = {"(", "[", "{", "<<", "{|"}, {")", "]", "}", ">>", "|}"}
_PATTERNS = {"{": 1, "[": 1, ".": 1, ";": 1, "<<": 2, "{|": 3, "~": 1}
_STEPS = {"/", "|", "^", "*", "+", "-", "!", "&&", "||", "=", "<", ">"}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_PROLOGUE = {"BASE": 1, "PREFIX": 2, "VERSION": 0}  # and how many names and IRIs follow
_VOLATILE = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a query may be; the settings of the same names."""

    query_bytes: int
    nesting: int
    patterns: int
    steps: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What the guard learned: the query's form ("" if it has none), and whether its answer may change by itself."""

    form: str
    volatile: bool


def check(query: str, limits: Limits) -> Checked:
    """Look a query over, or refuse it with the place of the fault."""
    if len(query.encode()) > limits.query_bytes:
        raise Refusal("too-long", limit=limits.query_bytes)
    depth = patterns = steps = 0
    in_list: list[bool] = []
    words: list[str] = []
    for token in _TOKEN.finditer(query):
        kind, text = token.lastgroup, token[0]
        if kind == "mark":
            if text in _OPEN:
                in_list.append(text == "(")
                depth += 1
                if depth > limits.nesting:
                    raise _refusal("too-deep", query, token, limits.nesting)
            elif text in _CLOSE and in_list:
                in_list.pop()
                depth -= 1
            patterns += _PATTERNS.get(text, 0) or (text == "," and not (in_list and in_list[-1]))
            steps += text in _STEPS
            if patterns > limits.patterns:
                raise _refusal("too-many-patterns", query, token, limits.patterns)
            if steps > limits.steps:
                raise _refusal("too-many-steps", query, token, limits.steps)
        elif kind == "word":
            words.append(_look_at_word(query, token))
        elif kind == "iri":
            _look_at_iri(query, token, words[-1] if words else "")
            words.append("<")
    return _describe(words)


def _look_at_word(query: str, token: re.Match[str]) -> str:
    """The word in capitals; SERVICE is refused wherever it may be read as a keyword: `trueSERVICE:x` is."""
    word = token[0].upper()
    if "SERVICE" in word.partition(":")[0] or "\\" in word.partition(":")[0]:
        raise _refusal("service", query, token)
    return word


def _look_at_iri(query: str, token: re.Match[str], before: str) -> None:
    iri = token[0][1:-1]
    if "'" in iri:
        raise _refusal("ambiguous-iri", query, token)
    if before in {"FROM", "NAMED"} and iri.lower().startswith("file:"):
        raise Refusal("file-graph", value=iri[:80])


def _describe(words: list[str]) -> Checked:
    """The form, from the first word after the prologue; an update is refused."""
    position = 0
    while position < len(words) and words[position] in _PROLOGUE:
        position += 1 + _PROLOGUE[words[position]]
    first = words[position] if position < len(words) else ""
    if first.startswith(_UPDATES):
        raise Refusal("update")
    form = next((form for form in _FORMS if first.startswith(form)), "")
    return Checked(form, not _VOLATILE.isdisjoint(words))


def _refusal(code: str, query: str, token: re.Match[str], limit: int = 0) -> Refusal:
    start = token.start()
    line_start = query.rfind("\n", 0, start) + 1
    return Refusal(code, line=query.count("\n", 0, start) + 1, column=start - line_start + 1, limit=limit)
