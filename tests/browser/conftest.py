"""The mark of tests that drive a real browser: `pytest -m browser`, or `-m "not browser"` to leave them out."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "browser: drives a real browser; skipped with the reason where there is none")
