"""The lineage of a program, an organisation or a plan: `/lineage?root=&up=&down=&from=&to=&open=`.

    asked.py    the parameters, read and checked; every address of the view, made from what changes in it
    kinds.py    the types of links and of nodes: names, colours, which predicate is which
    model.py    Link, Node, Lineage, Edition
    growing.py  from a root outwards: what is shown, what is hidden, what follows what, the path (pure)
    reading.py  the graph asked for links, editions, names
    layout.py   lanes of years, columns, boxes, curves (pure)
    words.py    names broken into the lines of a box (pure)
    drawing.py  the layout as SVG, cards.py its nodes (pure)
    exports.py  the same lineage as CSV and Turtle (pure)
    panel.py    what is told of the chosen node: figures and relations, each with its sentence
    finding.py  from typed words to the root, and to nodes of the view
    routes.py   /lineage, /lineage.svg, /lineage.csv, /lineage.ttl

A page of another kind embeds a small one with `small(graph: Graph, iri: str, most: int = 24) -> Markup`: an SVG
figure with a link to the whole, empty where nothing is linked; that page links `urls.static("lineage.css")`.
"""

from __future__ import annotations

from endpoint.lineage.routes import blueprint
from endpoint.lineage.small import small

__all__ = ["blueprint", "small"]
