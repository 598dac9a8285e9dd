"""Edits of copied data."""

from __future__ import annotations

from pathlib import Path


def replace_text(file: Path, *changes: tuple[str, str]) -> None:
    """Replace texts in a file. Raise AssertionError where one of them is not there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file, old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
