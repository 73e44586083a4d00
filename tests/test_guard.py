"""The guard by itself: forms, what it must see, what it must not mistake, and that its cut is the engine's."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest
from attacks import services
from pyoxigraph import Literal, NamedNode, Quad, Store

from endpoint.refusals import SENTENCES, Refusal
from endpoint.sparql.guard import Limits, check

LIMITS = Limits(query_bytes=32 * 1024, nesting=128, patterns=128, steps=512)
NOWHERE = "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("ask{}", "ASK"),
        ("PREFIX ask: <http://a/> CONSTRUCT { ?s ?p ?o } {}", "CONSTRUCT"),
        ("BASE <http://select/> # ASK\nPREFIX : <x> DESCRIBE <a>", "DESCRIBE"),
        ("PREFIX a:<b>PREFIX c:<d>SELECT*{}", "SELECT"),
        ("VERSION '1.2' SELECT * {}", "SELECT"),
        ("", ""),
        ("PREFIX", ""),
        ("nonsense", ""),
    ],
)
def test_form(query: str, form: str) -> None:
    assert form == check(query, LIMITS).form


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (NOW() AS ?x) {}", True),
        ("SELECT (rand() AS ?x) {}", True),
        ("SELECT ('NOW()' AS ?x) {}", False),
        ("SELECT ?now { ?now <http://a/RAND> ?uuid }", False),
    ],
)
def test_volatile(query: str, volatile: bool) -> None:
    assert volatile == check(query, LIMITS).volatile


HARMLESS = [
    "SELECT ?service { ?service a <http://a/SERVICE> }",
    "ASK { ?s ?p 'SERVICE <http://a/> {}' }",
    'ASK { ?s ?p """SERVICE "" <http://a/> {}""" }',
    "ASK { ?s ?p ?o # SERVICE <http://a/> {}\n }",
    "PREFIX e: <e:> ASK { ?s e:service ?o }",
    "ASK { ?s ?p '\\'SERVICE' }",
    "ASK { FILTER(1 < 2 && 3 > 2) }",
    "ASK { ?s ?p '{{{{{{{{' } #" + "{" * 500,
    "ASK { VALUES ?x {" + "1 " * 5_000 + "} }",
    "ASK { FILTER(?x IN (1" + ",1" * 5_000 + ")) }",
    "ASK { ?s ?p ?o FILTER(?o = 1.5 || ?o = 2.5e1 || ?o = .5) }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_queries_pass(query: str) -> None:
    assert check(query, LIMITS).form in {"ASK", "SELECT"}


@pytest.mark.parametrize("name", services(NOWHERE))
def test_service_is_seen(name: str) -> None:
    query = services(NOWHERE)[name]
    if name == "between long strings":  # the engine, too, reads a string there, and fails
        with pytest.raises(SyntaxError):
            Store().query(query)
        return
    with pytest.raises(Refusal) as caught:
        check(query, LIMITS)
    assert caught.value.code in {"service", "ambiguous-iri"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("PREFIX a: <b> INSERT DATA {}", "update"),
        ("delete where { ?s ?p ?o }", "update"),
        ("WITH <a> DELETE {} WHERE {}", "update"),
        ("SELECT * FROM <file:///etc/passwd> {}", "file-graph"),
        ("SELECT * FROM NAMED<FILE:x> {}", "file-graph"),
        ("ASK {" + "(" * 129, "too-deep"),
        ("ASK {" + "?s ?p ?o ." * 129, "too-many-patterns"),
        ("ASK {?s ?p ?o" + ",?o" * 129, "too-many-patterns"),
        ("ASK {?s <a>" + "/<a>" * 513, "too-many-steps"),
        ("ASK {}" + " " * 32 * 1024, "too-long"),
        ("ASK { '" + "金" * 11_000 + "' }", "too-long"),
    ],
)
def test_refusals(query: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check(query, LIMITS)
    assert code == caught.value.code
    assert SENTENCES[code].status == caught.value.status


@pytest.mark.parametrize("character", [chr(code) for code in range(33, 127)] + ["é", "金", "\u200b", "\u00a0"])
def test_iris_end_where_they_do_for_the_engine(character: str) -> None:
    """What the engine takes as one IRI must not open a string or a comment here, and the reverse."""
    store = Store()
    try:
        store.query(f"ASK {{ ?s <http://a{character}b> ?o }}")
        engine = True
    except SyntaxError:
        engine = False
    hidden = f"ASK {{ ?s <http://a{character}b> ?o . SERVICE <{NOWHERE}> {{}} FILTER(?x{character}y) }}"
    if engine:
        with pytest.raises(Refusal):
            check(hidden, LIMITS)


PIECES = (
    f"SERVICE <{NOWHERE}> {{?s ?p ?o}}", f"SERVICE<{NOWHERE}>{{}}", f"SERVICE SILENT<{NOWHERE}>{{}}", "service?u{}",
    "SERVICE:a{}", "?a<'x>'", "?a<?b", "'", '"', "'''", '"""', "#", "\n", "\r", "\\", "\\'", "e:a\\#b", "e:a\\'b",
    "<http://e/it's>", "<http://e/a#b>", '<http://e/a"b>', "<a|b>", "<a\\u0027b>", "?x ?y ?z .", "FILTER(",
    "FILTER(1<2)",
    ")", "{", "}", ".", ";", ",", "'x'", '"y"', "'''z'''", "@en", "1", "1.", "1.5", "true", "[", "]", "(", "_:b", "e:a",
    "OPTIONAL{", "UNION", f"VALUES ?u {{<{NOWHERE}>}}", "=", "&&", ">", "<", "<<(", ")>>", "|", "/", "^", "*", "?", "a",
)  # fmt: skip


def test_what_passes_calls_nobody() -> None:
    """Random texts with SERVICE in them: whatever passes the guard and parses must not reach for the network."""
    dice, store, parsed = random.Random(1), Store(), 0
    store.add(Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("1")))
    for _ in range(30_000):
        pieces = [dice.choice(PIECES) for _ in range(dice.randrange(1, 9))]
        pieces.insert(dice.randrange(len(pieces)), dice.choice(PIECES[:5]))
        text = f"PREFIX e: <e:> PREFIX : <{NOWHERE}> ASK {{ ?a ?b ?c . {dice.choice((' ', '')).join(pieces)} }}"
        try:
            check(text, LIMITS)
            bool(store.query(text))  # a call to port 9 would raise OSError
            parsed += 1
        except (Refusal, SyntaxError):
            continue
    assert parsed > 5


@pytest.mark.parametrize(
    "text",
    [
        "'" * 32_000,
        '"' * 32_000,
        '"""' + '\\"""' * 8_000,
        "<" * 32_000,
        "\\" * 32_000,
        "a:" + "a." * 15_000,
        "a" * 32_000,
        "1." * 16_000,
        "#" * 32_000,
        "'a\\" * 10_000,
        ("'''" + "a" * 97) * 320,
        "<a" * 16_000,
    ],
)
def test_the_guard_itself_is_quick(text: str) -> None:
    began = time.perf_counter()
    with suppress(Refusal):
        check(text, LIMITS)
    assert time.perf_counter() - began < 0.25


def test_every_sentence_is_told_in_both_languages() -> None:
    for code, (status, zh, en) in SENTENCES.items():
        assert 400 <= status < 505, code
        assert any("\u4e00" <= character <= "\u9fff" for character in zh), code
        assert en.isascii(), code
