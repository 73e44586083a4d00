"""The ledger accounts for every number, those that count nothing by their reason: none is lost on its way."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from extractions import huangshan, stored

from kg.build import build
from kg.graph import nquads, ontology_quads
from kg.graph.ledger import account, ledger
from kg.schemes import scheme

SKIPS = Path(__file__).parent.parent / "kg" / "extract" / "quantity" / "corpus.toml"
REASONS = {concept.key for concept in scheme("skip-reasons")}


@pytest.mark.parametrize("case", tomllib.loads(SKIPS.read_text("utf-8"))["skip"], ids=lambda case: case["rule"])
def test_reasons_are_those_of_the_scheme(case: dict[str, str]) -> None:
    assert case["reason"] in REASONS


def test_page_numbers_ratios_and_section_numbers_are_accounted_for(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "铜陵市总工会2021年工作总结\n01\n组建工会\n新建工会20家,按1:3配套。\n第 1 页\n发展会员500人。\n3/12\n"
    (reports / "tongling-2021.txt").write_text(text, "utf-8")
    accounts = build([reports], None, tmp_path / "data", workers=1).accounts
    assert [()] == [account.lost for account in accounts]
    assert {"page", "ratio"} <= set(accounts[0].skips)


def test_ledger_accounts_for_every_number() -> None:
    (found,) = ledger(stored(nquads(huangshan()), ontology_quads()))
    assert ("huangshan-2021", 8, {"period": 2}, ()) == (found.report, found.facts, found.skips, found.lost)
    assert 10 == found.numbers


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("培训30人", [(2, 5, "fact")], (1, {}, ())),
        ("培训30人", [], (0, {}, ((2, "30"),))),
        ("培训30人", [(2, 3, "fact")], (0, {}, ((2, "30"),))),
        ("培训３０.５万人", [(2, 8, "fact")], (1, {}, ())),
        ("共1,234.5元。", [(1, 9, "fact")], (1, {}, ())),
        ("第3、4条", [(1, 2, "ordinal"), (3, 4, "ordinal")], (0, {"ordinal": 2}, ())),
        ("十余场", [(0, 3, "fact")], (1, {}, ())),
        ("二〇二一年30人", [(0, 5, "period"), (5, 8, "fact")], (1, {"period": 1}, ())),
        ("30人", [(0, 3, "name"), (0, 2, "fact")], (1, {}, ())),
        ("2019.", [(0, 4, "date")], (0, {"date": 1}, ())),
    ],
)
def test_account_of_a_text(text: str, spans: list[tuple[int, int, str]], expected: object) -> None:
    found = account("r", text, spans)
    assert expected == (found.facts, found.skips, found.lost)
