"""The pages over the graph that is built from seeds/: every number is the graph's, every page light and soon there."""

from __future__ import annotations

import html
import json
import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions

from endpoint import create_app, urls
from endpoint.figures import Figure, linked
from endpoint.graph import Row
from endpoint.pages.chart import Wording, charts
from endpoint.pages.finding import KINDS
from endpoint.pages.text import pieces
from endpoint.settings import Settings
from kg.build import SEEDS, build
from kg.store import Snapshot, ask
from kg.vocab import settings

_HEAVIEST, _SLOWEST = 300_000, 0.3  # bytes of any page; seconds of the front page
_VALUE = re.compile(r'<a href="([^"]+)"><data value="([^"]+)">([^<]+)</data></a>')
_BAR = re.compile(r'data-observation="([^"]+)" data-value="([^"]+)"')
_MARK = re.compile(r'<a href="([^"]+)"><mark>([^<]+)</mark></a>')


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build([SEEDS], None, tmp_path_factory.mktemp("seeds"), workers=1).snapshot


@pytest.fixture(scope="module")
def client(snapshot: Snapshot) -> Iterator[FlaskClient]:
    app = create_app(Settings(data=snapshot.path.parent.parent, engines=2, log_access=False, client_queries=100))
    yield app.test_client()
    app.extensions["kg"].close()


def select(snapshot: Snapshot, query: str) -> list[tuple[str, ...]]:
    found = ask(snapshot.store(), query)
    assert isinstance(found, QuerySolutions)
    return [tuple("" if term is None else term.value for term in row) for row in found]


def iri(address: str) -> str:
    """The thing that an address of a page is about."""
    return settings.base + unquote(html.unescape(address).removeprefix("/doc/"))


def page(client: FlaskClient, path: str) -> str:
    reply = client.get(path)
    assert 200 == reply.status_code, path
    assert len(reply.data) < _HEAVIEST, f"{path}: {len(reply.data)} bytes"
    return reply.text


VALUES = """SELECT ?observation ?value WHERE {
  { ?observation kg:program|kg:jointProgram <%(this)s> } UNION
  { ?observation kg:targetOf <%(this)s> } UNION
  { ?observation kg:fulfils ?plan . ?plan kg:targetOf <%(this)s> } UNION
  { ?observation kg:fulfils ?plan . ?plan kg:program|kg:jointProgram <%(this)s> }
  ?observation kg:value ?value
}"""
OWN = "SELECT ?observation ?value WHERE { ?observation kg:program|kg:jointProgram <%(this)s> ; kg:value ?value }"
PRINTED = """SELECT ?observation (SUBSTR(?text, ?start + 1, ?end - ?start) AS ?words) WHERE {
  ?observation kg:program|kg:jointProgram <%(this)s> ; kg:evidence ?evidence .
  ?evidence kg:numberStart ?start ; kg:numberEnd ?end ; kg:report/kg:text ?text
}"""


def test_every_number_on_every_program_page_is_the_graphs(client: FlaskClient, snapshot: Snapshot) -> None:
    programs = [row[0] for row in select(snapshot, "SELECT DISTINCT ?p WHERE { ?o kg:program|kg:jointProgram ?p }")]
    checked = 0
    for program in programs:
        text = page(client, urls.doc(program))
        shown = {(iri(address), value) for address, value, _ in _VALUE.findall(text)}
        drawn = {(html.unescape(observation), value) for observation, value in _BAR.findall(text)}
        expected = set(select(snapshot, VALUES % {"this": program}))
        assert set(select(snapshot, OWN % {"this": program})) <= shown <= expected, program
        assert drawn <= expected, program
        printed = set(select(snapshot, PRINTED % {"this": program}))
        marked = {(iri(address), html.unescape(words)) for address, words in _MARK.findall(text)}
        assert marked <= printed
        assert {words for _, words in printed} == {words for _, words in marked}, program
        checked += len(shown)
    assert len(programs) > 100
    assert checked > 300


def test_what_is_displayed_is_the_value(client: FlaskClient, snapshot: Snapshot) -> None:
    text = page(client, "/doc/program/" + quote("金秋助学"))
    for _, value, shown in _VALUE.findall(text):
        assert re.sub(r"[≈≥≤<>,\s]", "", html.unescape(shown)) == value


PAGES = [
    "/", "/program", "/org", "/measure", "/year", "/region", "/report", "/search?q=jqzx", "/doc/period/2018",
    "/doc/period/2019", "/doc/region/340400", "/doc/org/淮南市总工会", "/doc/org/许昌市总工会", "/doc/measure/入会率",
    "/doc/report/tianshui-2018", "/doc/report/xuchang-2022", "/doc/report/huainan-2019", "/doc/program/安康杯竞赛",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_light_and_speak_both_languages(client: FlaskClient, path: str, language: str) -> None:
    text = page(client, urls.spoken(path, language))
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in text
    assert ("Skip to the content" in text) == (language == "en")
    if language == "en":
        own = re.findall(r'<a href="(/(?:doc|program|org|measure|year|region|report|search)\b[^"]*)"', text)
        assert own
        assert [] == [link for link in own if "lang=en" not in link and unquote(link) != path]


def test_the_first_page_is_there_soon(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {path: len(page(client, path)) for path in PAGES}
    taken = {path: min(seconds(client, path) for _ in range(3)) for path in PAGES}
    with capsys.disabled():
        print("", *(f"{path}  {sizes[path] / 1000:.0f} kB  {taken[path]:.3f} s" for path in PAGES), sep="\n")
    assert taken["/"] < _SLOWEST


def seconds(client: FlaskClient, path: str) -> float:
    """How long a page takes that is in no cache."""
    client.application.extensions["kg"].results.forget("")
    began = time.perf_counter()
    page(client, path)
    return time.perf_counter() - began


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("jqzx", "/doc/program/金秋助学"),
        ("jinqiuzhuxue", "/doc/program/金秋助学"),
        ("秋送学", "/doc/program/金秋助学"),
        ("金秋助學", "/doc/program/金秋助学"),
        ("淮南市总工会", "/doc/org/淮南市总工会"),
        ("入会率", "/doc/measure/入会率"),
        ("2019年", "/doc/period/2019"),
        ("golden-autumn", "/doc/program/金秋助学"),
    ],
)
def test_search_finds_by_any_name(client: FlaskClient, asked: str, found: str) -> None:
    hits = json.loads(client.get(f"/search.json?q={quote(asked)}").text)["hits"]
    assert found in [unquote(hit["address"]) for hit in hits]


def test_an_alias_is_told_with_its_name(client: FlaskClient) -> None:
    assert "秋送学 →" in page(client, f"/search?q={quote('秋送学')}")


@pytest.mark.parametrize("asked", ["安康杯", "職工"])
def test_search_finds_sentences_in_either_script(client: FlaskClient, asked: str) -> None:
    text = page(client, f"/search?q={quote(asked)}")
    assert 1 <= text.count("<blockquote") <= 40
    assert "<mark>" in text


@pytest.mark.parametrize("asked", ["zzzzqq", '"\\', "') } #", "\u3000x1x"])
def test_what_is_not_found_says_what_was_searched(client: FlaskClient, asked: str) -> None:
    text = page(client, f"/search?q={quote(asked)}")
    assert "没有找到" in text
    assert "已查过名称、别名、拼音和首字母" in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/doc/program/金秋助学?page=0", 400, "参数 page 应为"),
        ("/doc/program/金秋助学?page=9", 400, "参数 page 应为 1–1"),
        ("/doc/program/金秋助学?page=x", 400, "收到的是“x”"),
        ("/?lang=fr", 400, "参数 lang 应为 zh / en"),
        ("/search?q=" + "长" * 101, 400, "参数 q 应为"),
        ("/program/金秋助", 404, "/doc/program/%E9%87%91%E7%A7%8B%E5%8A%A9%E5%AD%A6"),
        ("/measure/入会绿", 404, "名称相近的"),
        ("/year/1066", 404, "没有这个页面或条目"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(client: FlaskClient, path: str, status: int, words: str) -> None:
    reply = client.get(path)
    assert status == reply.status_code
    assert words in reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/program/秋送学", "/doc/program/金秋助学"),
        ("/year/2019", "/doc/period/2019"),
        ("/region/340400", "/doc/region/340400"),
        ("/report/huainan-2019", "/doc/report/huainan-2019"),
    ],
)
def test_short_addresses_lead_to_the_page(client: FlaskClient, path: str, to: str) -> None:
    reply = client.get(path)
    assert (302, to) == (reply.status_code, unquote(reply.headers["Location"]))


def test_the_questions_of_the_front_page_are_answered(client: FlaskClient) -> None:
    links = re.findall(r'href="(/sparql\?query=[^"]+)"', page(client, "/"))
    assert len(links) >= 6
    for link in links:
        answer = client.get(html.unescape(link).replace("format=html", "format=csv"))
        assert len(answer.text.splitlines()) > 1, link


def test_a_report_is_shown_whole_with_its_figures_and_skips(client: FlaskClient, snapshot: Snapshot) -> None:
    report = settings.base + "report/huainan-2019"
    ((words,),) = select(snapshot, f"SELECT ?text WHERE {{ <{report}> kg:text ?text }}")
    text = page(client, urls.doc(report))
    body = re.search(r'<div class="fulltext"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert body
    plain = html.unescape(re.sub(r"<sup>[^<]*</sup>|<[^>]+>", "", body[1]))
    assert "".join(words.split()) == "".join(plain.split())
    numbers = select(snapshot, f"SELECT DISTINCT ?s WHERE {{ ?e kg:report <{report}> ; kg:numberStart ?s }}")
    assert {f'id="c{start}"' for (start,) in numbers} == set(re.findall(r'id="c\d+"(?= class="fact")', body[1]))
    assert '<span class="skipped"' in body[1]
    assert "时期</sup>" in body[1]


PLANNED = """SELECT ?program ?plan ?planned ?outcome ?done WHERE {
  ?outcome kg:fulfils ?plan ; kg:value ?done . ?plan kg:program ?program ; kg:value ?planned }"""


def test_plans_stand_beside_their_outcomes(client: FlaskClient, snapshot: Snapshot) -> None:
    pairs = select(snapshot, PLANNED)
    assert pairs
    for program, plan, planned, outcome, done in pairs:
        text = page(client, urls.doc(program))
        rows = text[text.index('id="plans"') :].partition("</table>")[0].split("<tr>")
        row = next(row for row in rows if urls.doc(plan) in row and urls.doc(outcome) in row)
        assert [planned, done] == [value for _, value, _ in _VALUE.findall(row)]
        assert ("未达到" in row) == (float(done) < float(planned))


def test_every_text_of_the_pages_has_its_english() -> None:
    folder = Path(urls.__file__).parent
    english = tomllib.loads((folder / "english.toml").read_text("utf-8"))
    told = {*urls.LISTS.values(), *KINDS.values()}
    for path in [*(folder / "templates").glob("*.html"), *(folder / "pages").glob("*.py")]:
        text = path.read_text("utf-8")
        told |= _texts(text)
    assert set() == {words for words in told if words not in english}


def _texts(text: str) -> set[str]:
    found = re.findall(r"(?:\b_|\.say)\(\s*(?:\"([^\"]*)\"|'([^']*)')\s*\)", text)
    return {one or other for one, other in found}


def figure(value: str, **more: str) -> Figure:
    row: Row = {"observation": value, "value": value, "unitName": "人", "status": "/actual", "bound": "exact"}
    return Figure(row | more)


def test_charts_show_lengths_in_proportion_and_hold_what_is_shared_in_the_title() -> None:
    found = [figure("50", org="a"), figure("100", org="b"), figure("100", org="c", lower="100", upper="200")]
    say = Wording(lambda each: ("2019", each.row["org"]), lambda _: "会员", lambda _: "人", "其他")
    (chart,) = charts(found, say)
    assert ("会员 · 2019", "人", 0) == (chart.title, chart.unit, chart.left_out)
    assert {"a": 18.5, "b": 37.0, "c": 37.0} == {bar.label: bar.length for bar in chart.bars}
    assert [74.0] == [bar.high for bar in chart.bars if bar.high]


def test_one_figure_makes_no_chart() -> None:
    assert [] == charts([figure("5")], Wording(lambda _: (), lambda _: "会员", lambda _: "人", "其他"))


def test_pieces_joined_are_the_text() -> None:
    text = "前言。资助12人、34人。\r\n（2019年）"
    rows: list[Row] = [
        {"start": "0", "end": "3"},
        {"start": "3", "end": "12"},
        {"start": "16", "end": "21", "reason": "x", "reasonName": "时期"},
        {"start": "17", "end": "19", "reason": "x", "reasonName": "重叠"},
    ]
    cut = pieces(text, [], rows)
    assert text == "".join(piece.text for piece in cut)
    assert ["2019年"] == [piece.text for piece in cut if piece.skip]
    assert [0, 3] == [piece.start for piece in cut if piece.anchor]


def test_links_in_a_sentence_escape_and_keep_apart() -> None:
    spans = [(0, 2, "/a?b&c"), (1, 3, "/overlaps"), (9, 12, "/beyond")]
    assert '<a href="/a?b&amp;c"><mark>&lt;1</mark></a>2&amp;' == str(linked("<12&", spans))
