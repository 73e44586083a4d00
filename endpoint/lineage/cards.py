"""A node as SVG: the box that leads to its details, and the button that shows or hides what lies beyond."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from endpoint.lineage.asked import Asked, key
from endpoint.lineage.layout import LINE, PADDING, WIDTH, Box
from endpoint.lineage.model import Link, Node
from endpoint.lineage.speech import CHINESE, Speech
from endpoint.lineage.words import narrowed

_CORNERS = {"program": 8, "edition": 8, "site": 18, "person": 18, "document": 2, "observation": 4}
_NOTE, _SHORT_NOTE = 14.5, 11.0
"""Widths of a note in Chinese characters, without and with a button beside it."""
_NODE = Markup('<g class="{}" id="{}" data-n="{}" transform="translate({} {})">{}{}</g>')
_FACE = Markup(
    '<a href="{}" aria-label="{}"{}>{}<rect width="{}" height="{}" rx="{}"{}/>{}<text class="note" x="12" y="{}"{}>{}'
    "</text></a>"
)
_NAME = Markup('<text x="12" y="{}"{}>{}</text>')
_BUTTON = Markup(
    '<a class="more" href="{}" aria-label="{}"><rect x="{}" y="{}" width="{}" height="24" rx="12"{}/>'
    '<text x="{}" y="{}" text-anchor="middle"{}>{}</text></a>'
)
_BUTTON_STYLE = Markup(' fill="#eef2f7" stroke="#4a4f57"'), Markup(' font-size="13"')
_INK, _QUIET, _PALE, _EDGE, _PALE_EDGE = "#1b1b1b", "#5a5f66", "#6f757d", "#4a4f57", "#b8bdc4"


@dataclass(frozen=True, slots=True)
class Look:
    """What stands out: the way to the chosen node, what was found, what a year filter leaves bright."""

    asked: Asked
    path: tuple[str, ...] = ()
    found: Collection[str] | None = None
    controls: bool = True
    styled: bool = False
    """Whether colours stand in the picture too, which a page with lineage.css does not need."""
    speech: Speech = CHINESE
    site: str = ""
    """The address before every link, for a picture that leaves its page."""

    def bright(self, node: Node) -> bool:
        """Whether filter and search leave a node as it is."""
        return node.within(self.asked.start, self.asked.end) and (self.found is None or node.iri in self.found)

    def passes(self, link: Link) -> bool:
        """Whether the highlighted way takes a link."""
        return any({link.source, link.target} == {*step} for step in pairwise(self.path))

    def states(self, node: Node, root: bool) -> dict[str, bool]:
        """What holds of a node, by the name of its class."""
        return {
            "root": root,
            "at": key(node.iri) == self.asked.at,
            "dim": not self.bright(node),
            "on": node.iri in self.path,
            "hit": self.found is not None and node.iri in self.found,
            "planned": node.planned,
        }


def card(box: Box, look: Look, number: int, root: bool, further: bool) -> Markup:
    """A node; `further` tells whether anything is shown beyond it."""
    states = look.states(box.node, root)
    button = _button(box, look, further and not root) if look.controls else Markup()
    classes = " ".join(["node", box.node.kind, *(state for state, holds in states.items() if holds)])
    face = _face(box, look, states, narrow=bool(button))
    return _NODE.format(classes, key(box.node.iri), number, box.x, box.y, face, button)


def _face(box: Box, look: Look, states: dict[str, bool], narrow: bool) -> Markup:
    node, name = box.node, key(box.node.iri)
    address = look.asked.address(at="" if states["at"] else name, fragment=name if states["at"] else "details")
    words = look.speech.say("，").join(part for part in (node.name, node.note, node.span) if part)
    note = " · ".join(part for part in (node.note, node.span if len(node.years) > 1 else "") if part)
    short = narrowed(note, _SHORT_NOTE if narrow else _NOTE)
    outline, text, quiet = _styles(states) if look.styled else ("", "", "")
    names = (_NAME.format(PADDING + LINE * at - 3, text, line) for at, line in enumerate(box.lines, 1))
    return _FACE.format(
        look.site + address,
        words,
        Markup(' aria-current="true"') if states["at"] else "",
        Markup("<title>{}</title>").format(words) if short != note or "".join(box.lines) != node.name else "",
        WIDTH,
        box.height,
        _CORNERS.get(node.kind, 0),
        outline,
        Markup().join(names),
        PADDING + LINE * (len(box.lines) + 1) - 4,
        quiet,
        short,
    )


def _styles(states: dict[str, bool]) -> tuple[Markup, Markup, Markup]:
    """The presentation attributes of outline, name and note, for a picture without a style sheet."""
    dim, strong = states["dim"], states["root"] or states["on"] or states["hit"]
    outline = Markup(' fill="#fff" stroke="{}" stroke-width="{}"').format(
        _PALE_EDGE if dim else _EDGE, 3 if strong else 1
    )
    dashes = Markup(' stroke-dasharray="5 3"') if states["planned"] else Markup()
    weight = Markup(' font-weight="700"') if states["root"] else Markup()
    name = Markup(' fill="{}"').format(_PALE if dim else _INK) + weight
    return outline + dashes, name, Markup(' font-size="12" fill="{}"').format(_PALE if dim else _QUIET)


def _button(box: Box, look: Look, closable: bool) -> Markup:
    """+ with the number of what is hidden, − where all is shown, or nothing."""
    node, name = box.node, key(box.node.iri)
    if node.hidden:
        counts = {"name": node.name, "above": node.above, "below": node.below}
        words, sign = look.speech.say("展开 {name}：上游 {above} 个，下游 {below} 个", **counts), f"+{node.hidden}"
        address = look.asked.opening(name)
    elif closable:
        words, sign, address = look.speech.say("收起 {name}", name=node.name), "−", look.asked.closing(name)
    else:
        return Markup()
    width, top = 20 + 8 * len(sign), box.height - 26
    left = WIDTH - width - 4
    middle = left + width // 2
    outline, text = _BUTTON_STYLE if look.styled else ("", "")
    return _BUTTON.format(
        f"{look.site}{address}#{name}", words, left, top, width, outline, middle, top + 17, text, sign
    )
