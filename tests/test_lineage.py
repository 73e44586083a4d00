"""The lineage view by itself: what grows from a root, how it is laid out and drawn, what its address says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from endpoint.lineage.asked import Asked, BadLineage, read
from endpoint.lineage.cards import Look
from endpoint.lineage.drawing import svg
from endpoint.lineage.growing import followers, grow, path
from endpoint.lineage.layout import WIDTH, lay_out
from endpoint.lineage.model import Edition, Lineage, Link, Node
from endpoint.lineage.words import narrowed, wrap
from kg.vocab import KG

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
