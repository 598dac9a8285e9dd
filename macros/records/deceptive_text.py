"""Find characters that deceive the eye.

They show nothing, or look like a letter of another alphabet. What is refused follows Unicode's UTS 39
(security mechanisms) and UAX 31 (identifiers), by the characters' names in Python's own tables. Languages
that spell with U+200C and U+200D may, and so may emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from macros.problems import quote


class Finding(NamedTuple):
    """What deceives in a text: where it begins, the rule, and words for the editor."""

    start: int
    rule: str
    message: str
    advice: str


_UNCOMMON = re.compile(
    "[^\t\n\r -~\xa0-\xac\xae-\u01bf\u01c4-\u024f\u02b0-\u02ff\u2010-\u2027\u2030-\u203e\u20ac]"
)
"""What Swedish and its neighbours are not written with. A text without any is not looked at further."""
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point, annotation marks and an empty Braille cell: they show nothing."""
_JOINERS = "\u200c\u200d"
_JOINED_SCRIPTS = frozenset(("ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI",
                             "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
                             "SINHALA", "MYANMAR", "KHMER", "TIBETAN"))  # fmt: skip
"""Scripts that spell with joiners: the form of a letter depends on its neighbours."""
_MOST_ACCENTS = 10
_FOREIGN_RUN = re.compile(f"[^ -~\\s]{{{_MOST_ACCENTS + 1},}}")
_SKIN_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_NEW_EMOJI = range(0x1F000, 0x1FB00)
"""Where Unicode adds emoji each year, more than Python knows."""

_PHONETIC = (
    range(0x1C0, 0x1C4),
    range(0x250, 0x2B0),
    range(0x1D00, 0x1DC0),
    range(0xA720, 0xA800),
    range(0xAB30, 0xAB70),
)
_USED_IN_SPELLING = frozenset("əɓɔɖɗɛɣɨʉʊʋʒ")
"""Phonetic letters that African languages, Azerbaijani and Skolt Sámi are spelled with."""
_STYLED = frozenset(("MATHEMATICAL", "FULLWIDTH", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER"))
_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"))
_TWINS = frozenset("АВЕЅІЈКМНОРСТУХҮԌԚԜаеорсухіјѕһӏԁԛԝүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυϲ")
"""Cyrillic and Greek letters that look like Latin ones."""

_ADJECTIVES = {"LATIN": "latinsk", "CYRILLIC": "kyrillisk", "GREEK": "grekisk", "ARABIC": "arabisk",
               "ETHIOPIC": "etiopisk", "HEBREW": "hebreisk", "ARMENIAN": "armenisk", "GEORGIAN": "georgisk",
               "EAST ASIAN": "östasiatisk", "PHONETIC": "fonetisk", "COPTIC": "koptisk",
               "CHEROKEE": "cherokesisk"}  # fmt: skip
_DELETE = "Radera stället och skriv om det för hand. Sådana tecken följer ofta med inklistrad text."
_FIGURES = "Skriv det för hand med siffrorna 0–9."
_REWRITE = "Skriv om ordet för hand med ett enda alfabet: tecknet ser rätt ut, men är ett annat."


def is_common(text: str) -> bool:
    """Return whether a text has only what Swedish and its neighbours are spelled with."""
    return _UNCOMMON.search(text) is None


def find_deceptive(text: str) -> Finding | None:
    """Return the first character that shows nothing, else the first twin, or None.

    Words wholly in another script are let through: ``find_foreign_twin`` refuses some of them.
    """
    if is_common(text):
        return None
    return find_unseen(text) or next(_find_mixed(text), None)


def find_unseen(text: str) -> Finding | None:
    """Return the first character that shows or means nothing, or None.

    Too many accents on one letter count too: they hide it, and the lines above.
    """
    if is_common(text):
        return None
    pile = _find_pile(text)
    unseen = "".join(char for char in set(text) if _describe_unseen(char))
    for match in re.finditer(f"[{re.escape(unseen)}]", text) if unseen else ():
        start = match.start()
        if pile and pile.start < start:
            break
        if not _is_spelling(text, start):
            message = f"här står {_describe_unseen(match[0])} (U+{ord(match[0]):04X}): {_around(text, start)}"
            return Finding(start, "control-character", message, _DELETE)
    return pile


def normalize_nfc(text: str) -> str:
    """Return a text in the form NFC; as it is where ``find_unseen`` refuses it.

    Putting accents in order takes a time that grows with the square of how many are on one letter.
    """
    return text if _find_pile(text) else unicodedata.normalize("NFC", text)


def cut_piles(text: str) -> str:
    """Return a text that can be normalized: without accents that are too many."""
    tops = set(_pile_tops(text))
    return "".join(char for at, char in enumerate(text) if at not in tops) if tops else text


def _find_pile(text: str) -> Finding | None:
    """Return the first letter with more accents than any language has, or None."""
    for at in _pile_tops(text):
        message = f"här står fler än {_MOST_ACCENTS} accenter på samma bokstav (U+{ord(text[at]):04X})"
        return Finding(at, "control-character", message, _DELETE)
    return None


def _pile_tops(text: str) -> Iterator[int]:
    """Yield where each accent stands that is too many."""
    for run in _FOREIGN_RUN.finditer(text):
        height = 0
        for at, char in enumerate(run[0], run.start()):
            height = height + 1 if unicodedata.combining(char) else 0
            if height > _MOST_ACCENTS:
                yield at


def _around(text: str, at: int) -> str:
    """Return a quotation of what stands around a place, of its own line."""
    line_start = text.rfind("\n", 0, at) + 1
    return quote(text[max(line_start, at - 12) : at + 13].partition("\n")[0])


def find_foreign_twin(text: str) -> Finding | None:
    """Return the first word or number that only looks Latin, or None.

    It is for names, and for texts in languages that are written with Latin letters. What ``find_deceptive``
    reports is not reported again.
    """
    if is_common(text) or next(_find_mixed(text), None):
        return None
    for start, word in _split_words(text):
        for char in word:
            if char.isdecimal() and not char.isascii():
                message = f"{quote(char)} (U+{ord(char):04X}) i {quote(word)} är ingen vanlig siffra"
                return Finding(start, "mixed-script", message, _FIGURES)
        letters = [char for char in word if char.isalpha()]
        if letters and _TWINS.issuperset(letters):
            script = _ADJECTIVES[_script_of(letters[0])]
            message = f"ordet {quote(word)} är skrivet med {script}a bokstäver som ser ut som latinska"
            return Finding(start, "mixed-script", f"{message} (U+{ord(letters[0]):04X})", _REWRITE)
    return None


@lru_cache(maxsize=4096)
def _describe_unseen(char: str) -> str:
    """Return what an unseen or meaningless character is; empty for any other."""
    category = unicodedata.category(char)
    if _TURNS.match(char):
        return "ett osynligt tecken som vänder skrivriktningen"
    if char == "\xad":
        return "ett mjukt bindestreck, som inte syns"
    if _UNSEEN.match(char):
        return "ett osynligt tecken"
    if category in ("Cc", "Zl", "Zp") and char not in "\t\n\r":
        return "ett styrtecken"
    if category == "Co":
        return "ett tecken som bara ett visst program eller typsnitt förstår"
    if category == "Cs" or (category == "Cn" and ord(char) not in _NEW_EMOJI):
        return "ett tecken som inte finns"
    return ""


def _is_spelling(text: str, at: int) -> bool:
    """Return whether a script or an emoji is spelled with an unseen character."""
    return _joins(text, at) if text[at] in _JOINERS else _chooses_emoji(text, at)


def _joins(text: str, at: int) -> bool:
    """Return whether a joiner stands in a word that needs it, or in an emoji."""
    before, after = at - 1, text[at + 1 : at + 2]
    while before > 0 and (unicodedata.category(text[before])[0] == "M" or text[before] in _SKIN_TONES):
        before -= 1
    sides = [*text[before : before + 1], *after] if before >= 0 else [*after]
    if any(char in _JOINERS for char in sides):
        return False
    if text[at] == "\u200d" and len(sides) == 2 and all(map(_is_emoji, sides)):
        return True
    scripts = {_script_of(char) for char in sides if char.isalpha()}
    return len(scripts) == 1 and scripts <= _JOINED_SCRIPTS


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) == "So" or ord(char) in _NEW_EMOJI


def _chooses_emoji(text: str, at: int) -> bool:
    """Return whether a character chooses how the sign before it is drawn."""
    if text[at] not in "\ufe0e\ufe0f" or at == 0:
        return False
    before = text[at - 1]
    keycap = before in "#*0123456789" and text[at + 1 : at + 2] == "\u20e3"
    return keycap or before in "‼⁉" or unicodedata.category(before)[0] == "S" or _is_emoji(before)


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    """Return the script of a letter or figure; empty where it belongs to any.

    Letters of the phonetic alphabet, and styled ones, count as scripts of their own.
    """
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    category = unicodedata.category(char)
    if category not in ("Lu", "Ll", "Lt", "Lo", "Nd", "Nl") or char in "ªºµ":
        return ""
    name = unicodedata.name(char, "")
    first = name.partition(" ")[0]
    if any(ord(char) in block for block in _PHONETIC) and char not in _USED_IN_SPELLING:
        return "PHONETIC"
    if first in _EAST_ASIAN:
        return "EAST ASIAN"
    return "ARABIC" if first in ("ARABIC-INDIC", "EXTENDED") else first


def _split_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run of letters, figures and their marks, and where it begins."""
    start = -1
    for index, char in enumerate(f"{text} "):
        if char.isalnum() or char in _JOINERS or unicodedata.category(char)[0] == "M":
            start = index if start < 0 else start
        elif start >= 0:
            yield start, text[start:index]
            start = -1


_NUMBER = re.compile(r"\d+(?:[-–./:,]\d+)*")


def _find_mixed(text: str) -> Iterator[Finding]:
    """Yield each word of several scripts, and each number of several sorts of figures."""
    characters = set(text)
    all_scripts = {_script_of(char) for char in characters} - {""}
    if len(all_scripts) > 1 or all_scripts & _STYLED:
        yield from _find_mixed_words(text)
    if any(char.isdecimal() and not char.isascii() for char in characters):
        yield from _find_mixed_numbers(text)


def _find_mixed_words(text: str) -> Iterator[Finding]:
    for start, word in _split_words(text):
        scripts = Counter(script for char in word if (script := _script_of(char)))
        odd = min(
            scripts,
            key=lambda script: (script not in _STYLED, scripts[script], script == "LATIN"),
            default="",
        )
        char = next((char for char in word if _script_of(char) == odd), "")
        if odd in _STYLED:
            what = "ett tecken i en särskild stil, ingen vanlig bokstav eller siffra"
        elif len(scripts) > 1:
            del scripts[odd]
            rest = max(scripts, key=lambda script: (scripts[script], script == "LATIN"))
            what = (
                f"en {_ADJECTIVES.get(odd, 'främmande')} bokstav bland {_ADJECTIVES.get(rest, 'främmand')}a"
            )
        else:
            continue
        message = f"i ordet {quote(word)} är {char} (U+{ord(char):04X}) {what}"
        yield Finding(start, "mixed-script", message, _REWRITE)


def _find_mixed_numbers(text: str) -> Iterator[Finding]:
    for match in _NUMBER.finditer(text):
        odd = next((char for char in match[0] if not char.isascii() and char.isdecimal()), "")
        if odd and any(char in "0123456789" for char in match[0]):
            message = f"i talet {quote(match[0])} är {odd} (U+{ord(odd):04X}) ingen vanlig siffra"
            yield Finding(match.start(), "mixed-script", message, _FIGURES)
