"""Render texts: fill placeholders and return plain text or HTML.

Values are put in after Markdown, escaped, so that nothing an editor types becomes markup or code.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from macros.records.binder import Binder
from macros.records.languages import RIGHT_TO_LEFT
from macros.records.path import NoSuchPathError, lookup
from macros.records.registry import Tab
from macros.records.text import Text, with_lead

SCHEMES = {"http", "https", "mailto", "tel"}
"""The schemes that a link in a text may have; other links stay plain words."""

_SWEDISH = Markup('<span class="swedish" lang="sv" dir="ltr">{}</span>')
"""A text that its page's language lacks."""

_LEFT = "\u200e"
"""Keeps the signs at the ends of Swedish in their places where lines run from the right, on paper too."""

# Markers stand for values while Markdown runs; the reader refuses these characters in data.
_MARKER = re.compile("\ue000(\\d+)\ue001")


def _is_allowed(address: str) -> bool:
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.lower() in SCHEMES


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """Return a parser of inline Markdown: emphasis, and links to allowed schemes.

    It knows no HTML, pictures, code or blocks.
    """
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["emphasis", "link", "escape"])
    parser.validateLink = _is_allowed  # type: ignore[method-assign,assignment]
    return parser


def _squeeze(source: str) -> str:
    """Return a text with single spaces.

    Its lines stay: where text is easy to read, each is one sentence.
    """
    return "\n".join(" ".join(line.split()) for line in source.splitlines() if line.strip())


@lru_cache(maxsize=100_000)
def _render_html(source: str) -> Markup:
    return Markup(_markdown().renderInline(_squeeze(source)))


@lru_cache(maxsize=100_000)
def _render_plain(source: str) -> str:
    tokens: list[Token] = _markdown().parseInline(_squeeze(source))[0].children or []
    return "".join(token.content for token in tokens)


def _prepare(text: Text, binder: Binder | None, language: str) -> tuple[str, list[str]]:
    """Return the text with markers, and the values that they stand for."""
    values: list[str] = []
    source = ""
    for piece in text.pieces(language):
        if isinstance(piece, str):
            source += piece
        else:
            source += f"\ue000{len(values)}\ue001"
            if binder is None:
                raise NoSuchPathError(piece.name, [])
            values.append(with_lead(piece, binder.value(piece)))
    return source, values


def html(text: Text, binder: Binder | None = None, language: str = "sv") -> Markup:
    """Render a text as inline HTML. What the language lacks is Swedish, and says so.

    Raise NoSuchPathError for a placeholder that nothing fills.
    """
    source, values = _prepare(text, binder, language)
    rendered = _render_html(source)
    shown = text.language_shown(language)
    if values:
        wrapper = "<bdi>{}</bdi>" if shown in RIGHT_TO_LEFT else "{}"
        rendered = Markup(_MARKER.sub(lambda match: wrapper.format(escape(values[int(match[1])])), rendered))
    if shown == language:
        return rendered
    return _SWEDISH.format(Markup(f"{_LEFT}{rendered}{_LEFT}") if language in RIGHT_TO_LEFT else rendered)


def plain(text: Any, binder: Binder | None = None, language: str = "sv") -> str:
    """Render a text as plain words, not escaped.

    They are for titles, attributes and counting. Raise NoSuchPathError as ``html`` does.
    """
    if not isinstance(text, Text):
        return "" if text is None else str(text)
    source, values = _prepare(text, binder, language)
    return _MARKER.sub(lambda match: values[int(match[1])], _render_plain(source))


def tab_title(tab: Tab, binder: Binder, key: str = "") -> str:
    """Return the title of a tab as plain words, the binder's own where it has one.

    With the ``key`` of a further checklist or leaflet, or of what lies below the tab, it is the title of
    that.
    """
    if key:
        return plain(lookup(binder, f"{tab.below.kind if tab.below else tab.record}.{key}.title"), binder)
    if tab.titled and (title := lookup(binder, tab.titled)):
        return plain(title, binder)
    return binder.retitle(tab.title)
