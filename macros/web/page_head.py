"""What the head of a page says of it: title, description, and its translations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page

from macros.records.binder import Binder
from macros.records.contents import languages_of
from macros.records.languages import language_tag
from macros.web.patterns import TABS

LONGEST = 160
"""The most characters of a description that search engines show."""

_SHORTEST = 20
"""Fewer characters say too little without the heading before them."""
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
_FIRST = re.compile(r"</h1>.*?<p>(.*?)</p>", re.DOTALL)
_SIGN = re.compile(r'<a class="headerlink".*?</a>|<span class="[^"]*\bstate\b.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"[.?!](?= )")


@dataclass(frozen=True, slots=True)
class Head:
    """A page's title and description, as HTML, and its translations.

    Of each translation the language, and the address from the site's root.
    """

    title: Markup
    description: Markup
    languages: tuple[tuple[str, str], ...]


def page_head(page: Page, site_name: str, binder: Binder | None) -> Head:
    """Return what stands in the head of a page, from its own heading and lead."""
    html = page.content or ""
    heading = _read_words(_HEADING, html)
    text = _read_words(_LEAD, html) or _read_words(_FIRST, html) or heading
    if len(text) < _SHORTEST:
        text = f"{heading}: {text}"
    languages = _list_languages(page, binder) if binder else ()
    title = _make_title(page, heading, binder)
    whole = title if title == site_name else f"{title} – {site_name}"
    return Head(escape(whole), escape(shorten(text)), languages)


def _make_title(page: Page, heading: str, binder: Binder | None) -> str:
    """Return a page's name: what leads there in the register, and its heading.

    The name stands once where one holds the other. A municipality's page ends with the municipality.
    """
    name = unescape(str(page.title))
    if page.is_homepage:
        return name
    if binder is None:
        return heading
    named = page.meta["tab"] != "index" and page.meta["language"] == "sv"
    title = f"{name}: {heading}" if named and name.casefold() not in heading.casefold() else heading
    ends = [binder.name, "" if binder.is_first else binder.title]
    place = ", ".join(end for end in ends if end.casefold() not in title.casefold())
    return " – ".join(filter(None, (title, place)))


def _list_languages(page: Page, binder: Binder) -> tuple[tuple[str, str], ...]:
    """Return a leaflet's languages with their addresses; nothing where there is one."""
    tab, key = TABS[page.meta["tab"]], page.meta["key"]
    codes = languages_of(binder, key) if tab.record == "leaflets" else []
    if len(codes) < 2:
        return ()
    parts = {code: (binder.address, tab.name, key, code if code != "sv" else "") for code in codes}
    return tuple(
        (code, "/".join(filter(None, parts[code])) + "/") for code in codes if code == language_tag(code)
    )


def _read_words(pattern: re.Pattern[str], html: str) -> str:
    """Return the words of the first element that a pattern finds.

    Empty if there is none.
    """
    found = pattern.search(html)
    return " ".join(unescape(_TAG.sub("", _SIGN.sub("", found[1]))).split()) if found else ""


def shorten(text: str) -> str:
    """Return a text of at most 160 characters: whole sentences, or else words."""
    if len(text) <= LONGEST:
        return text
    ends = [end.end() for end in _SENTENCE.finditer(text[: LONGEST + 1])]
    if ends and ends[-1] > LONGEST // 2:
        return text[: ends[-1]]
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"
