"""Check the Markdown of the site's own pages: no character in it deceives the eye."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

from macros.checks.disguise import decode_text
from macros.files import printable
from macros.problems import Problem
from macros.records.deceptive_text import find_deceptive, normalize_nfc
from macros.records.folders import sort_of

_MOST = 1_000_000
"""As much of a page is looked at, in bytes."""


def find_deceptive_pages(docs: Path) -> Iterator[Problem]:
    """Yield each deceiving line of the pages in ``docs``, and each deceiving name."""
    for path in sorted(docs.rglob("*")):
        name = printable(path.as_posix())
        if finding := find_deceptive(normalize_nfc(path.name)):
            advice = "Byt namn, och skriv det nya för hand."
            yield Problem(name, 1, 1, finding.rule, f"i namnet: {finding.message}", advice)
        if path.suffix.lower() == ".md" and sort_of(path) == "file":
            yield from find_in_page(_read_start(path), name)


def find_in_page(content: bytes, file: str) -> Iterator[Problem]:
    """Yield each line of a page with a deceiving character.

    It may be written as it is, or as ``&#x202E;``.
    """
    text = normalize_nfc(decode_text(content).removeprefix("\ufeff"))
    for number, line in enumerate(text.split("\n"), 1):
        shown = unescape(line) if "&" in line else line
        if finding := find_deceptive(shown):
            yield Problem(file, number, 1, finding.rule, finding.message, finding.advice)


def _read_start(path: Path) -> bytes:
    """Return what a file begins with; nothing of one that may not be opened."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""
