"""The pages of the lineage view and their twins, over a small graph."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lineage_graph import lineage_lines
from pyoxigraph import RdfFormat, parse

import endpoint
from endpoint import create_app
from endpoint.graph import Graph
from endpoint.lineage import small
from endpoint.settings import Settings
from endpoint.words import english
from kg.store import write_snapshot
from kg.vocab import KG, PROV, SKOS, entity_iri


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("lineage")
    write_snapshot(folder, lineage_lines(), {})
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
