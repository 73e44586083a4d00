"""The browser and the pages that the browser tests and the screenshots look at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {390: 844, 1440: 900}
"""Width and height of a telephone and of a desk."""
PAGES = {
    "front": "/",
    "search": "/search?q=jqzx",
    "program": "/doc/program/金秋助学",
    "lineage": "/lineage?root=program/金秋助学&at=program/金秋助学",
    "organisation": "/doc/org/淮南市总工会",
    "measure": "/doc/measure/入会率",
    "year": "/doc/period/2019",
    "region": "/doc/region/340400",
    "report": "/doc/report/huainan-2019",
    "programs": "/program",
    "reports": "/report",
    "sparql": "/sparql",
    "missing": "/program/金秋助",
    "sentences": "/search?q=安康杯",
    "english": "/doc/program/安康杯竞赛?lang=en",
}
"""One page of each type, of the graph that is built from seeds/."""
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """Where the browser is: KG_CHROMIUM, or what the system calls chromium or Chrome."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("KG_CHROMIUM") or next((path for path in found if path), None)


def address(port: int, path: str) -> str:
    """A page of the server of the tests."""
    return f"http://127.0.0.1:{port}{quote(path, safe='/?=&%~+#')}"


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser, without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        try:
            yield running
        finally:
            running.close()
