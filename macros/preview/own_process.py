"""Run a part of the program in a process of its own, and take what it says.

What builds pages cannot run in the preview itself: MkDocs runs once in a process, and the preview's own
builds must not wait.
"""

from __future__ import annotations

import os
import subprocess
import sys

from macros.project import PACKAGE

_SECONDS = 300


def run_module(module: str, *words: str, text: str = "") -> tuple[bool, list[str]]:
    """Return whether a module ended well, and the lines that it printed.

    ``words`` are its arguments, ``text`` its standard input.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module, *words],
            env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, ["Det tog för lång tid. Gör det i terminalfönstret i stället."]
    return done.returncode == 0, [line for line in done.stdout.splitlines() if line.strip()]
