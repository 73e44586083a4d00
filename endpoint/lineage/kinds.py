"""The types of links and nodes: their names in both languages, their look, the predicates that make them."""

from __future__ import annotations

from typing import NamedTuple

from kg.vocab import KG, PROV, SKOS


class Type(NamedTuple):
    """A type of link; `dash` tells it apart without colour."""

    zh: str
    en: str
    colour: str
    dash: str


TYPES = {
    "part": Type("隶属", "part of", "#0b57a4", ""),
    "variant": Type("地方版本", "variant", "#7a3fc0", "10 3"),
    "directive": Type("依据部署", "follows directive", "#a2291f", "6 3 1 3"),
    "edition": Type("届次", "edition", "#4f6200", "3 2"),
    "next": Type("下一届", "next edition", "#3d5a1a", ""),
    "site": Type("站点", "site", "#00695f", "4 3"),
    "award": Type("荣誉", "award", "#8a5a00", "8 2 2 2"),
    "target": Type("目标 → 兑现", "target → outcome", "#a01263", "12 2"),
    "body": Type("组织", "organisation", "#6b7075", "5 2"),
}
"""In the order of the legend."""

PREDICATES = {
    KG.partOf.value: "part",
    SKOS.broader.value: "part",
    KG.variantOf.value: "variant",
    KG.guidedBy.value: "directive",
    KG.editionOf.value: "edition",
    KG.previous.value: "next",
    KG.siteOf.value: "site",
    KG.awarded.value: "award",
    KG.targetOf.value: "target",
    KG.fulfils.value: "target",
    KG.hostedBy.value: "body",
    KG.coHostedBy.value: "body",
    KG.supportedBy.value: "body",
    KG.subOrganisationOf.value: "body",
}
"""What the graph states; of each, the object is upstream of the subject."""

EDITION_OF, PREVIOUS, DONE_BY = KG.editionOf.value, KG.previous.value, PROV.wasAssociatedWith.value
"""The predicates of what is derived from figures: an edition of a program, what it follows, whose it is."""

KINDS = {
    "program": ("项目", "program"),
    "edition": ("届次", "edition"),
    "org": ("组织", "organisation"),
    "document": ("文件", "document"),
    "site": ("站点", "site"),
    "award": ("荣誉", "award"),
    "person": ("人物", "person"),
    "observation": ("数据", "figure"),
    "region": ("区划", "region"),
    "work": ("作品", "work"),
}
"""The kinds of nodes, by the first segment of their IRIs."""
