"""The table of letters that our fonts have is the fonts' own. Run this file to write the table anew."""

import re
import textwrap
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

from macros.records.glyphs import GLYPHS

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "macros" / "records" / "glyphs.py"


def covered() -> set[int]:
    """Give every character that some font of ours draws, without control and private-use ones."""
    points: set[int] = set()
    for path in sorted((ROOT / "docs" / "assets" / "fonts").glob("*.ttf")):
        with TTFont(path) as font:
            points.update(font.getBestCmap())
    return {point for point in points if unicodedata.category(chr(point)) not in {"Cc", "Co", "Zl", "Zp"}}


def table(points: set[int]) -> str:
    """Write the characters as ranges in hexadecimal numbers."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ranges)


def test_the_table_is_what_the_fonts_cover() -> None:
    """A font that changes changes the table."""
    assert table(covered()) == " ".join(GLYPHS.split())


if __name__ == "__main__":
    lines = "\n".join(textwrap.wrap(table(covered()), 105, break_on_hyphens=False))
    text = MODULE.read_text(encoding="utf-8")
    MODULE.write_text(
        re.sub(r'(GLYPHS = """\\\n).*?\n"""', lambda match: f'{match[1]}{lines}\n"""', text, flags=re.DOTALL),
        encoding="utf-8",
    )
