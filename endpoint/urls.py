"""Every address that the endpoint answers under or links to is made here, and only here."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from kg.errors import IriError
from kg.vocab import iri_names, settings, to_uri

SPARQL = "/sparql"
LISTS = {"program": "项目", "org": "组织", "measure": "指标", "year": "年度", "region": "地区", "report": "报告"}
EXTENSIONS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml", "csv": "csv"}
"""The suffixes below /data/ and the formats they name."""


def front() -> str:
    """The front page."""
    return "/"


def static(name: str) -> str:
    """A file of the style or script."""
    return f"/static/{quote(name)}"


def listing(kind: str) -> str:
    """The list of all programs, organisations or reports."""
    return f"/{kind}"


def search(text: str = "") -> str:
    """The search page."""
    return f"/search?{urlencode({'q': text})}" if text else "/search"


def suggestions() -> str:
    """The first hits of the search as JSON, ?q= for the words."""
    return f"{search()}.json"


def lineage(iri: str = "") -> str:
    """The lineage of a thing."""
    return f"/lineage?{urlencode({'root': path(iri)})}" if iri else "/lineage"


def sparql(query: str = "", form: str = "") -> str:
    """A query, ready to run; without one the form."""
    fields = {name: value for name, value in (("query", query), ("format", form)) if value}
    return f"{SPARQL}?{urlencode(fields)}" if fields else SPARQL


def path(iri: str) -> str:
    """What stands below the base in an IRI of the data, percent-encoded: org/%E6%B7%AE….

    Raises IriError for an IRI of others.
    """
    if not iri.startswith(settings.base):
        raise IriError(f"IRI {iri!r}: expected one below {settings.base}; no link was made")
    return to_uri(iri.removeprefix(settings.base)).replace("?", "%3F").replace("#", "%23")


def thing(iri: str) -> str:
    """The thing itself, which answers with a redirect."""
    return f"/id/{path(iri)}"


def doc(iri: str) -> str:
    """The page about a thing."""
    return f"/doc/{path(iri)}"


def turned(address: str, number: int) -> str:
    """Another page of the figures of a thing."""
    return f"{address}{'&' if '?' in address else '?'}page={number}" if number > 1 else address


def place(report: str, start: str) -> str:
    """The words of a report that begin at an offset, on its page."""
    return f"{doc(report)}#c{start}"


def data(iri: str, extension: str = "ttl") -> str:
    """The data about a thing."""
    return f"/data/{path(iri)}.{extension}"


def link(iri: str) -> str:
    """Where a page may link for an IRI: its page, or an http(s) address of others; empty for what is no link."""
    try:
        iri_names(iri)
        return doc(iri)
    except IriError:
        return to_uri(iri) if iri.startswith(("https://", "http://")) else ""


_LOCAL = ("front", "listing", "search", "lineage", "doc", "place", "link")
"""The addresses of pages, which come in two languages."""


class Links:
    """All addresses of this module, those of pages in the language of the page that links: /search?lang=en."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getattr__(self, name: str) -> Any:
        made = globals()[name]
        return (lambda *given: spoken(made(*given), self._language)) if name in _LOCAL else made


def spoken(address: str, language: str) -> str:
    """An address of a page in a language; Chinese is the one that needs no telling."""
    if language == "zh" or not address.startswith("/"):
        return address
    before, hash_, anchor = address.partition("#")
    return f"{before}{'&' if '?' in before else '?'}lang={language}{hash_}{anchor}"
