"""What the pages ask: the queries in `queries/`, each a file of valid SPARQL whose `$this` is the thing in question."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from endpoint.snapshots import Serving
from endpoint.sparql.engine import Question

_FOLDER = Path(__file__).with_name("queries")
MOST = 2000
"""Rows that a query of figures gives; the page links to the query for all."""

Row = dict[str, str]
_names: dict[str, dict[str, str]] = {}


@cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text("utf-8")


def text(name: str, **given: str) -> str:
    """A query ready to run: $this and its like replaced by the IRIs given, which must be checked ones.

    What begins with a bracket is a property path, what begins with a quotation mark a literal.
    """
    query = _read(name)
    for variable, value in given.items():
        query = query.replace(f"${variable}", value if value[:1] in ("(", '"') else f"<{value}>")
    return query


def literal(words: str) -> str:
    """Words as a literal of SPARQL, whatever they hold."""
    return str(Literal(words))


class Graph:
    """The graph of one snapshot, asked for one client."""

    def __init__(self, serving: Serving, client: str) -> None:
        self.serving = serving
        self._client = client

    def select(self, name: str, **given: str) -> list[Row]:
        """The solutions of a query as rows of text; an unbound variable has no key."""
        return self.solve(text(name, **given))

    def solve(self, query: str) -> list[Row]:
        """The solutions of a query that is ready to run."""
        body = self.serving.ask(Question(query, "json"), self._client)
        bindings = json.loads(body.read())["results"]["bindings"]
        body.close()
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    def english(self) -> dict[str, str]:
        """The English names of all that has one, by IRI; asked once a snapshot."""
        known = _names.get(self.serving.hash) if self.serving.hash else None
        if known is None:
            known = {row["this"]: row["name"] for row in self.select("english")}
            _names.clear()
            _names[self.serving.hash] = known
        return known
