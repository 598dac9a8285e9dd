"""Read texts as a person does, whatever way they are written.

Escapes become their characters, other scripts' figures 0–9, and what shows nothing goes. A file's bytes
become text, whatever program saved them. No line is added or taken away, so a line's number stays true.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from macros.checks.number_words import write_figures
from macros.records.deceptive_text import cut_piles

_ESCAPED = re.compile(
    r"[\\&%=\[({<](?:(?<=\\)(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<short>[_t]))"
    r"|(?<=&)(?P<named>#?[0-9a-zA-Z]{2,8});|(?<=%)(?P<web>[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*)"
    r"|(?<=[0-9]=)(?P<mail>2[B-Fb-f])|(?i:(?<=[\[({<])(?:(?P<at>at|(?<!<)a|snabel-?a)|\.|punkt|dot)[\])}>]))"
)
"""Escapes of YAML and JSON, HTML, web addresses and raw mail, and a full stop and an @ in disguise."""
_SPOKEN_AT = re.compile(r" (?:snabel-?a|AT|(?i:at|vid)(?= [\w-]+ (?i:punkt|dot) [a-z]))[ \n]")
_SPOKEN = (" snabel", " AT ", " punkt ", " dot ", " DOT ")
_SPOKEN_DOT = re.compile(r"(?<=\w) (?:punkt|dot) (?=\w)", re.IGNORECASE)
_COMMON = bytes({*range(128), *"åäöÅÄÖéÉüÜ–—”“’…§".encode()})
"""The bytes of what Swedish is written with: a text of nothing else holds nothing unseen."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)(?![\w-])",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"[\]\[*_~=`\\](?:(?<=\])\([^()\n]{0,300}\)|(?<=\[)\^[^\]\n]{1,20}\]|(?<=\*)\**|(?<=`)`*|(?<=_)_|(?<=~)~|(?<==)="
    r"|(?<=\\)(?=[^\w\n])|(?<=[0-9]=)(?P<space>20)(?=[0-9]))"
)
"""Targets of links, marks of footnotes and emphasis in Markdown, and a space in a raw mail."""
_MARKERS = re.compile(r"^([ \t>#]*)(?:[0-9]{1,2}|[a-z])[.)](?=[ \t])", re.MULTILINE)
"""The figure of a point in a list."""
_LONGEST_TAG = 2000
_FIGURE_OR_AT = re.compile("[0-9@]")
_ALIKE = re.compile(r"(?<![^\W\d_])[0-9OoØøIlBSZ][0-9OoØøIl|!BSZ]+[0-9OoØøIlBSZ](?![^\W\d_])")
_FIGURES_ALIKE = str.maketrans("OoØøIl|!BSZ", "00001111852")

_LITTLE = re.compile(rb"(?:[\t\n\r\x20-\xff]\0){6,}")
_BIG = re.compile(rb"(?:\0[\t\n\r\x20-\xff]){6,}")


def list_readings(text: str) -> Iterator[str]:
    """Yield a text as it can be read: as written, as shown, and as meant.

    As shown it has no tags and no Markdown. As meant, letters that stand for figures (``8ll2l8``) are
    figures. Each reading has as many lines as the text, but those are empty that can hold nothing, or that
    are the same as in the reading before.
    """
    written = write_figures(undisguise(text))
    lines = written.split("\n")
    written = _keep_lines(lines, (at for at, line in enumerate(lines) if _FIGURE_OR_AT.search(line)))
    yield written
    shown = remove_markup(written)
    yield write_figures(_keep_changes(shown, written))
    meant = _ALIKE.sub(_write_figures_meant, shown)
    yield _keep_changes(meant, shown)


def _keep_changes(text: str, before: str) -> str:
    """Return a text in which lines are empty that are far from any difference."""
    lines = text.split("\n")
    pairs = zip(lines, before.split("\n"), strict=True) if text != before else ()
    return _keep_lines(lines, (at for at, (line, as_before) in enumerate(pairs) if line != as_before))


def _keep_lines(lines: list[str], wanted: Iterable[int]) -> str:
    """Return a text with all lines emptied but those wanted and the two around."""
    kept = {at + step for at in wanted for step in range(-2, 3)}
    return "\n".join([line if at in kept else "" for at, line in enumerate(lines)]) if kept else ""


def undisguise(text: str) -> str:
    """Return a text with escapes resolved and characters that show nothing removed."""
    text = _ESCAPED.sub(_unescape, text)
    if any(hint in text for hint in _SPOKEN):
        text = _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub(_keep_break, text))
    if not text.encode("utf-8", "replace").translate(None, _COMMON):
        return text
    return "\n".join(line if line.isascii() else _write_plainly(line) for line in cut_piles(text).split("\n"))


@lru_cache(maxsize=10_000)
def _write_plainly(line: str) -> str:
    """Return a line in plain letters and figures, without what shows nothing."""
    return unicodedata.normalize("NFKC", line.translate(_PLAIN)).translate(_PLAIN)


def remove_markup(text: str) -> str:
    """Return a text without tags and Markdown, as a page shows it, with as many lines."""
    return _MARKERS.sub(r"\1", _MARKUP.sub(lambda mark: " " if mark["space"] else "", remove_tags(text)))


def remove_tags(text: str) -> str:
    """Return a text without its tags.

    For those inside a line stands nothing, for others a bar.

    The tags may stand in YAML or Markdown, and may be broken. Takes linear time, which the parsers of HTML
    that are at hand do not: ``html.parser`` needs minutes for a megabyte of ``<a``.
    """
    parts, at, close = [], 0, -1
    while (start := text.find("<", at)) >= 0:
        parts.append(text[at:start])
        comment = text.startswith("<!--", start)
        if comment or close <= start:
            close = text.find("-->" if comment else ">", start)
        end = close + (3 if comment else 1)
        tagged = (
            comment or text[start + 1 : start + 2].isalpha() or text[start + 1 : start + 2] in ("/", "!", "?")
        )
        if close < 0:
            at = start
            break
        if not tagged or end - start > _LONGEST_TAG:
            parts.append("<")
            at = start + 1
        else:
            unseen = comment or _INLINE.match(text, start)
            parts.append(("" if unseen else "|") + "\n" * text.count("\n", start, end))
            at = end
        close = -1 if comment else close
    return "".join([*parts, text[at:]])


def decode_text(content: bytes) -> str:
    """Return a file's bytes as text.

    Some programs save in UTF-16, where every other byte is nothing. Bytes that are not UTF-8 are read as
    older programs in Windows wrote them: a dash, a hard space or an å would else hide what stands around it.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return narrow_utf16(content).decode("utf-8", _AS_WINDOWS)


_AS_WINDOWS = "read-as-windows-1252"


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    """Return the bytes that could not be decoded as characters of Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_AS_WINDOWS, _read_as_windows)


def narrow_utf16(content: bytes) -> bytes:
    """Return bytes with their stretches of UTF-16 as plain letters.

    The words in pictures may be written so.
    """
    if b"\0" not in content:
        return content
    return _BIG.sub(lambda wide: wide[0][1::2], _LITTLE.sub(lambda wide: wide[0][::2], content))


def _unescape(match: re.Match[str]) -> str:
    if match["named"]:
        char = unescape(match[0])
    elif match["web"]:
        return "".join(char if _shows(char) else " " for char in unquote(match[0], errors="ignore"))
    elif code := match["x"] or match["u"] or match["U"] or match["mail"]:
        char = chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    else:
        char = "@" if match["at"] else " " if match["short"] else "."
    return char if _shows(char) else " "


def _shows(char: str) -> bool:
    """Return whether what an escape stands for may take its place: no new line."""
    return char.isprintable() or unicodedata.category(char[:1]) in ("Cf", "Zs")


def _keep_break(match: re.Match[str]) -> str:
    return "@\n" if match[0].endswith("\n") else "@"


def _write_figures_meant(match: re.Match[str]) -> str:
    """Return a word as figures, where some of it is figures already."""
    word = match[0]
    return word.translate(_FIGURES_ALIKE) if any(char.isdecimal() for char in word) else word


_SHOWN_AS = {"Pd": "-", **dict.fromkeys(("Cf", "Mn", "Me", "Cc")), **dict.fromkeys(("Zs", "Zl", "Zp"), " ")}
"""How characters are read, by their category in Unicode: None for those that show nothing."""


class _Plain(dict[int, str | None]):
    """A table for ``str.translate`` that is filled in as characters are met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char.isascii():
            self[code] = " " if char in "\v\f\x85" else char
        elif unicodedata.numeric(char, -1) in range(10):
            self[code] = str(int(unicodedata.numeric(char)))
        else:
            self[code] = _SHOWN_AS.get("Pd" if char in "−➖⁻₋" else unicodedata.category(char), char)
        return self[code]


_PLAIN = _Plain()
