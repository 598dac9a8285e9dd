"""No English leftover: not in a text, a title, a label or a placeholder, outside code and other languages."""

import re

from playwright.sync_api import Page

from tests.audit.browsing import script
from tests.audit.findings import Finding

_SAID = """
about added after again anchor and any appear available back before below between cancel changed
clear click clipboard close closed content contents copied copy could created deleted download edit
english error expand following footer footnote found have header here if initializing into jump
language loading matches menu missing more must nan navigation next none null object only optional
our output page pages password permanent please previous privacy read required result results search
see select settings share should show sidebar skip source submit tags than the their then there
these they this toggle typing undefined unknown untitled update updated view was were when where
which will with without would yes you your
"""
WORDS = frozenset(_SAID.split())
"""What themes, plugins and browsers say by themselves, less what is Swedish too."""
PHRASES = (
    "back to top", "skip to content", "permanent link", "copy to clipboard", "jump back", "table of contents",
    "edit this page", "view source", "type to start", "last update", "close the", "open the", "log in",
    "sign in", "read more",
)  # fmt: skip
_ADDRESS = re.compile(r"\S+[@/._]\S+")


def leftovers(page: Page, kind: str, state: str) -> list[Finding]:
    """Return each text with an English word in it."""
    return [
        Finding("language", "english", kind, state, where, f"{', '.join(words)}: {text[:120]}")
        for where, text in page.evaluate(script("words"))
        if (words := _english(text))
    ]


def _english(text: str) -> list[str]:
    low = _ADDRESS.sub(" ", text.lower())
    return sorted({word for word in re.findall(r"[a-zåäö0-9]+", low) if word in WORDS}) + [
        phrase for phrase in PHRASES if phrase in low
    ]
