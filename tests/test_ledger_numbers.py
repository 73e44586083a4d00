"""Numbers that count nothing reach the ledger by every reason: none is lost on its way into the graph."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.build import build
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
