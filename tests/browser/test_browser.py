"""What a reader does, in a real browser: by mouse and keyboard, without scripts, light and dark, on a telephone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kg.build import SEEDS, build
from tests.served import Served, serving

pages = pytest.importorskip("tests.browser.pages", reason="playwright is not installed: pip install playwright")
playwright = pytest.importorskip("playwright.sync_api")

_NEEDED = [
    "no Chromium: apt-get install chromium, or name it by KG_CHROMIUM" if pages.chromium() is None else "",
    "" if pages.AXE.is_file() else "no axe-core: npm ci --ignore-scripts in tests/browser",
]
_MISSING = "; ".join(filter(None, _NEEDED))
pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=_MISSING)]

_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_BARRIERS = """async (standards) => (await axe.run(document, {runOnly: {type: 'tag', values: standards}}))
  .violations.map(found => found.id + ': ' + found.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' '))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    assert not _MISSING, _MISSING
    data = tmp_path_factory.mktemp("data")
    build([SEEDS], None, data, workers=1)
    with serving(data, engines=2, client_queries=100) as running:
        yield running


@pytest.fixture(scope="module")
def browser(served: Served) -> Iterator[Any]:
    with pages.browser() as running:
        yield running


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    context.set_default_timeout(8000)
    opened = context.new_page()
    opened.scripts = request.param
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda line: opened.faults.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert [] == opened.faults


def here(page: Any) -> str:
    return unquote(page.url.partition("127.0.0.1:")[2].partition("/")[2])


def test_from_the_front_to_the_sentence_in_the_report(served: Served, page: Any, tmp_path: Path) -> None:
    page.goto(pages.address(served.port, "/"))
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).fill("秋送学")
    page.get_by_role("button", name="检索").click()
    assert "search?q=秋送学" == here(page)
    page.get_by_role("link", name="金秋助学", exact=True).first.click()
    assert "doc/program/金秋助学" == here(page)
    assert page.locator("mark").count() > 0

    page.locator("figure.lineage-small figcaption a").click()
    assert here(page).startswith("lineage?root=program/金秋助学")
    assert page.locator("svg.lineage").first.is_visible()
    _lineage(page, tmp_path)

    page.goto(pages.address(served.port, "/doc/program/金秋助学"))
    page.get_by_role("link", name="在报告中查看").first.click()
    assert here(page).startswith("doc/report/")
    assert page.locator(":target").count() == 1
    page.locator(".fact").first.click()
    assert here(page).startswith("doc/observation/")


def _lineage(page: Any, tmp_path: Path) -> None:
    """Filter, expand, come back, export, and come again by the permalink."""
    before = here(page)
    page.locator("svg.lineage a.more").first.click()
    page.wait_for_url("**open=**")
    page.go_back()
    page.wait_for_url(lambda url: "open=" not in url)
    page.get_by_label("从哪年").fill("2019")
    page.get_by_role("button", name="应用").click()
    page.wait_for_url("**from=2019**")
    filtered = page.url
    page.get_by_label("下游层数").select_option("2")
    page.get_by_role("button", name="应用").click()
    page.wait_for_url("**down=2**")
    permalink, nodes = page.url, page.locator("svg.lineage .node").count()
    page.go_back()
    page.wait_for_url(filtered)
    page.go_back()
    assert before == here(page)
    page.goto(permalink)
    assert nodes == page.locator("svg.lineage .node").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    download.value.save_as(tmp_path / "lineage.csv")
    assert len((tmp_path / "lineage.csv").read_text("utf-8-sig").splitlines()) > 1


def test_suggestions_by_keyboard(served: Served, browser: Any) -> None:
    page = browser.new_page()
    page.goto(pages.address(served.port, "/"))
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    playwright.expect(box).to_be_focused()
    box.press_sequentially("jqzx")
    playwright.expect(page.get_by_role("option").first).to_contain_text("金秋助学")
    box.press("ArrowDown")
    playwright.expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    playwright.expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Backspace")
    playwright.expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/doc/program/**")
    page.close()


def test_the_skip_link_and_the_switch_of_language(served: Served, browser: Any) -> None:
    page = browser.new_page()
    page.goto(pages.address(served.port, "/doc/program/金秋助学"))
    page.keyboard.press("Tab")
    playwright.expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    playwright.expect(page.locator("main")).to_be_focused()
    page.get_by_role("link", name="English").click()
    playwright.expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文").click()
    assert "doc/program/金秋助学" == here(page)
    page.close()


@pytest.mark.parametrize("width", pages.WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", pages.PAGES)
def test_no_barriers_and_nothing_beside_the_page(
    served: Served, browser: Any, name: str, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": pages.WIDTHS[width]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(pages.address(served.port, pages.PAGES[name]))
    page.add_script_tag(path=pages.AXE)
    assert [] == page.evaluate(_BARRIERS, _STANDARDS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
