"""Tags, 304, gzip, and what is never kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from served import Served, make_data, serving
from test_protocol import ASK, SELECT, C, J


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    with serving(folder) as server:
        yield server


def test_tag_and_not_modified(served: Served) -> None:
    first = served.ask(SELECT)
    tag = first.headers["etag"]
    assert "public, no-cache" == first.headers["cache-control"]
    path = f"/sparql?{urlencode({'query': SELECT})}"
    again = served.get(path, Accept=J, If_None_Match=f'"other", W/{tag}')
    assert (304, b"", tag) == (again.status, again.body, again.headers["etag"])
    assert 200 == served.get(path, Accept=J, If_None_Match='"other"').status
    assert 200 == served.get(path, Accept=C, If_None_Match=tag).status
    tags = {served.ask(query, accept).headers["etag"] for query in (SELECT, ASK) for accept in (J, C)}
    assert 4 == len(tags)


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_changes_by_itself_is_never_cached(served: Served, call: str) -> None:
    one, two = (served.ask(f"SELECT ({call} AS ?x) {{}}") for _ in range(2))
    assert "etag" not in one.headers
    assert "no-store" == one.headers["cache-control"]
    assert call == "BNODE()" or one.body != two.body


def test_gzip_has_its_own_tag_and_the_same_content(served: Served) -> None:
    query = "SELECT * { ?s kg:value ?v ; kg:unit ?u }"
    path = f"/sparql?{urlencode({'query': query})}"
    plain, zipped = served.get(path), served.get(path, Accept_Encoding="br;q=1, gzip;q=0.5")
    assert "gzip" == zipped.headers["content-encoding"]
    assert plain.body == gzip.decompress(zipped.body)
    assert plain.headers["etag"] != zipped.headers["etag"]
    assert 304 == served.get(path, Accept_Encoding="gzip", If_None_Match=zipped.headers["etag"]).status
    assert "content-encoding" not in served.get(path, Accept_Encoding="gzip;q=0").headers
    assert "content-encoding" not in served.get("/sparql?query=ASK%20%7B%7D", Accept_Encoding="gzip").headers
