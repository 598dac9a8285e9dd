"""Read texts as a person does, whatever way they are written.

Escapes become their characters, other scripts' figures 0–9, and what shows nothing goes. A file's bytes
become text, whatever program saved them. No line is added or taken away.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from macros.records.deceptive_text import cut_piles

_ESCAPED = re.compile(
    r"\\(?:x(?=[0-9a-f]{2})|u(?=[0-9a-f]{4})|U(?=[0-9a-f]{8}))(?P<hex>(?<=x)..|(?<=u)....|(?<=U)........)"
    r"|&(?P<named>#?[a-z0-9]{2,8});|\\(?P<short>[_t])|%(?P<web>[2-7][0-9a-f])|\[(?:\.|punkt|dot)\]|\(punkt\)"
    r"|(?P<at>[\[({](?:at|a|snabel-?a)[\])}])",
    re.IGNORECASE,
)
"""YAML's escapes, HTML's, those of web addresses, and a full stop and an @ in disguise."""
_SNABEL = re.compile(" snabel-?a ")
_COMMON = bytes({*range(128), *"åäöÅÄÖéÉüÜ–—”“’…§".encode()})
"""The bytes of what Swedish is written with: a text of nothing else holds nothing unseen."""
_TAG = re.compile(r"<[^<>]{1,200}>")
_HINTS = {
    **{"\\": ("\\",), "&": ("&",), "%": tuple(f"%{high}" for high in range(2, 8)), " snabel": (" snabel",)},
    **{"[": ("[a", "[.", "[p", "[d", "[s"), "(": ("(at)", "(a)", "(punkt)"), "{": ("{at}",)},
}
"""What a disguise may hold, by its first character: that is found at once, or not."""

_LITTLE = re.compile(rb"(?:[\t\n\r\x20-\xff]\0){6,}")
_BIG = re.compile(rb"(?:\0[\t\n\r\x20-\xff]){6,}")


def undisguise(text: str) -> str:
    """Return a text with escapes resolved and characters that show nothing removed."""
    if any(first in text and any(hint in text for hint in hints) for first, hints in _HINTS.items()):
        text = _SNABEL.sub("@", _ESCAPED.sub(_unescape, text))
    if not text.encode("utf-8", "replace").translate(None, _COMMON):
        return text
    return unicodedata.normalize("NFKC", cut_piles(text)).translate(_PLAIN)


def remove_tags(text: str) -> str:
    """Return a text without its tags, as a page shows it, with as many lines."""
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), text) if "<" in text else text


def decode_text(content: bytes) -> str:
    """Return a file's bytes as text.

    Some programs save in UTF-16, where every other byte is nothing. Bytes that cannot be decoded are
    replaced.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return narrow_utf16(content).decode("utf-8", "replace")


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
    elif code := match["hex"] or match["web"]:
        char = chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    else:
        char = "@" if match["at"] else " " if match["short"] else "."
    return char if char.isprintable() and "\n" not in char else " "


_SHOWN_AS = {"Pd": "-", **dict.fromkeys(("Cf", "Mn", "Me", "Cc")), **dict.fromkeys(("Zs", "Zl", "Zp"), " ")}
"""How characters are read, by their category in Unicode: None for those that show nothing."""


class _Plain(dict[int, str | None]):
    """A table for ``str.translate`` that is filled in as characters are met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char.isascii():
            self[code] = char
        elif char.isdecimal():
            self[code] = str(unicodedata.decimal(char))
        else:
            self[code] = _SHOWN_AS.get("Pd" if char in "−➖" else unicodedata.category(char), char)
        return self[code]


_PLAIN = _Plain()
