"""The names of things in the language of the page."""

from __future__ import annotations

from collections.abc import Callable

from endpoint.figures import Figure
from endpoint.graph import Graph
from endpoint.pages.grids import Group
from endpoint.words import language, translate
from kg.vocab import DCTERMS, OA, RDF, RDFS, SKOS

_REUSED = {
    RDF.type.value: "类型",
    RDFS.label.value: "名称",
    SKOS.inScheme.value: "所属概念表",
    SKOS.broader.value: "上位概念",
    SKOS.narrower.value: "下位概念",
    SKOS.notation.value: "代码",
    SKOS.definition.value: "定义",
    SKOS.hiddenLabel.value: "其他写法",
    DCTERMS.title.value: "标题",
    OA.start.value: "起点（字符）",
    OA.end.value: "终点（字符）",
    OA.exact.value: "原文",
}
"""What the pages call the properties of other vocabularies, which bring no Chinese name."""
_HEADINGS = {
    ("broader", True): "上位概念",
    ("broader", False): "下位概念",
    ("partOf", True): "属于",
    ("partOf", False): "组成部分",
    ("variantOf", True): "是其变体",
    ("variantOf", False): "变体",
    ("editionOf", True): "所属系列",
    ("editionOf", False): "历届",
    ("guidedBy", True): "依据与指导",
    ("guidedBy", False): "所指导的",
    ("hostedBy", True): "主办",
    ("hostedBy", False): "主办的项目",
    ("coHostedBy", True): "协办",
    ("coHostedBy", False): "协办的项目",
    ("supportedBy", True): "支持单位",
    ("supportedBy", False): "支持的项目",
    ("awarded", True): "获得的荣誉",
    ("awarded", False): "荣誉获得者",
    ("siteOf", True): "所属项目",
    ("siteOf", False): "站点",
    ("locatedIn", True): "位于",
    ("locatedIn", False): "在此地的",
    ("subOrganisationOf", True): "上级组织",
    ("subOrganisationOf", False): "下级组织",
}
"""What the relations of a thing are called from its side, by predicate and direction."""


class Names:
    """The names of things in the language of the page."""

    def __init__(self, graph: Graph) -> None:
        self._language = language()
        self._english = graph.english() if self._language == "en" else {}

    def say(self, words: str) -> str:
        """Words of the pages themselves."""
        return translate(words, self._language)

    def of(self, iri: str | None, name: str | None) -> str:
        """The name of a thing: the English one on an English page, if it has one."""
        return self._english.get(iri or "", name or iri or "")

    def property(self, iri: str, name: str | None) -> str:
        """The name of a property: its label in the graph, or what the pages call one that the ontology reuses."""
        known = self._english.get(iri, "") if self._language == "en" else name or _REUSED.get(iri, "")
        return known or self.say(_REUSED.get(iri, name or iri))

    def title(self, figure: Figure) -> str:
        """What a figure counts."""
        return self.of(figure.row.get("measure"), figure.row.get("measureName") or figure.row.get("measureText", ""))

    def unit(self, figure: Figure) -> str:
        """The unit of a figure."""
        return self.of(figure.row.get("unit"), figure.row.get("unitName", ""))

    def label(self, kind: str) -> Callable[[Figure], tuple[str, ...]]:
        """What tells the bars apart on the page of such a thing: year, who or what, place, level, status."""
        other = "program" if kind == "org" else "org"

        def parts(figure: Figure) -> tuple[str, ...]:
            row = figure.row
            status = self.of(row["status"], row["statusName"]) if figure.planned else ""
            who = self.of(row.get(other), row.get(f"{other}Name"))
            return figure.years, who, row.get("place", ""), row.get("level", ""), status

        return parts

    def heading(self, group: Group) -> str:
        """What a group of relations is called on the page of the thing."""
        predicate = group.property.rpartition("#")[2]
        return self.say(_HEADINGS.get((predicate, group.outward), group.name or predicate))
