"""/lineage as a page, and its twins /lineage.svg, .csv and .ttl of the same nodes and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, request
from markupsafe import Markup

from endpoint.graph import Graph
from endpoint.lineage import exports
from endpoint.lineage.asked import DEEPEST, PATH, Asked, BadLineage, iri, key, read
from endpoint.lineage.cards import Look
from endpoint.lineage.drawing import legend, svg
from endpoint.lineage.finding import found, root_of
from endpoint.lineage.growing import path
from endpoint.lineage.layout import lay_out
from endpoint.lineage.model import Lineage
from endpoint.lineage.panel import panel
from endpoint.lineage.reading import Reader, lineage
from endpoint.lineage.speech import Speech
from endpoint.views import Views

_TABLE = 400
"""Links up to which the table stands below the picture; a longer one has a page of its own."""
_STARTS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A lineage with the state that it was asked for in."""

    asked: Asked
    reader: Reader
    lineage: Lineage
    look: Look

    @property
    def title(self) -> str:
        """What the picture shows."""
        return self.look.speech.say("{name}的谱系", name=self.lineage.nodes[self.lineage.root].name)

    def picture(self, standalone: bool = False) -> Markup:
        """The SVG."""
        return svg(self.lineage, lay_out(self.lineage), self.look, self.title, standalone)


Make = Callable[[Shown], bytes]


def blueprint(views: Views) -> Blueprint:
    """The routes of the lineage view."""
    routes = Blueprint("lineage", __name__)

    @routes.get(PATH)
    def page() -> Response:
        asked = read(request.args)
        make = _page if asked.root else _start
        return views.page(lambda graph: make(views, graph, asked), repr(asked))

    makes: dict[str, tuple[str, Make]] = {
        "svg": ("image/svg+xml", lambda shown: str(shown.picture(standalone=True)).encode()),
        "csv": ("text/csv; charset=utf-8", _csv),
        "ttl": ("text/turtle; charset=utf-8", lambda shown: exports.turtle(shown.lineage, shown.reader.editions)),
    }
    for extension, (media, make) in makes.items():
        _twin(routes, views, extension, media, make)
    return routes


def _csv(shown: Shown) -> bytes:
    return exports.csv(shown.lineage, shown.asked.start, shown.asked.end)


def _twin(routes: Blueprint, views: Views, extension: str, media: str, make: Make) -> None:
    @routes.get(f"{PATH}.{extension}", endpoint=extension)
    def twin() -> Response:
        asked = read(request.args)
        if not asked.root:
            raise BadLineage("缺少参数 root（项目、组织或计划）。", "root is missing: a program, organisation or plan.")
        site = views.address(request.environ)
        response = views.answer(lambda graph: make(_shown(graph, asked, site)), media, repr(asked), site)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


def _shown(graph: Graph, asked: Asked, site: str = "") -> Shown:
    speech = Speech.of(graph, asked.lang)
    reader = Reader(graph, speech)
    root = root_of(graph.serving, reader, asked.root)
    asked = replace(asked, root=key(root))
    shown = lineage(reader, root, asked)
    chosen = iri(asked.at) if asked.at else ""
    way = path(root, chosen, shown.links) if chosen in shown.nodes else []
    hits = found(graph.serving, shown, asked.find)
    return Shown(
        asked,
        reader,
        shown,
        Look(asked, tuple(way), hits, controls=not site, styled=bool(site), speech=speech, site=site),
    )


def _page(views: Views, graph: Graph, asked: Asked) -> str:
    shown = _shown(graph, asked)
    asked, lines = shown.asked, shown.lineage
    chosen = iri(asked.at) if asked.at else ""
    return views.render(
        "lineage.html",
        shown=shown,
        asked=asked,
        lineage=lines,
        root=lines.nodes[lines.root],
        picture="" if asked.view == "table" else shown.picture(),
        legend=legend(lines),
        details=panel(graph, shown.reader, lines, chosen) if chosen in lines.nodes else None,
        notices=_notices(shown),
        table=asked.view == "table" or len(lines.links) <= _TABLE,
        deepest=DEEPEST,
        speech=shown.look.speech,
        key=key,
        snapshot=graph.serving.hash,
    )


def _notices(shown: Shown) -> list[str]:
    """What of the request had no effect, and what is not shown, in sentences."""
    asked, nodes, say = shown.asked, shown.lineage.nodes, shown.look.speech.say
    notices = []
    if asked.at and iri(asked.at) not in nodes:
        notices.append(say("所选条目“{name}”不在当前的图中。", name=asked.at))
    lost = [name for name in asked.open if iri(name.removeprefix("-")) not in nodes]
    if lost:
        notices.append(
            say(
                "参数 open 中有 {number} 项不在当前的图中，未起作用：{names}。",
                number=len(lost),
                names=", ".join(lost[:5]),
            )
        )
    if shown.lineage.cut:
        notices.append(say("条目太多，只画了 {number} 个；请减少层数，或从其中一个条目出发。", number=len(nodes)))
    if not shown.lineage.links:
        notices.append(
            say("没有查到与它相连的条目：查过隶属、地方版本、依据、届次、站点、荣誉、目标、组织八类关系及其数据。")
        )
    return notices


def _start(views: Views, graph: Graph, asked: Asked) -> str:
    """The page without a root: where to begin."""
    programs = graph.select("programs")[:_STARTS]
    organisations = graph.select("orgs")[:_STARTS]
    starts = [
        (title, [(row["name"], Asked(root=key(row["this"]), lang=asked.lang).address()) for row in rows])
        for title, rows in (("项目", programs), ("组织", organisations))
    ]
    return views.render("lineage_start.html", starts=starts, snapshot=graph.serving.hash)
