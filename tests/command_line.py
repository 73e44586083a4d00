"""The command line in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def kg(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """What `kg` with these arguments returns and prints; `more` is for subprocess.run."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **more)  # type: ignore[call-overload,no-any-return]
