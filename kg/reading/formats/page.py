"""Web pages: the article with its title and date line, one line a block; menus, scripts and forms are left out.

The article is the element whose paragraphs hold the most full stops and commas. What stands between the headline and
the article (date, source) belongs to it; a page without any such element is taken whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from kg.reading.decode import decode

_NO_TEXT = ["script", "style", "noscript", "template", "iframe", "form", "nav", "select", "button", "svg", "head"]
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd", "table", "tr")
_FRAMES = ("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "hr", "figure")
_BLOCKS = frozenset((*_HEADINGS, *_LISTS, *_FRAMES))
_BEFORE = {**dict.fromkeys([*_BLOCKS, "br"], "\n"), "td": "\t", "th": "\t", "figcaption": "\f"}
_BEHIND = {**dict.fromkeys(_BLOCKS, "\n"), "figcaption": "\f"}
_MARKS = re.compile("[\uff0c。\uff1b、,;]")
_SHORTEST_TITLE = 6


def read(data: bytes, path: Path) -> str:
    """The text of a .html file."""
    soup = BeautifulSoup(decode(data, path), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(_NO_TEXT):
        tag.decompose()
    headline, article = _headline(soup, title), _article(soup)
    text = _tidy(_between(soup, headline, article))
    return text if headline or not title else f"{title}\n{text}"


def _headline(soup: BeautifulSoup, title: str) -> Tag | None:
    """The main heading, or the first element that says what the page's title begins with."""
    if heading := soup.h1:
        return heading
    named = soup.find(string=lambda text: len(text or "") >= _SHORTEST_TITLE and title.startswith((text or "").strip()))
    return named.parent if named else None


def _article(soup: BeautifulSoup) -> Tag | None:
    """The element with most punctuation in its paragraphs: a mark counts less the further out the element is."""
    scores: defaultdict[int, float] = defaultdict(float)
    elements: dict[int, Tag] = {}
    for text in soup.find_all(string=_MARKS):
        weight = float(len(_MARKS.findall(text)))
        for element in (parent for parent in text.parents if parent.name in _BLOCKS):
            scores[id(element)] += weight
            elements[id(element)] = element
            weight *= 0.9 if element.name == "p" else 0.6
    return elements[max(scores, key=lambda key: scores[key])] if scores else None


def _between(soup: BeautifulSoup, headline: Tag | None, article: Tag | None) -> str:
    """The text from the headline, or else the article's first word, to the article's last."""
    pieces: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    _write(soup, pieces, places)
    if article is None:
        return "".join(pieces)
    begin, end = places[id(article)]
    above = places[id(headline)][0] if headline else begin
    return "".join(pieces[min(above, begin) : end])


def _write(node: Tag, pieces: list[str], places: dict[int, tuple[int, int]]) -> None:
    """Add a node's text to `pieces`, its marks of layout around it, and note its place."""
    begin = len(pieces)
    pieces.append(_BEFORE.get(node.name, ""))
    for child in node.children:
        if isinstance(child, Tag):
            _write(child, pieces, places)
        elif not isinstance(child, PreformattedString):  # a comment or a declaration
            pieces.append(re.sub(r"[ \t\r\n]+", " ", str(child)))
    pieces.append(_BEHIND.get(node.name, ""))
    places[id(node)] = begin, len(pieces)


def _tidy(text: str) -> str:
    """One newline between blocks, a caption set apart by blank lines, table cells parted by a tab."""
    text = re.sub(r"[ \t\n]*\n[ \t\n]*", "\n", text)
    return re.sub(r"\s*\f\s*", "\n\n\n", text).strip()
