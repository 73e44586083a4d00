"""The sentences beside the rules: what each rule finds in them, and that nothing else is found."""

from __future__ import annotations
