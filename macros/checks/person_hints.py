"""Find what may be about a person: a name, a home address, a handle.

No program can tell for sure, so these are warnings: they stop nothing. Unclear e-mail addresses are warned
for too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from macros.checks.disguise import decode_text, remove_markup, undisguise
from macros.checks.name_lists import is_function_word, is_given_name, is_placeholder, is_surname
from macros.checks.person_addresses import find_unclear_addresses
from macros.checks.privacy import list_allowed
from macros.problems import Problem
from macros.records.source import MAX_BYTES
from macros.records.whole_shelf import Shelf

_ADVICE = (
    "I pärmen står aldrig något om en enskild person. Gäller texten ingen verklig person kan den stå kvar."
)
_CAPITAL = "[A-ZÅÄÖÉ]"
_NAME = re.compile(
    rf"(?<![\w@./-])({_CAPITAL}[^\W\d_]+)"
    rf"(?=(?:-{_CAPITAL}[^\W\d_]+)?(?: {_CAPITAL}\.)?(?: (?:von|af|de|van|al|el))?(?: |\n[ #>]*) ?\(?"
    rf"({_CAPITAL}[^\W\d_]+)(?:-{_CAPITAL}[^\W\d_]+)?(?: ([^\W\d_]+))?)"
)
"""A word, what may be a surname, and the word after."""
_NAME_BACKWARDS = re.compile(rf"(?<![\w@./-])({_CAPITAL}[^\W\d_]+), ({_CAPITAL}[^\W\d_]+)")
_NAME_IN_SMALL = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[ _-]([^\W\d_]{2,30}sson)(?![^\W\d_])")
_SURNAME_FIELD = re.compile(rf"(?i:efternamn)\W{{1,4}}({_CAPITAL}[^\W\d_]+)")
_ALSO_WORDS = {
    "Bo", "Dag", "Del", "Gun", "Isa", "Li", "Liv", "Lo", "Love", "Maj", "Max", "May", "My", "Per", "Rut",
    "Sam", "Sten", "Stig", "Tage", "Tor", "Uno",
}  # fmt: skip
"""Given names that begin a sentence as ordinary words."""
_PLACE = (
    r"(?:skola|skolan|skolor|gymnasi\w+|gatan?|väg(?:en)?|torg(?:et)?|kyrkan?|hus|huset|hem|hemmet|centrum|center|"
    r"\w*sjukhus\w*|församling\w*|stiftelse\w*|fond|fonden|parken?|plats|plan|institut\w*|universitet\w*)$"
)
_STREET = re.compile(
    rf"(?<!\w){_CAPITAL}[\w-]{{0,40}}(?:gatan?|väg(?:en)?|gränd(?:en)?|stig(?:en)?|backen?|allén?|"
    r"torg(?:et)?|liden|kroken|ringen|slingan|svängen|leden) \d{1,3}(?!\d)"
    r"(?=[^\d\n]{0,30}(?:\d{1,4}[^\d\n]{1,12})?\n?[^\d\n]{0,14}[1-9]\d\d ?\d\d(?!\d))"
)
"""A street and its number, with a postcode after."""
_HOME = re.compile(r"(?i)\bhem(?!sida)|\bbo(?:r|ende)\b|folkbok|c/o|familjen\b|barnet\b")
_OFFICE = re.compile(
    r"(?i)besök|postadress|\bbox\b|kontor|skola|mottagning|kommun|central|enhet|förvaltning|hus(?:et)?\b|region|"
    r"expedition|klinik|centrum|^\W*address:",
    re.MULTILINE,
)
_HANDLE = re.compile(
    r"(?<=[ (:,])@(?!media|page|import|font|pytest)[a-z][\w.]{2,29}(?![\w@/({-])"
    r"|(?:facebook|instagram|tiktok|linkedin|snapchat|threads|twitter)\.(?:com|net)/[\w.@%?=/-]{3,80}"
    r"|(?<![\w.])(?:m|t)\.me/[\w.]{3,40}|sharepoint\.com/personal/\w+"
    r"|(?i:\b(?:snap|snapchat|instagram|insta|ig|tiktok|discord|kik|skype|messenger|telegram))"
    r"(?:: ?| (?:är|heter) )@?[a-zåäö.]{2,30}[\d_#][\w#.]*"
)


def list_hints(shelf: Shelf) -> list[Problem]:
    """Return what may be about a person in the data, by file and line."""
    allowed = frozenset(list_allowed(shelf))
    hints: set[Problem] = set()
    for file, content in shelf.read.contents():
        hints.update(_find_once(content, file, allowed))
    return sorted(hints)


@lru_cache(maxsize=2_000)
def _find_once(content: bytes, file: str, allowed: frozenset[str]) -> tuple[Problem, ...]:
    """Return the hints of a file, which a preview reads again and again."""
    return tuple(find_hints(decode_text(content), file, allowed))


def find_hints(text: str, file: str, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what may be about a person in a text, where it stands.

    ``allowed`` are exact values that are not. A text that is too long is not read: ``privacy`` refuses it.
    """
    if len(text) > MAX_BYTES:
        return
    text = remove_markup(undisguise(text))
    line, start = 1, 0
    for at, value, what in sorted(_find_all(text)):
        line, start = line + text.count("\n", start, at), at
        if value not in allowed:
            message = f"här står något som kan vara {what}"
            yield Problem(file, line, at - text.rfind("\n", 0, at), "perhaps-personal", message, _ADVICE)


def _find_all(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where something stands that may be about a person, as it stands, and what."""
    for match in _find_names(text):
        yield match.start(), " ".join(filter(None, match.groups()[:2])), "en persons namn"
    for match in _STREET.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n\n")[2]
        around = before + text[match.start() : match.end() + 20]
        if _HOME.search(around) or not _OFFICE.search(around):
            yield match.start(), match[0], "en persons hemadress"
    for match in _HANDLE.finditer(text):
        if not any(map(is_function_word, re.findall(r"[^\W\d_]+", match[0].partition("/")[2]))):
            yield match.start(), match[0], "en persons konto"
    for at, value in find_unclear_addresses(text):
        yield at, value, "en persons e-postadress"


def _find_names(text: str) -> Iterator[re.Match[str]]:
    """Yield each given name with what may be a surname."""
    for match in _NAME.finditer(text):
        first, second, after = match.groups()
        is_place = re.match(_PLACE, after or "") or re.search(_PLACE, second.casefold())
        is_word = first in _ALSO_WORDS and not is_surname(second.removesuffix("s"))
        if is_given_name(first) and not is_place and not is_word:
            yield match
    for match in _NAME_BACKWARDS.finditer(text):
        if is_surname(match[1]) and is_given_name(match[2]):
            yield match
    for match in _NAME_IN_SMALL.finditer(text) if "sson" in text else ():
        if is_given_name(match[1]) and match[1].islower():
            yield match
    for match in _SURNAME_FIELD.finditer(text):
        if is_surname(match[1]) and not is_placeholder(match[1]):
            yield match
