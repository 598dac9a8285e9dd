"""Finish the HTML of a page's content: what needs the whole page to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.records.contents import shown_record
from macros.rendering import Renderer
from macros.web.number_links import link_numbers
from macros.web.patterns import TABS
from macros.web.term_links import link_terms


def finish_html(html: str, renderer: Renderer, meta: Mapping[str, Any]) -> str:
    """Return a page's HTML, finished. ``meta`` is the page's front matter.

    Each state is said once, each abbreviation is explained at its first use, numbers and glossary words are
    links. Pages with ``explain: false`` in their front matter have no explanations: the glossary needs none.
    """
    site, binder = renderer.shelf.site, renderer.binder
    said = shown_record(binder, TABS[meta["tab"]], meta["key"]).state if binder is not None else site.state
    explained = meta.get("explain") is not False
    html = renderer.finish(html, said, explain=explained)
    contacts = binder.contacts if binder is not None else []
    real = (one.phone for one in contacts if one.phone and one.state != "example")
    html = link_numbers(html, [*(number.phone for number in site.urgent), *real])
    if not explained or renderer.language != "sv":
        return html
    glossary = renderer.shelf.glossary.values()
    return link_terms(html, glossary, lambda name: renderer.surface.link("/ordlista", name))
