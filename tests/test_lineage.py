"""The lineage view: what grows from a root, how it is laid out and drawn, and the pages over a small graph."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from werkzeug.datastructures import MultiDict

import endpoint
from endpoint import create_app
from endpoint.graph import Graph
from endpoint.lineage import small
from endpoint.lineage.asked import Asked, BadLineage, read
from endpoint.lineage.cards import Look
from endpoint.lineage.drawing import svg
from endpoint.lineage.growing import followers, grow, path
from endpoint.lineage.layout import WIDTH, lay_out
from endpoint.lineage.model import Edition, Lineage, Link, Node
from endpoint.lineage.words import narrowed, wrap
from endpoint.settings import Settings
from endpoint.words import english
from kg.store import write_snapshot
from kg.vocab import (
    KG,
    OA,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    Segment,
    entity_iri,
    evidence_iri,
    graph_iri,
    observation_iri,
    period_iri,
    report_iri,
    sentence_iri,
)

PART = KG.partOf.value


def link(source: str, target: str, kind: str = "part", year: int | None = None, ordinal: int | None = None) -> Link:
    return Link(kind, source, target, PART, year, ordinal)


FAMILY = [  # grandparent > parent > root > child, second > grandchild; parent > sibling
    link("grandparent", "parent", year=2017),
    link("parent", "root", year=2018),
    link("parent", "sibling", year=2018),
    link("root", "child", year=2019),
    link("root", "second"),
    link("child", "grandchild", year=2021),
]


def family(nodes: Sequence[str]) -> Iterator[Link]:
    return (one for one in FAMILY if one.source in nodes or one.target in nodes)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, {"parent", "root", "child", "second"}),
        ({"up": 0}, {"root", "child", "second"}),
        ({"down": 0}, {"parent", "root"}),
        ({"up": 2, "down": 2}, {"grandparent", "parent", "root", "child", "second", "grandchild"}),
        ({"opened": {"parent"}}, {"grandparent", "parent", "root", "sibling", "child", "second"}),
        ({"opened": {"grandchild"}}, {"parent", "root", "child", "second"}),
        ({"opened": {"grandchild", "child"}}, {"parent", "root", "child", "second", "grandchild"}),
        ({"down": 2, "closed": {"child"}}, {"parent", "root", "child", "second"}),
    ],
)
def test_a_root_shows_levels_and_what_is_opened(changes: dict[str, object], shown: set[str]) -> None:
    assert shown == set(grow("root", family, **changes).ranks)  # type: ignore[arg-type]


def test_what_is_hidden_is_counted_on_each_side() -> None:
    growth = grow("root", family)
    assert {"parent": (1, 1), "root": (0, 0), "child": (0, 1), "second": (0, 0)} == {
        node: (growth.above(node), growth.below(node)) for node in growth.ranks
    }


def test_ranks_are_signed_distances() -> None:
    assert {"root": 0, "parent": -1, "child": 1, "second": 1} == dict(grow("root", family).ranks)


def test_a_cycle_ends() -> None:
    ring = [link("a", "b"), link("b", "c"), link("c", "a")]
    growth = grow("a", lambda nodes: [one for one in ring if {one.source, one.target} & set(nodes)], 6, 6)
    assert ({"a", "b", "c"}, 3) == (set(growth.ranks), len(growth.shown()))


def test_more_than_may_be_shown_is_cut_and_said() -> None:
    growth = grow("root", lambda _: [link("root", f"n{number}") for number in range(50)], most=10)
    assert (10, True) == (len(growth.ranks), growth.cut)


def test_a_link_told_twice_is_one_and_keeps_its_first_year_and_number() -> None:
    told = [link("a", "b", year=2020, ordinal=3), link("a", "b", year=2018), link("a", "b")]
    (one,) = grow("a", lambda _: told).shown()
    assert (2018, 3) == (one.year, one.ordinal)


def edition(program: str, org: str, year: int | None) -> Edition:
    return Edition(f"{program}/{org}/{year}", program, program, org, org, year)


def test_editions_follow_each_other_within_one_organisation() -> None:
    found = followers([edition("p", "a", 2018), edition("p", "a", 2019), edition("p", "b", 2020)], [])
    assert [("p/a/2018", "p/a/2019", 0)] == [(one.source, one.target, one.gap) for one in found]


def test_missing_years_and_numbers_make_a_gap() -> None:
    series = [link("s", "s2", "edition", ordinal=2), link("s", "s6", "edition", ordinal=6)]
    found = followers([edition("p", "a", 2018), edition("p", "a", 2022), edition("p", "a", None)], series)
    assert [("p/a/2018", "p/a/2022", 3), ("s2", "s6", 3)] == [(one.source, one.target, one.gap) for one in found]


def test_the_path_is_a_shortest_one() -> None:
    assert ["root", "child", "grandchild"] == path("root", "grandchild", FAMILY)
    assert [] == path("root", "nowhere", FAMILY)


@pytest.mark.parametrize(
    ("years", "start", "end", "bright"),
    [
        ((2018,), None, None, True),
        ((2018,), 2019, None, False),
        ((2018, 2022), 2019, None, True),
        ((2018, 2022), 2019, 2021, False),
        ((2018,), None, 2018, True),
        ((), None, None, True),
        ((), 2018, None, False),
    ],
)
def test_the_year_filter(years: tuple[int, ...], start: int | None, end: int | None, bright: bool) -> None:
    assert bright == Node("n", "n", "program", "", years).within(start, end)


def drawn(links: Sequence[Link], years: dict[str, tuple[int, ...]] | None = None, root: str = "root") -> Lineage:
    growth = grow(root, lambda nodes: [one for one in links if {one.source, one.target} & set(nodes)], 6, 6)
    told = {iri: growth.years(iri) for iri in growth.ranks} | (years or {})
    nodes = {iri: Node(iri, iri, "program", "", told[iri], rank) for iri, rank in growth.ranks.items()}
    return Lineage(root, nodes, tuple(growth.shown()))


def test_lanes_are_years_from_left_to_right_with_the_missing_ones() -> None:
    drawing = lay_out(drawn(FAMILY, {"second": ()}))
    assert [
        ("年份不明", False),
        ("2017", False),
        ("2018", False),
        ("2019", False),
        ("2020", True),
        ("2021", False),
    ] == [(lane.title, lane.missing) for lane in drawing.lanes]


def test_each_box_stands_in_the_lane_of_its_first_year() -> None:
    lineage = drawn(FAMILY)
    drawing = lay_out(lineage)
    lanes = {lane.title: (lane.x, lane.x + lane.width) for lane in drawing.lanes}
    for box in drawing.boxes.values():
        left, right = lanes[str(box.node.years[0]) if box.node.years else "年份不明"]
        assert left <= box.x and box.x + WIDTH <= right


def many(count: int) -> Lineage:
    """A root with `count` descendants in three generations over ten years."""
    links = [link("root" if n < 40 else f"n{n // 40}", f"n{n}", year=2010 + n % 10) for n in range(1, count)]
    return drawn(links)


@pytest.mark.parametrize("count", [3, 60, 700])
def test_no_two_boxes_overlap_and_all_lie_inside(count: int) -> None:
    drawing = lay_out(many(count))
    boxes = sorted(drawing.boxes.values(), key=lambda box: (box.x, box.y))
    for one, other in pairwise(boxes):
        assert one.x + WIDTH < other.x or (one.x == other.x and one.y + one.height < other.y)
    assert all(0 <= box.x <= drawing.width - WIDTH and 0 < box.y <= drawing.height - box.height for box in boxes)


def test_a_link_passes_the_boxes_between_its_ends() -> None:
    drawing = lay_out(many(60))
    level = [(int(y), int(x)) for curve in drawing.curves for y, x in re.findall(r" (\d+)H(\d+)", curve.path)]
    assert level
    for y, x in level:
        assert not [
            box for box in drawing.boxes.values() if x in (box.x, box.x + WIDTH) and box.y <= y <= box.y + box.height
        ]


def test_the_same_lineage_gives_the_same_bytes() -> None:
    look = Look(Asked(root="root"))
    assert svg(many(60), lay_out(many(60)), look, "t") == svg(many(60), lay_out(many(60)), look, "t")


def test_the_picture_is_well_formed_and_escapes_names() -> None:
    node = Node("i", "<b>&\"'", "program", "<i>")
    lineage = Lineage("i", {"i": node}, ())
    root = ElementTree.fromstring(svg(lineage, lay_out(lineage), Look(Asked(root="i")), "<t>", standalone=True))
    assert "<b>&\"'" in "".join(root.itertext())


def test_dimmed_nodes_stay() -> None:
    lineage = drawn(FAMILY)
    bright = svg(lineage, lay_out(lineage), Look(Asked(root="root")), "t")
    dimmed = svg(lineage, lay_out(lineage), Look(Asked(root="root", start=2021)), "t")
    assert bright.count('class="node') == dimmed.count('class="node') == len(lineage.nodes)
    assert (0, 4) == (
        len(re.findall(r'class="node[^"]* dim', bright)),
        len(re.findall(r'class="node[^"]* dim', dimmed)),
    )


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("金秋助学", ["金秋助学"]),
        ("一二三四五六七八九十一二三四", ["一二三四五六七八九十一二", "三四"]),
        ("一二三四五六七八九十一二" * 4, ["一二三四五六七八九十一二"] * 2 + ["一二三四五六七八九十一…"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqrstuv", "wxyz"]),
        ("golden-autumn bursaries", ["golden-autumn", "bursaries"]),
    ],
)
def test_names_are_broken_into_lines(name: str, lines: list[str]) -> None:
    assert lines == list(wrap(name))


def test_notes_are_cut() -> None:
    assert ("竞赛", "一二…") == (narrowed("竞赛", 4.0), narrowed("一二三四", 3.0))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("up=9", "up"),
        ("up=-1", "up"),
        ("down=x", "down"),
        ("down=１", "down"),
        ("from=20", "from"),
        ("to=3000", "to"),
        ("from=2020&to=2018", "from"),
        ("view=tree", "view"),
        ("root=a&root=b", "root"),
        ("open=" + ",".join(map(str, range(300))), "open"),
    ],
)
def test_a_bad_parameter_is_named(query: str, named: str) -> None:
    with pytest.raises(BadLineage, match=named) as raised:
        read(MultiDict(pair.split("=") for pair in query.split("&")))
    assert 400 == raised.value.status and named in raised.value.zh


def test_the_address_holds_the_whole_state_and_reads_back() -> None:
    asked = Asked("program/互联网~2B", 2, 0, 2018, 2022, ("org/甲", "-program/乙 & 丙"), "org/甲", "a+b", "table")
    given = parse_qs(urlsplit(asked.address()).query)
    assert asked == read(MultiDict(given))


def test_opening_and_closing_undo_each_other() -> None:
    asked = Asked("program/甲", open=("org/乙",))
    opened = read(MultiDict(parse_qs(urlsplit(asked.opening("program/丙")).query)))
    closed = read(MultiDict(parse_qs(urlsplit(opened.closing("program/丙")).query)))
    assert (("org/乙", "program/丙"), ("org/乙", "-program/丙")) == (opened.open, closed.open)


# ---- The pages, over a graph as the builder makes it ----

REPORT = "r-2020"
GRAPH = graph_iri("report", REPORT)
SENTENCE = "评选第五届巧匠，<命名>工匠12名。"


def quad(subject: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal]) -> Iterator[str]:
    yield from (f"{subject} {predicate} {value} {GRAPH} ." for predicate, value in pairs)


def thing(kind: Segment, name: str, cls: NamedNode) -> Iterator[str]:
    yield from quad(entity_iri(kind, name), (RDF.type, cls), (SKOS.prefLabel, Literal(name, language="zh")))


def gyear(year: int) -> Literal:
    return Literal(str(year), datatype=XSD.gYear)


def stated(
    number: int, subject: NamedNode, predicate: NamedNode, target: NamedNode, year: int, **extra: int
) -> Iterator[str]:
    node = entity_iri("relation", REPORT, str(number))
    proof = evidence_iri(REPORT, 2, 7)
    yield from quad(subject, (predicate, target))
    yield from quad(node, (RDF.type, KG.Relation), (RDF.subject, subject), (RDF.predicate, predicate))
    yield from quad(node, (RDF.object, target), (KG.report, report_iri(REPORT)), (KG.year, gyear(year)))
    yield from quad(node, (KG.evidence, proof), *((KG[name], Literal(value)) for name, value in extra.items()))


def figure(start: int, value: int, year: int, program: str, org: str, status: str = "actual") -> Iterator[str]:
    node, proof = observation_iri(REPORT, start, f"{value}名"), evidence_iri(REPORT, start, start + 4)
    period = period_iri(str(year), str(year))
    yield from quad(period, (KG.start, gyear(year)), (KG.end, gyear(year)))
    yield from quad(
        node,
        (RDF.type, KG.Observation),
        (KG.value, Literal(str(value), datatype=XSD.decimal)),
        (KG.bound, entity_iri("bound", "exact")),
        (KG.status, entity_iri("status", status)),
        (KG.measureText, Literal("命名工匠")),
        (KG.program, entity_iri("program", program)),
        (KG.organisation, entity_iri("org", org)),
        (KG.period, period),
        (KG.report, report_iri(REPORT)),
        (KG.evidence, proof),
    )
    yield from quad(
        proof,
        (KG.report, report_iri(REPORT)),
        (KG.sentence, sentence_iri(REPORT, 0, 17)),
        (OA.start, Literal(start)),
        (OA.exact, Literal(f"工匠{value}名")),
    )


def snapshot() -> Iterator[str]:
    for key, name in (("actual", "实际"), ("planned", "计划")):
        yield from quad(
            entity_iri("status", key), (SKOS.notation, Literal(key)), (SKOS.prefLabel, Literal(name, language="zh"))
        )
    yield from quad(entity_iri("bound", "exact"), (SKOS.notation, Literal("exact")))
    yield from quad(KG.editionOf, (RDFS.label, Literal("届次归属", language="zh")))
    yield from quad(report_iri(REPORT), (RDF.type, KG.Report))
    sentence = sentence_iri(REPORT, 0, 17)
    yield from quad(sentence, (RDF.type, KG.Sentence), (KG.report, report_iri(REPORT)), (OA.exact, Literal(SENTENCE)))
    yield from quad(sentence, (OA.start, Literal(0)), (OA.end, Literal(17)))
    yield from quad(evidence_iri(REPORT, 2, 7), (OA.exact, Literal("第五届巧匠")), (OA.start, Literal(2)))
    for name in ("巧匠", "第三届巧匠", "第五届巧匠", "匠心行动", "孤项"):
        yield from thing("program", name, KG.Program)
    for name in ("甲市总工会", "乙区总工会"):
        yield from thing("org", name, KG.Organisation)
    yield from thing("document", "育才办法", KG.Document)
    one, three, five = (entity_iri("program", name) for name in ("巧匠", "第三届巧匠", "第五届巧匠"))
    yield from quad(one, (SKOS.broader, entity_iri("program", "匠心行动")))
    yield from stated(1, three, KG.editionOf, one, 2018, ordinal=3)
    yield from stated(2, five, KG.editionOf, one, 2020, ordinal=5)
    yield from stated(3, one, KG.guidedBy, entity_iri("document", "育才办法"), 2018)
    yield from stated(4, five, KG.hostedBy, entity_iri("org", "乙区总工会"), 2020)
    yield from stated(5, entity_iri("org", "乙区总工会"), KG.subOrganisationOf, entity_iri("org", "甲市总工会"), 2020)
    yield from figure(8, 12, 2018, "巧匠", "甲市总工会")
    yield from figure(30, 15, 2020, "巧匠", "甲市总工会")
    yield from figure(50, 20, 2021, "巧匠", "甲市总工会", "planned")
    yield from stated(6, observation_iri(REPORT, 50, "20名"), KG.targetOf, entity_iri("program", "匠心行动"), 2021)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("lineage")
    write_snapshot(folder, snapshot(), {})
    app = create_app(Settings(data=folder, engines=1, log_access=False))
    yield app.test_client()
    app.extensions["kg"].close()


def get(client: FlaskClient, address: str, status: int = 200) -> str:
    reply = client.get(quote(address, safe="/?=&,%-~+:"))
    assert status == reply.status_code, reply.text
    return reply.text


def names(page: str) -> set[str]:
    return set(re.findall(r'<g class="node[^"]*" id="([^"]+)"', page))


def test_a_program_shows_wholes_directives_editions_and_those_its_figures_tell(client: FlaskClient) -> None:
    assert {
        "program/巧匠",
        "program/匠心行动",
        "document/育才办法",
        "program/第三届巧匠",
        "program/第五届巧匠",
        "edition/巧匠/甲市总工会/2018",
        "edition/巧匠/甲市总工会/2020",
        "edition/巧匠/甲市总工会/2021",
    } == names(get(client, "/lineage?root=巧匠"))


def test_opening_a_node_shows_what_was_counted_as_hidden(client: FlaskClient) -> None:
    before = get(client, "/lineage?root=巧匠")
    assert "展开 第五届巧匠：上游 1 个，下游 0 个" in before
    after = get(client, "/lineage?root=巧匠&open=program/第五届巧匠")
    assert {"org/乙区总工会"} == names(after) - names(before)
    assert "展开 第五届巧匠" not in after


def test_closing_a_node_hides_what_lies_beyond(client: FlaskClient) -> None:
    whole = names(get(client, "/lineage?root=匠心行动&down=2"))
    assert "program/第三届巧匠" in whole
    assert {"program/匠心行动", "program/巧匠"} <= names(
        get(client, "/lineage?root=匠心行动&down=2&open=-program/巧匠")
    )
    assert "program/第三届巧匠" not in names(get(client, "/lineage?root=匠心行动&down=2&open=-program/巧匠"))


def test_gaps_between_editions_are_told(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠")
    assert "下一届：第三届巧匠 → 第五届巧匠（中间缺 1 年（届））" in page
    assert "下一届：甲市总工会 → 甲市总工会（中间缺 1 年（届））" in page


def test_an_organisation_and_a_plan_are_roots_too(client: FlaskClient) -> None:
    assert {"org/甲市总工会", "org/乙区总工会"} <= names(get(client, "/lineage?root=org/甲市总工会"))
    plan = names(get(client, "/lineage?root=program/匠心行动"))
    assert any(name.startswith("observation/") for name in plan)


def test_the_details_tell_figures_with_their_sentences_escaped(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠&at=edition/巧匠/甲市总工会/2018")
    panel = page.partition('id="details"')[2]
    assert "<b>12 </b> 命名工匠" in panel
    assert "&lt;命名&gt;<mark>工匠12名</mark>" in panel
    assert "<b>15 </b>" not in panel


def test_the_way_to_the_chosen_node_stands_out(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=匠心行动&down=2&at=program/第三届巧匠")
    on = set(re.findall(r'<g class="node[^"]* on[^"]*" id="([^"]+)"', page))
    assert {"program/匠心行动", "program/巧匠", "program/第三届巧匠"} == on
    assert 2 == len(re.findall(r'<path data-a[^>]*class="on"', page))


def test_search_within_marks_and_counts(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠&find=育才")
    assert "找到 1 个“育才”" in page
    assert {"document/育才办法"} == set(re.findall(r'<g class="node[^"]* hit[^"]*" id="([^"]+)"', page))


def test_the_table_tells_what_the_picture_shows(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠")
    links = len(re.findall(r"<path data-a", page))
    table = page.partition("<caption>关系")[2].partition("</table>")[0]
    assert links == table.count("<tr>") - 1 > 0


def test_csv_has_the_links_of_the_picture(client: FlaskClient) -> None:
    page, text = get(client, "/lineage?root=巧匠&from=2020"), get(client, "/lineage.csv?root=巧匠&from=2020")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(re.findall("<path data-a", page)) == len(rows)
    assert {"0", "1"} == {row["in_year_filter"] for row in rows}
    assert {"依据部署", "届次", "下一届", "隶属"} == {row["type"] for row in rows}


def test_turtle_states_the_links_as_the_graph_does(client: FlaskClient) -> None:
    triples = {
        (quad.subject, quad.predicate, quad.object)
        for quad in parse(get(client, "/lineage.ttl?root=巧匠").encode(), format=RdfFormat.TURTLE)
    }
    one, edition = entity_iri("program", "巧匠"), entity_iri("edition", "巧匠", "甲市总工会", "2018")
    assert (entity_iri("program", "第三届巧匠"), KG.editionOf, one) in triples
    assert (one, SKOS.broader, entity_iri("program", "匠心行动")) in triples
    assert (edition, PROV.wasAssociatedWith, entity_iri("org", "甲市总工会")) in triples
    assert not [t for t in triples if t[1] == KG.previous and t[2] == edition], "2019 is missing between"


def test_the_svg_stands_alone(client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(client, "/lineage.svg?root=巧匠&at=program/巧匠"))
    addresses = [one.get("href", "") for one in root.iter("{http://www.w3.org/2000/svg}a")]
    assert addresses and all(address.startswith("http://localhost/lineage?") for address in addresses)
    assert "巧匠的谱系" in "".join(root.itertext())


def test_every_link_of_the_page_is_answered(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠&at=program/巧匠")
    addresses = {
        address.partition("#")[0].replace("&amp;", "&") for address in re.findall(r'href="(/lineage[^"]*)"', page)
    }
    assert len(addresses) > 12
    for address in addresses:
        get(client, address)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/lineage?root=巧将", 404, "没有名为“巧将”的项目"),
        ("/lineage?root=program/无", 404, "没有名为“无”的项目"),
        ("/lineage?root=巧匠&up=7", 400, "参数 up"),
        ("/lineage.csv", 400, "缺少参数 root"),
        ("/lineage.svg?root=巧匠&from=x", 400, "参数 from"),
        ("/lineage?root=巧匠&at=program/无", 200, "所选条目“program/无”不在当前的图中"),
        ("/lineage?root=巧匠&open=program/无", 200, "参数 open 中有 1 项不在当前的图中"),
        ("/lineage?root=孤项", 200, "没有查到与它相连的条目"),
        ("/lineage", 200, "起点（名称、别名或拼音）"),
    ],
)
def test_bad_input_gets_a_sentence(client: FlaskClient, address: str, status: int, said: str) -> None:
    assert said in get(client, address, status)


def test_an_unknown_root_names_near_ones(client: FlaskClient) -> None:
    assert '<a href="/lineage?root=program/第五届巧匠">第五届巧匠</a>' in get(client, "/lineage?root=第五界巧匠", 404)


def test_pinyin_and_initials_find_a_root(client: FlaskClient) -> None:
    assert "巧匠的谱系" in get(client, "/lineage?root=qiaojiang")


def test_the_page_speaks_english_and_its_links_stay_so(client: FlaskClient) -> None:
    page = get(client, "/lineage?root=巧匠&lang=en")
    assert "Lineage of 巧匠" in page and "Expand 第五届巧匠: 1 upstream, 0 downstream" in page
    lineage = page.partition('<div id="lineage"')[2]
    assert not re.findall(r'href="/lineage\?(?![^"]*lang=en)', lineage)


def test_every_word_of_the_view_has_its_english() -> None:
    folder = Path(endpoint.__file__).parent
    said = [*folder.glob("lineage/*.py"), *folder.glob("templates/lineage*.html")]
    found = re.findall(r'\b(?:_|say)\(\s*"([^"]+)"', "".join(path.read_text("utf-8") for path in said))
    assert len(found) > 60
    assert [] == [text for text in found if text not in english()]


def test_a_small_one_can_be_embedded(client: FlaskClient) -> None:
    snapshots = client.application.extensions["kg"].snapshots
    with snapshots.pin() as serving:
        graph = Graph(serving, "test")
        markup = small(graph, entity_iri("program", "巧匠").value)
        assert "" == small(graph, entity_iri("program", "孤项").value)
    assert 8 == markup.count('class="node')
    assert 'href="/lineage?root=program/巧匠"' in markup and 'class="more"' not in markup
