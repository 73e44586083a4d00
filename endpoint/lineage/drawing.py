"""A layout as SVG: readable on its own by presentation attributes, which the page's style sheet overrides."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from endpoint.lineage.cards import Look, card
from endpoint.lineage.kinds import TYPES
from endpoint.lineage.layout import Curve, Drawing, Lane
from endpoint.lineage.model import Lineage
from endpoint.lineage.speech import Speech

_FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"
_LEGEND = 34
_TOLD = 500
"""Links up to which each says on the spot what the table says of it."""
_LEAST = 760
"""Pixels of width that title and legend of a picture alone may need."""
_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="lineage" role="group" aria-label="{}" width="{}" height="{}" '
    'viewBox="0 0 {} {}" font-family="{}" font-size="14" fill="#1b1b1b">'
)
_LANE = Markup(
    '<g class="lane{}" data-x="{}" data-width="{}"><title>{}</title><path d="M{} 0V{}" stroke="#d0d4da"{}/>'
    '<text x="{}" y="26" font-weight="{}" text-anchor="middle" fill="{}">{}</text></g>'
)
_ARROW = Markup(
    '<marker id="arrow-{}" class="{}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="{}"/></marker>'
)
_LINKS = Markup('<g class="links {}" fill="none" stroke="{}" stroke-width="1.6" stroke-dasharray="{}">')
_LINK = Markup('<path data-a="{}" data-b="{}" d="{}" marker-end="url(#arrow-{})"{}>{}</path>')
_SAMPLE = Markup(
    '<path d="M{} {}h34" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>'
    '<text x="{}" y="{}" font-size="12">{}</text>'
)


def svg(lineage: Lineage, drawing: Drawing, look: Look, title: str, standalone: bool = False) -> Markup:
    """The picture; `standalone` adds what a file of its own needs: ground, title and legend."""
    width, height = drawing.width, drawing.height
    if standalone:
        width, height = max(width, _LEAST), height + 2 * _LEGEND
    parts = [
        _SVG.format(title, width, height, width, height, _FONT),
        _arrows(lineage),
        Markup('<rect width="{}" height="{}" fill="#fff"/>').format(width, height) if standalone else "",
        *(_lane(lane, drawing.height, look.speech) for lane in drawing.lanes),
        *_links(lineage, drawing, look),
        *_cards(lineage, drawing, look),
        _caption(lineage, drawing.height, title, look.speech) if standalone else "",
        Markup("</svg>"),
    ]
    return Markup("\n").join(part for part in parts if part)


def _arrows(lineage: Lineage) -> Markup:
    arrows = (_ARROW.format(name, name, TYPES[name].colour) for name in lineage.types())
    return Markup("<defs>{}</defs>").format(Markup().join(arrows))


def _lane(lane: Lane, height: int, speech: Speech) -> Markup:
    place, x = (lane.x, lane.width), lane.x + lane.width // 2
    if lane.missing:
        dots = Markup(' stroke-dasharray="2 4"')
        title = speech.say("{years} 无记录", years=lane.title)
        return _LANE.format(" missing", *place, title, lane.x, height, dots, x, 400, "#6a6f76", f"({lane.title})")
    title = speech.say(lane.title)
    return _LANE.format("", *place, title, lane.x, height, "", x, 700, "#1b1b1b", title)


def _links(lineage: Lineage, drawing: Drawing, look: Look) -> Iterator[Markup]:
    """The links, gathered by type; those on the way last, so that they lie on top."""
    numbers = {iri: number for number, iri in enumerate(lineage.nodes)}
    for name in (name for name in TYPES if name in lineage.types()):
        drawn = [curve for curve in drawing.curves if curve.link.type == name]
        dash = TYPES[name].dash if len(lineage.links) <= _TOLD else ""  # a thousand dashed lines take a browser seconds
        yield _LINKS.format(name, TYPES[name].colour, dash or "none")
        for curve in sorted(drawn, key=lambda curve: look.passes(curve.link)):
            yield _link(curve, lineage, look, numbers)
        yield Markup("</g>")


def _link(curve: Curve, lineage: Lineage, look: Look, numbers: dict[str, int]) -> Markup:
    link = curve.link
    source, target = lineage.nodes[link.source], lineage.nodes[link.target]
    states = {
        "dim": not (look.bright(source) and look.bright(target)),
        "on": look.passes(link),
        "gap": link.gap > 0,
    }
    attributes = {
        "class": " ".join(state for state, holds in states.items() if holds),
        "stroke-width": "3.2" if states["on"] else "",
        "stroke-dasharray": "1 6" if states["gap"] else "",
        "stroke-linecap": "round" if states["gap"] else "",
        "opacity": "0.3" if states["dim"] and not states["on"] else "",
    }
    set_ones = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value)
    ends = numbers[link.source], numbers[link.target]
    few = len(lineage.links) <= _TOLD
    title = Markup("<title>{}</title>").format(look.speech.told(link, source.name, target.name)) if few else ""
    return _LINK.format(*ends, curve.path, link.type, set_ones, title)


def _cards(lineage: Lineage, drawing: Drawing, look: Look) -> Iterator[Markup]:
    """The nodes from left to right and top to bottom, as the keyboard passes them."""
    numbers = {iri: number for number, iri in enumerate(lineage.nodes)}
    further = lineage.further()
    for box in sorted(drawing.boxes.values(), key=lambda box: (box.x, box.y)):
        iri = box.node.iri
        yield card(box, look, numbers[iri], iri == lineage.root, iri in further)


def _caption(lineage: Lineage, height: int, title: str, speech: Speech) -> Markup:
    """Title and legend below a picture that stands alone."""
    y, x = height + _LEGEND // 2, 16
    parts = [Markup('<text x="16" y="{}" font-weight="700">{}</text>').format(y, title)]
    for name in (name for name in TYPES if name in lineage.types()):
        look, low = TYPES[name], y + _LEGEND // 2 + 6
        parts.append(_SAMPLE.format(x, low, look.colour, look.dash or "none", x + 40, low + 4, speech.type(name)))
        x += 60 + 13 * len(speech.type(name))
    return Markup('<g class="legend">{}</g>').format(Markup().join(parts))


def legend(lineage: Lineage) -> list[tuple[str, str, str, Markup]]:
    """Type, its Chinese and English name and a drawn sample, of the types that occur."""
    sample = Markup(
        '<svg class="lineage sample" width="40" height="12" aria-hidden="true">{}<path d="M2 6H38"/></g></svg>'
    )
    return [
        (name, look.zh, look.en, sample.format(_LINKS.format(name, look.colour, look.dash or "none")))
        for name, look in TYPES.items()
        if name in lineage.types()
    ]
