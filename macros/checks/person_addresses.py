"""Find persons' e-mail addresses in a text.

A person's has a given name, a surname or initials before the @, or is private mail. A function's has a word
for the function. The rest is unclear: that is warned for (``person_hints``), not refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from macros.checks.name_lists import is_function_word, is_given_name, is_placeholder, is_surname

_PERSON, _UNCLEAR = "en persons e-postadress", "en oklar e-postadress"
_AT = re.compile(r"@[ \t`*]{0,3}(?:\n[ \t#>*]*)?([\w-]+(?:\s?\\?\.\s?[\w-]+)+)")
_BEFORE_AT = re.compile(r"(\n?(?:[ \t#>*]*\n)?\s{0,2}[*`~_\"]{0,3})((?:[\w+'’-]+ \. )*[\w.+'’-]+)")
"""What stands before the @, read backwards from it: the part of the address behind what stands between.

Searched for from the left, every sign of a long line would be tried as its beginning.
"""
_LONGEST = 64
"""How long the part of an address before the @ may be (RFC 5321)."""
_DOTTED = re.compile(r"[^\W\d_]+\.[^\W\d_]+(?:[.-][^\W\d_]+)*")
_SHOWN_NAME = re.compile(r"([^\W\d_]+)[^\n<>]{1,40}<$")
_ACCOUNT = re.compile(r"[^\W\d_]{3,6}\d{2,4}")
"""Letters of a name and figures: what an employee or pupil logs in with."""
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PRIVATE = {
    "aol.com", "algonet.se", "bahnhof.se", "bostream.nu", "bredband.net", "bredband2.com", "brevet.nu",
    "chello.se", "comhem.se", "duck.com", "email.com", "fastmail.com", "glocalnet.net", "googlemail.com",
    "hey.com", "home.se", "inbox.com", "mac.com", "mail.com", "mail.ru", "me.com", "ownit.se", "passagen.se",
    "pm.me", "proton.me", "rocketmail.com", "spray.se", "sverige.nu", "swipnet.se", "tele2.se", "telia.com",
    "tiscali.se", "tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "utfors.se", "web.de", "ymail.com",
    "zoho.com",
}  # fmt: skip
"""Where people have mail of their own."""
_ANYWHERE = {"gmail", "gmx", "hotmail", "icloud", "live", "msn", "outlook", "protonmail", "yahoo", "yandex"}
"""Those of them that have an address in most countries."""


def find_personal_addresses(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each person's address: where it begins, as it stands, and whose it is."""
    for at, value, owner in _find_addresses(text):
        if owner and owner != _UNCLEAR:
            yield at, value, owner


def find_unclear_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield where an address stands that may be a person's or a function's."""
    for at, value, owner in _find_addresses(text):
        if owner == _UNCLEAR:
            yield at, value


def _find_addresses(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each address: where, as it stands, and in Swedish whose it seems to be."""
    for match in _AT.finditer(text) if "@" in text else ():
        before = text[max(0, match.start() - _LONGEST - 10) : match.start()]
        backwards = _BEFORE_AT.match(before[::-1])
        if backwards is None or len(backwards[2]) > _LONGEST or match[1][-1].isdecimal():
            continue
        if "\n" in backwards[1] and before[: -backwards.end()].endswith("@"):
            continue  # two lines of Python that begin with @
        local = backwards[2][::-1].replace(" ", "")
        owner = _describe_owner(local, re.sub(r"[\s\\]", "", match[1]))
        start, apart = match.start() - backwards.end(), bool(backwards[1].strip('*`~_"'))
        if (
            owner == _UNCLEAR
            and (name := _SHOWN_NAME.search(before[: -backwards.end()]))
            and is_given_name(name[1])
        ):
            owner = _PERSON
        elif owner in ("", _UNCLEAR) and apart:
            named = [word for word in _DOTTED.findall(before) if _describe_local(word) == _PERSON]
            owner = _PERSON if named else ""
        if owner:
            yield start, text[start : match.end()], owner


def _describe_owner(local: str, domain: str) -> str:
    """Return whose an address seems to be; nothing for a function's."""
    parts = domain.casefold().rstrip(".").split(".")
    tails = [parts[at:] for at in range(len(parts) - 1)]
    if any(".".join(tail) in _PRIVATE or _is_in_many_countries(tail) for tail in tails):
        return "en privat e-postadress"
    return _describe_local(local)


def _is_in_many_countries(domain: list[str]) -> bool:
    """Return whether a domain is ``hotmail.fi`` or ``yahoo.co.uk``."""
    name, *rest = domain
    return name in _ANYWHERE and (len(rest) == 1 or (len(rest) == 2 and rest[0] in ("co", "com")))


@lru_cache(maxsize=1000)
def _describe_local(local: str) -> str:
    """Return whose the part before the @ seems to be; nothing for a function's."""
    local = local.partition("+")[0]
    words = [
        word for word in re.split(r"[._-]+", re.sub(r"(?<![^\W\d_])\d+|\d+(?![^\W\d_])", "", local)) if word
    ]
    rest = [word for word in words if not is_function_word(word)]
    given = [word for word in rest if is_given_name(word)]
    if not rest or not all(map(_NAME.fullmatch, words)) or (not given and any(map(is_placeholder, words))):
        return ""
    if len(rest) < len(words):
        is_person = 0 < len(given) < len(rest) or any(word.endswith("sson") for word in rest)
        return _PERSON if is_person else ""
    if len(words) > 1:
        is_person = bool(given) or "." in local or "_" in local
    else:
        is_surname_or_account = (len(local) > 4 and is_surname(local)) or _ACCOUNT.fullmatch(local)
        is_person = bool(given or is_surname_or_account or _is_two_names(words[0]))
    return _PERSON if is_person else _UNCLEAR


def _is_two_names(word: str) -> bool:
    """Return whether a given name and a surname are written as one word."""
    return any(
        len(word) - at > 5 and is_given_name(word[:at]) and is_surname(word[at:])
        for at in range(2, len(word) - 5)
    )
