"""/ontology: every term and scheme of the ontology stands on the page, in either language, each link in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from endpoint import create_app
from endpoint.ontology import schemes, sections
from endpoint.settings import Settings
from kg.graph import ontology_quads
from kg.schemes import LEXICONS, scheme
from kg.store import write_snapshot
from kg.vocab import KG


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    data: Path = tmp_path_factory.mktemp("data")
    write_snapshot(data, ontology_quads(), {})
    app = create_app(Settings(data=data, engines=1, log_access=False))
    yield app.test_client()
    app.extensions["kg"].close()


def test_every_term_is_in_one_section() -> None:
    names = [term.name for _, terms in sections() for term in terms]
    assert sorted(KG.terms()) == sorted(names)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_every_term_and_scheme(lang: str, client: FlaskClient) -> None:
    reply = client.get(f"/ontology?lang={lang}")
    assert 200 == reply.status_code
    anchors = set(re.findall(r'id="([^"]+)"', reply.text))
    assert KG.terms() <= anchors
    assert set(re.findall(r'href="#([^"]+)"', reply.text)) <= anchors
    label = {"zh": "观测", "en": "observation"}[lang]
    assert f"<h3>{label} <code>kg:Observation</code></h3>" in reply.text


def test_schemes_tell_their_size() -> None:
    sizes = {found.iri.rpartition("/")[2]: found.size for found in schemes()}
    assert {name: len(scheme(name)) for name in LEXICONS} == {name: sizes[name] for name in LEXICONS}
