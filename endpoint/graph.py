"""What the pages ask: the queries in `queries/`, each a file of valid SPARQL whose `$this` is the thing in question."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from endpoint.snapshots import Serving
from endpoint.sparql.engine import Question

_FOLDER = Path(__file__).with_name("queries")
MOST = 2000
"""Rows that a page shows; below them it links to the query for all."""

Row = dict[str, str]


@cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text("utf-8")


def text(name: str, **iris: str) -> str:
    """A query ready to run: $this and its like replaced by the IRIs given, which must be checked ones."""
    query = _read(name)
    for variable, iri in iris.items():
        query = query.replace(f"${variable}", f"<{iri}>")
    return query


class Graph:
    """The graph of one snapshot, asked for one client."""

    def __init__(self, serving: Serving, client: str) -> None:
        self.serving = serving
        self._client = client

    def select(self, name: str, **iris: str) -> list[Row]:
        """The solutions of a query as rows of text; an unbound variable has no key."""
        body = self.serving.ask(Question(text(name, **iris), "json"), self._client)
        bindings = json.loads(body.read())["results"]["bindings"]
        body.close()
        return [{name: term["value"] for name, term in row.items()} for row in bindings]
