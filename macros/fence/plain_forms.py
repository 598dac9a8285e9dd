"""Recognise text that is harmless whatever Markdown makes of it.

All that Markdown and HTML can turn into an element, a link or an attribute needs a bracket, a brace, ``<``,
``&``, a backslash or a backtick. So each of them has to belong to a form that is known: an allowed tag, a
link to an allowed address, an anchor, a piece of code. That holds whatever stands around the text, so it is
the rule for patterns, whose text Jinja puts together. For other pages it saves reading most of them.
"""

from __future__ import annotations

import re
from collections import Counter

from macros.fence.allowed_html import ELEMENTS, VOID, find_fault, is_address, is_own_file

PRINTED = "\ue000"
"""Stands for what a pattern prints: escaped, and nothing to Markdown."""
LINK = "\ue001"
"""Stands for an address that the program makes for a pattern."""

_PLAIN = rf"[^\"<>&\[\]{{}}`\\{LINK}]"
_FORMS = re.compile(
    rf"""
      (?P<tag> <(?P<element>[a-z][a-z0-9]*)(?P<attributes>(?:\ [a-z-]+(?:="(?:{_PLAIN}*|{LINK})")?)*)>)
    | </(?P<closed>[a-z][a-z0-9]*)>
    | (?P<link> !?\[[^<>&\[\]{{}}`\\]*\]\((?P<address>[^\s()<>&\[\]{{}}`\\"']*)\))
    | \{{\ ?(?:[.#][\w{PRINTED}-]+\ ?)+\}}
    | `[^`<&\[\]{{}}\\\n]+`
    | ^```[a-z]*$
    | &(?=\ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_CODE = re.compile(r"^```[a-z]*\n.*?^```$", re.DOTALL | re.MULTILINE)
_OTHER_FENCE = re.compile(r"~~~|````|^[ \t]+```|```[ \t]|```[^a-z\n]", re.MULTILINE)
_SIGNS = re.compile(r"[<&\[\]{}`\\]")


def find_unknown_sign(text: str) -> int | None:
    """Return where the first sign stands that belongs to no known form; None for none.

    ``PRINTED`` and ``LINK`` may stand in the text where something is printed.
    """
    end = 0
    for form in _FORMS.finditer(text):
        if sign := _SIGNS.search(text, end, form.start()):
            return sign.start()
        if not _is_allowed(form):
            return form.start()
        end = form.end()
    sign = _SIGNS.search(text, end)
    return sign.start() if sign else None


def remove_code(text: str) -> str:
    """Return a page without its blocks of code.

    Only where every block begins and ends as most do; else the text is returned as it is. Markdown takes such
    blocks out before all else.
    """
    return text if _OTHER_FENCE.search(text) else _CODE.sub("", text)


def is_balanced(text: str) -> bool:
    """Return whether as many tags close an element as open it, of each kind."""
    opened, closed = (Counter(re.findall(rf"<{slash}([a-z][a-z0-9]*)", text)) for slash in ("", "/"))
    return {name: count for name, count in opened.items() if name not in VOID} == closed


def _is_allowed(form: re.Match[str]) -> bool:
    """Return whether a tag or a link holds what it may."""
    if form["link"]:
        picture, address = form["link"].startswith("!"), _fill(form["address"])
        return is_own_file(address) if picture else is_address(address)
    if form["tag"]:
        attributes = {name: _fill(value) for name, value in _ATTRIBUTE.findall(form["attributes"])}
        return find_fault(form["element"], attributes) is None
    return form["closed"] is None or form["closed"] in ELEMENTS


def _fill(value: str) -> str:
    """Return an address with the worst that could be printed in it.

    What a pattern prints may begin with any scheme; what the program makes is a page of ours.
    """
    return value.replace(LINK, "./") if value == LINK else value.replace(PRINTED, "x:")
