"""Result formats: names, media types, and which one a request gets (?format= goes before Accept; 406 before asking)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from endpoint.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a result: `name` is what the engine and ?format= call it, `media` what Accept does."""

    name: str
    media: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    text: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header; text types tell their charset."""
        return f"{self.media[0]}; charset=utf-8" if self.text else self.media[0]


HTML = Format("html", ("text/html", "application/xhtml+xml"), text=True)
JSON = Format("json", ("application/sparql-results+json", "application/json"), ("srj",))
XML = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), ("srx",))
CSV = Format("csv", ("text/csv",), text=True)
TSV = Format("tsv", ("text/tab-separated-values",), text=True)
TURTLE = Format("turtle", ("text/turtle", "application/x-turtle"), ("ttl",), text=True)
NTRIPLES = Format("ntriples", ("application/n-triples", "text/plain"), ("nt",))
RDFXML = Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), ("rdf", "xml"))
JSONLD = Format("jsonld", ("application/ld+json", "application/json"), ("json-ld", "json"))
TRIG = Format("trig", ("application/trig",))
NQUADS = Format("nquads", ("application/n-quads",), ("nq",))
N3 = Format("n3", ("text/n3",), text=True)

TABLES = (JSON, XML, CSV, TSV, HTML)
GRAPHS = (TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS, N3, HTML)
DOCUMENTS = (TURTLE, JSONLD, NTRIPLES, RDFXML)
"""The formats of a description; the first is what */* gets, as everywhere."""
DESCRIPTIONS = (*DOCUMENTS, HTML)


def offered(form: str) -> tuple[Format, ...]:
    """The formats in which the result of a query of this form can be written."""
    return GRAPHS if form in {"CONSTRUCT", "DESCRIBE"} else TABLES


@lru_cache(maxsize=1024)
def negotiate(choices: tuple[Format, ...], accept: str, wanted: str) -> Format:
    """The format named by ?format= if there is one, else the one that Accept likes best; or a 406.

    A format that several media types name gets the quality of the best of them; of equals the first choice wins.
    """
    if wanted:
        found = next((choice for choice in choices if _names(choice, wanted.strip().lower())), None)
        if found is None:
            raise _refusal(choices)
        return found
    if not accept.strip():
        return choices[0]
    accepted = parse_accept_header(accept, MIMEAccept)
    best = max(choices, key=lambda choice: _quality(accepted, choice))
    if _quality(accepted, best) <= 0:
        raise _refusal(choices)
    return best


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header wants gzip."""
    return "gzip" in header and parse_accept_header(header).quality("gzip") > 0


def _names(choice: Format, wanted: str) -> bool:
    return wanted == choice.name or wanted in choice.aliases or wanted in choice.media


def _quality(accepted: MIMEAccept, choice: Format) -> float:
    """The quality of a choice. HTML must be named, since a wildcard means a machine; q=0 refuses whatever else says."""
    named = {media.lower(): quality for media, quality in accepted}
    if choice is HTML and named.keys().isdisjoint(HTML.media):
        return 0.0
    if named.get(choice.media[0], 1.0) <= 0:
        return 0.0
    return max(accepted.quality(media) for media in choice.media)


def _refusal(choices: tuple[Format, ...]) -> Refusal:
    return Refusal("not-acceptable", offered=", ".join(choice.media[0] for choice in choices))
