"""Find persons' e-mail addresses in a text.

They have a first and a last name before the @, or are private mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_AT = re.compile(r"@(?:[ \t]?\n[ #]*|[ \t]{0,2})([\w-]+(?:\s?\\?\.\s?[\w-]+)+)")
_LOCAL = re.compile(r"[ \t]{0,2}([\w.+'’-]+)")
"""What stands before the @, read backwards."""
_LONGEST = 64
"""How long the part of an address before the @ may be (RFC 5321)."""
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION = re.compile(
    "avvikelse|barn|barnochunga|bibliotek|bum|bup|bvc|diarium|elev|elevhalsa|elevhalsan|elevhälsan|enheten"
    "|expedition|expeditionen|familj|familjen|forskola|forskolan|förskola|förskolan|gymnasiet|habiliteringen"
    "|individ|info|kansli|kommun|kommunen|kontakt|kontaktcenter|kundtjanst|kundtjänst|kurator|lss|mottagning"
    "|mottagningen|namnd|no-?reply|omsorg|ombud|omsorgen|post|processledare|psykiatri|redaktion|region"
    "|regionen|registrator|rektor|samordnare|skola|skolan|social|socialjour|socialjouren|socialnamnden"
    "|socialnämnden|socialtjanst|socialtjansten|socialtjänst|socialtjänsten|stod|stöd|styrgrupp|support"
    "|tandvard|tandvården|unga|ungdom|vard|vardcentral|vardcentralen|vård|växel|vaxel|webb|webbmaster",
    re.IGNORECASE,
)
"""Words that say which function an address goes to. No one is called that."""
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
    for match in _AT.finditer(text) if "@" in text else ():
        before = _LOCAL.match(text[max(0, match.start() - _LONGEST) : match.start()][::-1])
        if before and (owner := _describe_owner(before[1][::-1], re.sub(r"[\s\\]", "", match[1]))):
            yield match.start() - len(before[0]), before[0][::-1] + match[0], owner


def _describe_owner(local: str, domain: str) -> str:
    """Return in Swedish whose an address seems to be; nothing for a function's."""
    parts = domain.casefold().rstrip(".").split(".")
    tails = [parts[at:] for at in range(len(parts) - 1)]
    if any(".".join(tail) in _PRIVATE or _is_in_many_countries(tail) for tail in tails):
        return "en privat e-postadress"
    return "en persons e-postadress" if _is_name(local) else ""


def _is_in_many_countries(domain: list[str]) -> bool:
    """Return whether a domain is ``hotmail.fi`` or ``yahoo.co.uk``."""
    name, *rest = domain
    return name in _ANYWHERE and (len(rest) == 1 or (len(rest) == 2 and rest[0] in ("co", "com")))


@lru_cache(maxsize=1000)
def _is_name(local: str) -> bool:
    """Return whether the part before the @ is a first name or initial and a last."""
    words = [re.sub(r"^\d+|\d+$", "", part) for part in re.split(r"[._]+", local.partition("+")[0])]
    words = [word for word in words if word]
    if not 2 <= len(words) <= 4 or not all(_NAME.fullmatch(word) for word in words):
        return False
    return len(words[-1]) > 1 and not any(_FUNCTION.fullmatch(word) for word in words)
