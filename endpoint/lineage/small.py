"""A small lineage for a page of another kind."""

from __future__ import annotations

from markupsafe import Markup

from endpoint.graph import Graph
from endpoint.lineage.asked import Asked, key
from endpoint.lineage.cards import Look
from endpoint.lineage.drawing import svg
from endpoint.lineage.layout import lay_out
from endpoint.lineage.reading import Reader, lineage
from endpoint.lineage.speech import Speech
from endpoint.words import language


def small(graph: Graph, iri: str, most: int = 24) -> Markup:
    """One level up and down from a thing as a figure, with a link to the whole; empty where nothing is linked."""
    speech = Speech.of(graph, language())
    asked = Asked(root=key(iri), lang="en" if speech.language == "en" else "")
    shown = lineage(Reader(graph, speech), iri, asked, most)
    if not shown.links:
        return Markup()
    title = speech.say("{name}的谱系", name=shown.nodes[iri].name)
    cut = speech.say("（此处只画 {number} 个条目）", number=most) if shown.cut else ""
    picture = svg(shown, lay_out(shown), Look(asked, controls=False, styled=True, speech=speech), title)
    return Markup(
        '<figure class="lineage-small"><div class="lineage-scroll" tabindex="0" role="region" aria-label="{}">{}</div>'
        '<figcaption><a href="{}">{}</a>{}</figcaption></figure>'
    ).format(title, picture, asked.address(), speech.say("查看完整谱系"), cut)
