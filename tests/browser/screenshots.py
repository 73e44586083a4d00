"""A picture of each page type at both widths, light and dark: `python -m tests.browser.screenshots [DATA] [FOLDER]`.

Further arguments name the pages, else all of `PAGES` are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from tests.browser.pages import PAGES, WIDTHS, address, browser
from tests.served import serving

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_TALLEST = 2600  # pixels of a picture; a page goes on below


def main(data: str = "data", folder: str = "screenshots", *names: str) -> None:
    """Take the pictures of a data folder's snapshot; print each path."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with serving(Path(data)) as served, browser() as running:
        for scheme in SCHEMES:
            for width, height in WIDTHS.items():
                page = running.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name in names or PAGES:
                    page.goto(address(served.port, PAGES[name]))
                    tall = min(page.evaluate("document.documentElement.scrollHeight"), _TALLEST)
                    path = Path(folder) / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=True)
                    print(path)
                page.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
