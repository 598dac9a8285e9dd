"""Which scripts each page loads; every page can be read without them."""

from __future__ import annotations

from mkdocs.structure.pages import Page

EVERYWHERE = ("frame", "search", "headings", "follow")
"""Those of every page: menu and colours, the search's button, the contents, the reader's municipality."""

REGISTER = ("listen",)
"""Further scripts of every page of a municipality: reading aloud."""

TERMS = ("terms",)
"""Further scripts of a page on which words of the glossary are links."""

SHOWN = {"chef/visa": ("show",)}
"""The only scripts of a page to show on a wall: it has no menu and no search."""

_OF_TAB: dict[str, tuple[str, ...]] = {
    "index": ("copy", "offline"),
    "introduktion": ("copy",),
    "lasvag": ("self_check",),
    "rutin": ("deadline", "calendar"),
    "checklista": ("checklist",),
    "familj": ("copy",),
    "nytt": ("copy_text",),
    "kontakter": ("number_list", "calls", "districts", "copy"),
}
"""Further scripts of a municipality's page, by its tab."""

_OF_SHARED: dict[str, tuple[str, ...]] = {
    "index.md": ("chooser",),
    "lagar.md": ("filter",),
    "ordlista.md": ("filter",),
    "redaktor/falt.md": ("filter", "fields"),
}
"""Further scripts of a shared page, by its source file."""


def scripts_of(page: Page | None) -> tuple[str, ...]:
    """Return the names of a page's scripts, in loading order.

    ``None`` stands for the 404 page.
    """
    if page is None:
        return EVERYWHERE
    tab = page.meta.get("tab", "")
    if tab in SHOWN:
        return SHOWN[tab]
    own = (*REGISTER, *_OF_TAB.get(tab, ())) if tab else _OF_SHARED.get(page.file.src_uri, ())
    terms = TERMS if 'class="explained"' in (page.content or "") else ()
    return (*EVERYWHERE, *own, *terms)
