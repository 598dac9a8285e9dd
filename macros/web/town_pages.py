"""Draw what a municipality's binders have in common, above all its contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from markupsafe import Markup

from macros.records.base import Entry
from macros.records.binder import Binder
from macros.records.contact import GROUP_WORDS, services_by_district
from macros.records.guidance import Guidance
from macros.rendering import Renderer, Web
from macros.rendering.age_choices import choose_ages, join_ages
from macros.web.pencils import pencils_for

_Entry = TypeVar("_Entry", bound=Entry)


def draw_contacts(renderer: Renderer, group: str) -> Markup:
    """Draw the contacts of a group in all of a municipality's binders, each once.

    Empty where there are none.
    """
    shown: set[str] = set()
    drawn = [
        other.component("contacts", _take_new(binder.directory, shown), group=group)
        for other, binder in _list_binders(renderer)
    ]
    return Markup("\n").join(html for html in drawn if "<p" in html)


def draw_numbers(renderer: Renderer) -> Markup:
    """Draw the list of numbers for all of a municipality's binders, each contact once."""
    shown: set[str] = set()
    own, *others = [(other, _take_new(binder.directory, shown)) for other, binder in _list_binders(renderer)]
    further: dict[str, Markup] = {group: Markup("") for group in GROUP_WORDS}
    for other, contacts in others:
        for contact in contacts:
            further[other.service(contact.first_service).group] += other.component("number_line", contact)
    return renderer.component("number_list", own[1], further=further)


def draw_finder(renderer: Renderer) -> Markup:
    """Draw *Whom do I call?* for all of a municipality's binders.

    Empty where none has it.
    """
    parts = _guidance_parts(renderer)
    if not parts:
        return Markup("")
    binders = [binder for _, binder in _list_binders(renderer) if binder.guidance]
    drawer, guidance = parts[0]
    return drawer.component(
        "guidance",
        guidance,
        years=join_ages([choose_ages(binder) for binder in binders]),
        readers=[reader for _, part in parts for reader in part.readers],
        districts=any(services_by_district(binder.directory) for binder in binders),
    )


def draw_call_guide(renderer: Renderer) -> Markup:
    """Draw the table that *Whom do I call?* chooses from.

    Empty where no binder has it.
    """
    parts = _guidance_parts(renderer)
    if not parts:
        return Markup("")
    drawer, guidance = parts[0]
    return drawer.component(
        "call_guide",
        guidance,
        more=Markup("\n").join(other.component("concerns", part) for other, part in parts[1:]),
        more_starts=Markup("\n").join(other.component("starts", part) for other, part in parts[1:]),
    )


def _guidance_parts(renderer: Renderer) -> list[tuple[Renderer, Guidance]]:
    """Return the guidance of all of a municipality's binders, each with what draws it.

    A concern or a reader with the same id as one before it is left out.
    """
    concerns: set[str] = set()
    readers: set[str] = set()
    return [
        (
            other,
            guidance.model_copy(
                update={
                    "concerns": _take_new(guidance.concerns, concerns),
                    "readers": _take_new(guidance.readers, readers),
                }
            ),
        )
        for other, binder in _list_binders(renderer)
        if (guidance := binder.guidance)
    ]


def draw_local_notes(renderer: Renderer) -> Markup:
    """Draw what all of a municipality's binders have of local notes on contacts."""
    shown: set[str] = set()
    drawn = [
        other.component("local_notes", _take_new(binder.local, shown), page="kontakter")
        for other, binder in _list_binders(renderer)
    ]
    return Markup("\n").join(filter(None, drawn))


def draw_further_binders(renderer: Renderer) -> Markup:
    """Draw a card for each further binder of a municipality; empty where there is one."""
    further = islice(_list_binders(renderer), 1, None)
    return Markup("\n").join(other.component("binder_card", binder) for other, binder in further)


def _list_binders(renderer: Renderer) -> Iterator[tuple[Renderer, Binder]]:
    """Yield the page's binder, then the others that are drawn with it.

    They are the further binders, on a page of a municipality's first one. Each comes with what draws it on
    this page: a text is filled with the words of the binder that it is from.
    """
    own, surface = renderer.binder, renderer.surface
    if own is None:
        return
    yield renderer, own
    for binder in renderer.shelf.binders_of(own.slug)[1:] if own.is_first else ():
        assert isinstance(surface, Web), "a sheet of paper is one binder's"
        beside = replace(surface, binder=binder.address, beside=True)
        pencils = pencils_for(renderer.shelf, binder)
        yield Renderer(renderer.shelf, binder, beside, renderer.language, pencils), binder


def _take_new(entries: Iterable[_Entry], shown: set[str]) -> list[_Entry]:
    """Return the entries that are not shown yet, by id. From now on they are."""
    new = [entry for entry in entries if entry.id not in shown]
    shown.update(entry.id for entry in new)
    return new
