"""The privacy gate: no person's number and no person's address stands in the binder.

Read are the files as they were saved, comments and all, the Markdown and the words that lie hidden in
pictures.
Personal identity numbers (personnummer) and coordination numbers (samordningsnummer) are known by their
date and their control digit, so that a diary number is not taken for one (the Swedish Tax Agency, SKV 704
and 707).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from macros.problems import Problem, quote
from macros.records.binder import Shelf
from macros.records.folders import printable, sort_of
from macros.records.scalars import UNSEEN
from macros.records.values import Phone

_DASH = r"[-+‐‑‒–—―−]"
_GAP = rf"(?:\s?{_DASH}\s?|[\s.])?"
_WIDE = rf"\s*(?:{_DASH}|\\?\n[ #]*|\.)?\s*"
"""Before the last four: there a folded text may break its line."""
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(18|19|20){_GAP})?(\d\d){_GAP}(0[1-9]|1[0-2]){_GAP}([0-3]\d|[6-9]\d){_WIDE}(\d\d\s?\d\d)"
    rf"(?!\d|{_DASH}\d|[.,]\d)"
)
"""Century, year, month, day, four figures, with what people write between them."""

_FIGURES = re.compile("[0-9][0-9\\s.()#+‐‑‒–—―−-]{7,60}[0-9]")
"""Figures in a row: found quickly, and looked at closely where they may be a date or a mobile number."""

_NO_FIGURE = re.compile("[^0-9]+")
_DATED = re.compile("[0-9]{2}(?:0[1-9]|1[0-2])[0-36-9][0-9]{5}")

_ESCAPED = re.compile(
    r"\\(?:x(?=[0-9a-f]{2})|u(?=[0-9a-f]{4})|U(?=[0-9a-f]{8}))(?P<hex>(?<=x)..|(?<=u)....|(?<=U)........)"
    r"|&#(?:x(?P<html_hex>[0-9a-f]{1,6})|(?P<html>[0-9]{1,7}));",
    re.IGNORECASE,
)
_COMMON = bytes({*range(128), *"åäöÅÄÖéÉüÜ–—”“’…§".encode()})
"""The bytes of what Swedish is written with: a text of nothing else holds nothing unseen."""


_DOMAIN = re.compile(r"@([\w-]+(?:\.[\w-]+)+)")
_LOCAL = re.compile(r"[\w.+-]+$")
_LONGEST = 64
"""How long the part of an address before the @ may be (RFC 5321)."""
_PERSON = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?[._][^\W\d_]{2,}(?:-[^\W\d_]+)?\d{0,2}")
_PRIVATE = {
    "aol.com", "bahnhof.se", "bredband.net", "bredband2.com", "comhem.se", "fastmail.com", "gmail.com",
    "gmx.com", "googlemail.com", "home.se", "hotmail.com", "hotmail.se", "icloud.com", "live.com", "live.se",
    "mac.com", "mail.com", "me.com", "msn.com", "outlook.com", "outlook.se", "passagen.se", "proton.me",
    "protonmail.com", "spray.se", "swipnet.se", "tele2.se", "telia.com", "tiscali.se", "yahoo.com",
    "yahoo.se",
}  # fmt: skip
"""Where people have mail of their own."""

_BETWEEN = r"[\s.()‐‑‒–—―−-]{0,3}"
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?:\+|00){_BETWEEN}46{_BETWEEN}(?:0{_BETWEEN})?|0)7[02369](?:{_BETWEEN}\d){{7}}(?!\d)"
)

_NUMBER_ADVICE = "Ta bort det, också ur versionshistoriken. I pärmen står aldrig något om en enskild person."
_ADDRESS_ADVICE = "Skriv funktionens adress, till exempel elevhalsan@kalix.example."
_MOBILE_ADVICE = "Skriv växelns eller funktionens nummer."
_ALLOW = "Är det ingen persons? Skriv värdet och skälet under allowed i data/site.yaml."

_WORDS = (".md", ".svg", ".txt", ".html", ".css", ".js", ".yml", ".yaml")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_HARMLESS = (".woff2", ".woff", ".ttf", ".otf", ".json", ".xml", ".ico")
_MOST = 50_000_000
"""As much of a file is looked at."""
_LOOSE_ADVICE = "Ta bort den. Blad och tomma blanketter görs av det som står i data."


def personal(shelf: Shelf) -> Iterator[Problem]:
    """No person's number or address stands in the data, in the pages' texts or in the pictures."""
    allowed = {entry.value for entry in shelf.site.allowed} if "site" not in shelf.lacking else set()
    for file, content in shelf.read.contents():
        yield from found_in(content.decode("utf-8", "replace"), file, allowed)
    read = {file for file, _ in shelf.read.contents()}
    for folder in (shelf.folder, shelf.folder.parent / "docs"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.as_posix() not in read and sort_of(path) == "file" and not path.name.startswith("."):
                yield from in_content(_content(path), printable(path.as_posix()), allowed)


def _content(path: Path) -> bytes:
    """Give what a file holds; nothing of one that may not be opened."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""


def in_content(content: bytes, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Give what looks like a person's in a file: in its text, or in the words a picture carries along.

    What nobody can look into may not lie among the pages at all: a form may be filled in.
    """
    kind = Path(file).suffix.lower()
    if kind in _PICTURES:
        yield from found_in(hidden_words(content), file, allowed)
    elif kind in _HARMLESS:
        return
    elif kind in _WORDS or b"\0" not in content[:8000]:
        yield from found_in(content.decode("utf-8", "replace"), file, allowed)
    if kind not in (*_WORDS, *_PICTURES) and "docs" in Path(file).parts:
        message = f"filen {quote(Path(file).name)} får inte ligga bland sidorna: kontrollen kan inte läsa den"
        yield Problem(file, 1, 1, "loose-document", message, _LOOSE_ADVICE)


def found_in(text: str, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Give what looks like a person's in a text, where it stands. ``allowed`` are exact values that may."""
    text = _as_read(text)
    for figures in _FIGURES.finditer(text):
        bare = _NO_FIGURE.sub("", figures[0])
        if _DATED.search(bare) or "07" in bare or "467" in bare:
            yield from _numbers(text, file, allowed, max(0, figures.start() - 4), figures.end() + 4)
    for match in _DOMAIN.finditer(text):
        local = _LOCAL.search(text[max(0, match.start() - _LONGEST) : match.start()])
        name = local[0] if local else ""
        if name + match[0] not in allowed and (what := _whose(name, match[1])):
            at = match.start() - len(name)
            yield _problem(text, file, at, "personal-address", what, _ADDRESS_ADVICE)


def _as_read(text: str) -> str:
    """Give a text as it is read: escapes as their characters, other scripts' figures as 0–9, nothing unseen.

    No line is added or taken away.
    """
    if "\\u" in text or "\\x" in text or "\\U" in text or "&#" in text:
        text = _ESCAPED.sub(_unescaped, text)
    if not text.encode("utf-8", "replace").translate(None, _COMMON):
        return text
    return "".join(_figure(char) for char in text if char not in UNSEEN)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match["hex"] or match["html_hex"], 16) if not match["html"] else int(match["html"])
    char = chr(code) if code < 0x110000 else ""
    return char if char.isprintable() else " "


def _figure(char: str) -> str:
    return str(unicodedata.decimal(char)) if not char.isascii() and char.isdecimal() else char


def _numbers(text: str, file: str, allowed: Collection[str], start: int, end: int) -> Iterator[Problem]:
    for match in _NUMBER.finditer(text, start, end):
        if is_personal(*match.groups()) and match[0] not in allowed and not _is_phone(text, match):
            rule = "personal-identity-number"
            yield _problem(text, file, match.start(), rule, "ett personnummer", _NUMBER_ADVICE)
    for match in _MOBILE.finditer(text, start, end):
        if match[0] not in allowed and not Phone(match[0]).fictional:
            yield _problem(text, file, match.start(), "personal-address", "ett mobilnummer", _MOBILE_ADVICE)


def _problem(text: str, file: str, at: int, rule: str, what: str, advice: str) -> Problem:
    """Say where, and never what: the number must not stand in a log either."""
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Problem(file, line, column, rule, f"här står något som ser ut som {what}", f"{advice}\n{_ALLOW}")


def is_personal(century: str | None, year: str, month: str, day: str, last: str) -> bool:
    """Tell whether figures are a personal identity number or a coordination number (day + 60)."""
    number = year + month + day + re.sub(r"\s", "", last)
    of_month = int(day) - 60 if int(day) > 60 else int(day)
    years = [int(century + year)] if century else [1900 + int(year), 2000 + int(year)]
    return _control_digit(number) and any(_is_day(each, int(month), of_month) for each in years)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _control_digit(number: str) -> bool:
    """Tell whether the last of ten figures is the control digit of the others (modulus 10)."""
    doubled = (int(figure) * (2 - at % 2) for at, figure in enumerate(number))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """Tell whether ten figures in a row stand where a phone number is due."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match[1] is None and match[0].startswith("0") and line.lstrip(" -").startswith("phone:")


def _whose(local: str, domain: str) -> str:
    """Say whose an address seems to be; nothing for a function's."""
    parts = domain.casefold().split(".")
    if any(".".join(parts[at:]) in _PRIVATE for at in range(len(parts) - 1)):
        return "en privat e-postadress"
    return "en persons e-postadress" if _PERSON.fullmatch(local) else ""


def hidden_words(picture: bytes) -> str:
    """Give the words that a picture carries along: PNG's text blocks, and what Exif and XMP say."""
    words = [_exif_words(picture)] if picture[:2] == b"\xff\xd8" else []
    at = 8
    while picture.startswith(b"\x89PNG") and at + 12 <= len(picture):
        length = int.from_bytes(picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            words.append(_unpacked(body).decode("utf-8", "replace"))
        at += 12 + length
    if picture[:4] in (b"RIFF", b"GIF8"):
        words.append(picture.decode("latin-1"))
    return "\n".join(words)


def _exif_words(picture: bytes) -> str:
    """Give a JPEG's comments, Exif and XMP: all blocks before the picture itself."""
    words, at = [], 2
    while at + 4 <= len(picture) and picture[at] == 0xFF and picture[at + 1] != 0xDA:
        length = int.from_bytes(picture[at + 2 : at + 4])
        if picture[at + 1] == 0xFE or 0xE1 <= picture[at + 1] <= 0xEF:
            words.append(picture[at + 4 : at + 2 + length].decode("utf-8", "replace"))
        at += 2 + max(length, 2)
    return "\n".join(words)


def _unpacked(body: bytes) -> bytes:
    """Give a block's text, whether it was packed or not."""
    key, _, rest = body.partition(b"\0")
    for start in range(min(len(rest), 64)):
        if rest[start : start + 1] == b"\x78":
            try:
                return key + b" " + zlib.decompress(rest[start:])
            except zlib.error:
                continue
    return body
