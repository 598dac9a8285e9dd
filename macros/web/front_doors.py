"""The three entrances on the site's first page: new employee, family, manager."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.records.binder import Binder
from macros.records.contents import main_record, tabs_in
from macros.records.phrases import retitle
from macros.records.whom import standing_words
from macros.rendering import Renderer
from macros.web.swedish_order import swedish_key

MANY = 40
"""With more municipalities than this, an entrance links to the list by county instead of to each of them."""

# Each door: its pages, the first that a binder has; scene and title, text and the word for whom it is about.
_DOORS: tuple[tuple[tuple[str, ...], str, str, str, str], ...] = (
    (
        ("introduktion", "rutin"),
        "ny",
        "Ny på jobbet",
        "Du har börjat arbeta med {}. Lär dig rutinen här.",
        "barn och unga",
    ),
    (
        ("familj",),
        "familj",
        "Familj",
        "Du är {}. Läs vad som händer nu.",
        "barn, ung eller vårdnadshavare",
    ),
    (
        ("chef",),
        "chef",
        "Chef",
        "Du leder en verksamhet som möter {}. Hämta ett färdigt paket.",
        "barn",
    ),
)


def front_doors(renderer: Renderer) -> list[dict[str, Any]]:
    """Return the three entrances, each with a link for every municipality.

    A link leads straight to the page that the entrance is for: the first of some that the binder has. A
    municipality without one is not among the links; an entrance without links is left out. With more than
    ``MANY`` municipalities there is one link instead, to the list by county.
    """
    return [
        {
            "title": retitle(title, standing_words(renderer.shelf.whom)),
            "text": text.format(renderer.word(whom)),
            "scene": scene,
            "address": "",
            "pick": "Välj kommun" if len(renderer.shelf.first_binders) <= MANY else "",
            "links": links,
        }
        for pages, scene, title, text, whom in _DOORS
        if (links := _links(renderer, pages))
    ]


def _links(renderer: Renderer, pages: Sequence[str]) -> list[dict[str, str]]:
    """Return an entrance's links: one to each municipality, or one to the list."""
    binders = sorted(renderer.shelf.first_binders.values(), key=lambda binder: swedish_key(binder.name))
    if len(binders) > MANY:
        return [{"title": "Välj kommun i listan", "address": f"{renderer.surface.link('/')}#lan"}]
    return [
        {"title": binder.name, "address": renderer.surface.link(f"/{binder.slug}/{page}")}
        for binder in binders
        if (page := _first_page(binder, pages))
    ]


def _first_page(binder: Binder, pages: Sequence[str]) -> str:
    """Return the first of some pages that a binder has, or an empty string.

    A family's page whose leaflet is for staff is no entrance for families.
    """
    leaflet = main_record(binder, "leaflets")
    names = {tab.name for tab in tabs_in(binder)}
    if leaflet is not None and leaflet.reader == "staff":
        names.discard("familj")
    return next((page for page in pages if page in names), "")
