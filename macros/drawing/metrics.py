"""Measure text with our own font files and break it into lines."""

from __future__ import annotations

import re
from functools import cache

import pyphen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont

from macros.project import FONTS

_RESERVE = 1.05  # renderers differ, and a page may be shown before its fonts have loaded


@cache
def _read_widths(file: str) -> dict[int, float]:
    """Return the widths of a font's characters, as shares of the text size.

    Each font file is read once.
    """
    with TTFont(FONTS / file, lazy=True) as font:
        metrics, size = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[name][0] / size for code, name in font.getBestCmap().items()}


@cache
def _character_width(code: int, weight: int) -> float:
    """Return a character's width as a share of the text size.

    In Familjen Grotesk, else in the first Noto font that has the character, else 1.
    """
    own = max(w for w in (400, 500, 600, 700) if w <= max(weight, 400))
    other = 700 if weight >= 600 else 400
    families = ("noto-sans", "noto-sans-arabic", "noto-sans-ethiopic")
    for file in (f"familjen-grotesk-{own}.ttf", *(f"{family}-{other}.ttf" for family in families)):
        width = _read_widths(file).get(code)
        if width is not None:
            return width
    return 1.0


def width_of(words: str, size: float = 16, weight: int = 500) -> float:
    """Return the width of a line of text, a little on the safe side."""
    return true_width(words, size, weight) * _RESERVE


def true_width(words: str, size: float = 16, weight: int = 500) -> float:
    """Return the width of a line of text as its font sets it."""
    return sum(_character_width(ord(letter), weight) for letter in words) * size


def wrap(words: str, room: float, size: float = 16, weight: int = 500) -> list[str]:
    """Break a text into lines that fit in ``room``.

    A word that is too long is hyphenated, between syllables if possible.
    """
    lines: list[str] = []
    line = ""
    for glue, piece in _split_pieces(words):
        joined = line + glue + piece if line else piece
        if width_of(joined, size, weight) <= room:
            line = joined
            continue
        lines += [line] if line else []
        *full, line = _break_piece(piece, room, size, weight)
        lines += full
    return [*lines, line] if line else lines


def wrap_evenly(words: str, room: float) -> list[str]:
    """Break a text into as few lines as ``wrap`` does, but of more even length.

    So a short last word does not stand alone.
    """
    lines = wrap(words, room)
    for share in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        even = wrap(words, room * share)
        if len(even) == len(lines) and sum(map(len, even)) <= sum(map(len, lines)):
            return even
    return lines


def _split_pieces(words: str) -> list[tuple[str, str]]:
    """Split a text where a line may end; return (space before, piece) pairs.

    Lines may end at spaces, and after hyphens and slashes.
    """
    cleaned = words.replace("\u00ad", "")
    pieces = []
    for word in re.split(r"[ \t\r\n]+", cleaned.strip(" \t\r\n")):
        for index, part in enumerate(re.findall(r"[^-/–]*[-/–]+|[^-/–]+", word)):
            pieces.append(("" if index else " ", part))
    return pieces


def _break_piece(piece: str, room: float, size: float, weight: int) -> list[str]:
    """Break one piece over as many lines as it takes."""
    lines = []
    while width_of(piece, size, weight) > room and len(piece) > 1:
        break_at = _find_break(piece, room, size, weight)
        lines.append(piece[:break_at] + "-")
        piece = piece[break_at:]
    return [*lines, piece]


def _find_break(piece: str, room: float, size: float, weight: int) -> int:
    """Return after how many letters to hyphenate: the last place that fits.

    Between syllables if possible, else between any letters; after the first letter when nothing fits.
    """
    fits = [n for n in range(1, len(piece)) if width_of(piece[:n] + "-", size, weight) <= room]
    syllables = {int(place) for place in _load_hyphenation().positions(piece)}
    return max((n for n in fits if n in syllables), default=fits[-1] if fits else 1)


@cache
def _load_hyphenation() -> pyphen.Pyphen:
    """Return the Swedish hyphenation patterns, loaded once."""
    return pyphen.Pyphen(lang="sv_SE", left=3, right=3)
