"""The HTML that a page may hold: elements, attributes and addresses.

What is not listed here is refused. Nothing in the lists runs, loads, sends or styles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TEXT = """
    abbr b bdi blockquote br caption cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    kbd label li mark nav output p pre q s samp section small span strong sub summary sup table tbody tfoot
    thead tr u ul var wbr
"""
_CELL = {"align", "colspan", "rowspan", "scope"}
ELEMENTS: dict[str, set[str]] = {
    **{element: set() for element in _TEXT.split()},
    "a": {"href"},
    "button": {"type"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"type"},
    "ol": {"start"},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime"},
}
"""Each element with the attributes of its own; those of ``_ANYWHERE`` may stand on all."""
_ANYWHERE = {
    "aria-describedby", "aria-hidden", "aria-label", "class", "dir", "hidden", "id", "lang", "role", "title",
}  # fmt: skip

VOID = {"br", "hr", "img", "input", "wbr"}
"""Those of ``ELEMENTS`` that hold nothing, and are never closed."""

_VALUES = {
    ("button", "type"): {"button"},
    ("input", "type"): {"checkbox"},
    "aria-hidden": {"true"},
    "dir": {"ltr", "rtl"},
    "hidden": {""},
    "open": {""},
    "role": {"group", "list", "note", "status"},
}
"""The values of attributes that decide what an element does."""

SCHEMES = {"http", "https", "mailto", "tel"}
_HOSTED = {"http", "https"}
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\\]")
"""What browsers drop from an address or read as something else: blanks, unseen signs, a backslash."""


class Fault(NamedTuple):
    """What may not stand on a page: its kind and the words at fault.

    Of an element the kinds are ``element``, ``attribute``, ``value``, ``address`` and ``picture``; of a page
    also ``comment`` and ``frame``.
    """

    kind: str
    words: str = ""


def find_fault(element: str, attributes: dict[str, str]) -> Fault | None:
    """Return what is wrong with an element, or None."""
    if element not in ELEMENTS:
        return Fault("element", element)
    for name, value in attributes.items():
        if name not in ELEMENTS[element] and name not in _ANYWHERE:
            return Fault("attribute", name)
        values = _VALUES.get((element, name)) or _VALUES.get(name)
        if values is not None and value not in values:
            return Fault("value", f'{name}="{value}"')
        if name == "href" and not is_address(value):
            return Fault("address", value)
        if name == "src" and not is_own_file(value):
            return Fault("picture", value)
    if element in ("button", "input") and "type" not in attributes:
        return Fault("attribute", "type")
    return None


def is_address(address: str) -> bool:
    """Return whether a link may lead there: a page of ours, or one of ``SCHEMES``."""
    if _UNSEEN.search(address) or address.startswith("//"):
        return False
    scheme, colon, rest = re.split("[/?#]", address, maxsplit=1)[0].partition(":")
    if not colon:
        return True
    hosted = address[len(scheme) :].startswith("://") and len(address) > len(scheme) + 3
    return scheme.lower() in SCHEMES and (hosted if scheme.lower() in _HOSTED else bool(rest))


def is_own_file(address: str) -> bool:
    """Return whether an address is a file of our own site."""
    return is_address(address) and ":" not in re.split("[/?#]", address, maxsplit=1)[0]
