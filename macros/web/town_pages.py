"""Draw what a municipality's binders have in common: its contacts, and the binders themselves."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.rendering import Renderer, Web


def list_further(renderer: Renderer) -> Iterator[Renderer]:
    """Yield a renderer for each further binder of a first binder's municipality.

    They draw for the same page: a text is filled with the words of the binder that it comes from.
    """
    binder = renderer.binder
    if binder is None or not binder.is_first:
        return
    depth = getattr(renderer.surface, "depth", 0)
    for other in renderer.shelf.binders_of(binder.slug)[1:]:
        yield Renderer(renderer.shelf, other, Web(other.address, depth), renderer.language)


def draw_contacts(renderer: Renderer, group: str) -> Markup:
    """Draw the contacts of a group in all of a municipality's binders, each once.

    Empty where there are none.
    """
    drawn: list[Markup] = []
    shown: set[str] = set()
    for other in (renderer, *list_further(renderer)):
        assert other.binder is not None
        directory = [contact for contact in other.binder.directory if contact.id not in shown]
        shown |= {contact.id for contact in directory}
        html = other.component("contacts", directory, group=group)
        drawn += [html] if "<section" in html else []
    return Markup("\n").join(drawn)


def draw_further_binders(renderer: Renderer) -> Markup:
    """Draw a card for each further binder of a municipality; empty where there is one."""
    return Markup("\n").join(other.component("binder_card", other.binder) for other in list_further(renderer))
