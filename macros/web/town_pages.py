"""Draw what a municipality's binders have in common, above all its contacts."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.records.contact import services_by_district
from macros.records.guidance import Guidance, Reader
from macros.rendering import Renderer, Web
from macros.rendering.age_choices import choose_ages, join_ages


def list_further(renderer: Renderer) -> Iterator[Renderer]:
    """Yield a renderer for each further binder of a first binder's municipality.

    They draw for the same page: a text is filled with the words of the binder that it comes from.
    """
    binder = renderer.binder
    if binder is None or not binder.is_first:
        return
    depth = getattr(renderer.surface, "depth", 0)
    for other in renderer.shelf.binders_of(binder.slug)[1:]:
        yield Renderer(renderer.shelf, other, Web(other.address, depth, beside=True), renderer.language)


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
        drawn += [html] if "<p" in html else []
    return Markup("\n").join(drawn)


def draw_finder(renderer: Renderer) -> Markup:
    """Draw *Whom do I call?* for all of a municipality's binders.

    Empty where none has it.     A concern or a reader with the same id as one before it is left out.
    """
    guided = [(other, other.binder) for other in (renderer, *list_further(renderer)) if other.binder]
    guided = [(other, binder) for other, binder in guided if binder.guidance]
    if not guided:
        return Markup("")
    parts: list[tuple[Renderer, Guidance]] = []
    concerns: set[str] = set()
    readers: dict[str, Reader] = {}
    for other, binder in guided:
        assert binder.guidance is not None
        own = [concern for concern in binder.guidance.concerns if concern.id not in concerns]
        new = [reader for reader in binder.guidance.readers if reader.id not in readers]
        concerns |= {concern.id for concern in own}
        readers |= {reader.id: reader for reader in new}
        parts.append((other, binder.guidance.model_copy(update={"concerns": own, "readers": new})))
    (first, guidance), *further = parts
    return first.component(
        "guidance",
        guidance,
        years=join_ages([choose_ages(binder) for _, binder in guided]),
        readers=list(readers.values()),
        districts=any(services_by_district(binder.directory) for _, binder in guided),
        more=Markup("\n").join(other.component("concerns", part) for other, part in further),
        more_starts=Markup("\n").join(other.component("starts", part) for other, part in further),
    )


def draw_local_notes(renderer: Renderer) -> Markup:
    """Draw what all of a municipality's binders have of local notes on contacts."""
    drawn: list[Markup] = []
    shown: set[str] = set()
    for other in (renderer, *list_further(renderer)):
        assert other.binder is not None
        notes = [note for note in other.binder.local if note.id not in shown]
        shown |= {note.id for note in notes}
        drawn.append(other.component("local_notes", notes, page="kontakter"))
    return Markup("\n").join(filter(None, drawn))


def draw_further_binders(renderer: Renderer) -> Markup:
    """Draw a card for each further binder of a municipality; empty where there is one."""
    return Markup("\n").join(other.component("binder_card", other.binder) for other in list_further(renderer))
