"""Return what a document's template needs beside its records.

Such as its state in words, the line in its foot, and the contacts that there is room for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

from macros.records.base import STATE_WORDS, Record, State, least_certain
from macros.records.binder import Binder
from macros.records.chosen_papers import is_waiting
from macros.records.contact import Contact
from macros.records.contents import sheet_name
from macros.records.flow import Flow, Lane
from macros.records.form import FormField
from macros.records.last_change import find_last_change
from macros.records.leaflet import Leaflet
from macros.records.leaflet_texts import find_share
from macros.records.path import NoSuchPathError, lookup
from macros.records.registry import FORM, NEWSLETTER, PAGES, PATH, SURVEY, Document
from macros.records.shared_records import Control
from macros.records.site import Site
from macros.records.whole_shelf import Shelf
from macros.rendering.renderer import Renderer

_NO_ADDRESS = "Adress: uppgift saknas"
_PAGE_ROOM = 16
"""How many contacts a page has room for."""
_FAMILY_PAGE_ROOM = 12
CARDS_ROOM = 100
"""How many contacts are printed whole, as cards or in the introduction's table; more are listed as lines.

A card takes the layout engine some 50 ms, and 1,000 of them 120 pages; a line takes a tenth.
"""
LANDSCAPE_ROOM = (716, 600)
PORTRAIT_ROOM = (630, 930)
"""Width and height for the flow chart on A4, in px: beside some words on a landscape sheet, else portrait."""
_RIBBON_HEIGHT = 70


def record_of(binder: Binder, document: Document, name: str) -> Record | None:
    """Return the record that a document shows; None when the binder has none.

    Of a list it is the first. ``name`` chooses among forms, surveys, numbers and reading paths.
    """
    if document is PATH:
        return next((path for path in binder.reading_paths if name == sheet_name(PATH.name, path.id)), None)
    if document is FORM:
        return binder.forms.get(name)
    if document is SURVEY:
        return binder.surveys.get(name)
    if document is NEWSLETTER:
        return binder.newsletters.get(name.removeprefix(f"{NEWSLETTER.name}-"))
    if is_waiting(binder, document):
        return None
    try:
        value: Any = lookup(binder, document.needs or "agreement")
    except NoSuchPathError:
        return None
    first: Record | None = next(iter(value), None) if isinstance(value, list) else value or None
    return first


class StateWord(NamedTuple):
    """A word on a sheet about how certain it is; hatched unless ``settled``."""

    word: str
    settled: bool = False


def sheet_state(shelf: Shelf, binder: Binder, shown: Iterable[State]) -> State:
    """Return the least certain of the states that a sheet shows.

    One example number makes the whole sheet an example. A sheet that shows no record, such as an empty list,
    gets the least certain of the site's texts and the agreement.
    """
    return least_certain(shown) or least_certain([shelf.site.state, binder.agreement.state]) or "draft"


def state_said(binder: Binder, record: Record | None, state: State) -> State:
    """Return the state that the texts on a sheet need not repeat.

    It is that of the sheet's own record, or of the municipality where it shows none. The foot says the least
    certain state, and that the sheet's own text is a proposal. A municipality's proposal among examples has
    not been said: then only the foot counts.
    """
    own = record.state if record is not None else binder.municipality.state
    unsaid = record is None and own == "proposed" and state != "proposed"
    return state if own is None or unsaid else own


def state_words(state: State, own: State | None, not_in_force: str) -> list[StateWord]:
    """Return the words for whether a sheet applies today and how certain it is.

    ``own`` is the state of the sheet's own text: a proposal with an example number is both. ``not_in_force``
    is empty for what applies. There is always at least one word.
    """
    outside = [StateWord(not_in_force)] if not_in_force else []
    states = ("proposed", state) if own == "proposed" != state else (state,)
    return [*outside, *(StateWord(STATE_WORDS[each].capitalize(), each == "adopted") for each in states)]


def share_words(shelf: Shelf, binder: Binder, record: Record | None, language: str) -> list[StateWord]:
    """Return the word for how much of a leaflet is translated; none for what is whole."""
    share = find_share(shelf, binder, record, language) if isinstance(record, Leaflet) else None
    return [StateWord(share.words.capitalize())] if share else []


def control_line(renderer: Renderer, binder: Binder, record: Record | None, page: str) -> str:
    """Return the line in the foot: when changed, by whom adopted, where the latest is.

    Only a record with a control of its own may have a version. An empty list to fill in has no text that
    changes. The state is printed beside it, as a mark.
    """
    parts = []
    own = getattr(record, "control", None)
    control = own if isinstance(own, Control) else None
    version = renderer.plain(control.version) if control else ""
    changed = find_last_change(binder, page, record) if record is not None or page == "nytt" else None
    if changed:
        parts.append(f"Senast ändrad {changed}")
    if version:
        parts.append(f"Version: {version[:1].lower()}{version[1:]}")
    if record is not None and control and record.state == "adopted":
        adopter = renderer.plain(control.adopted_by)
        adopted = ("Fastställd", adopter and f"av {adopter}", str(control.adopted or ""))
        parts += [" ".join(filter(None, adopted)), control.span(renderer.shelf.today)]
    address = living_address(renderer, page).removeprefix("https://").rstrip("/")
    return ". ".join(filter(None, [*parts, f"Senaste versionen: {address}"]))


def living_address(renderer: Renderer, page: str) -> str:
    """Return the address of a page in the language that a sheet is written in."""
    translated = page if renderer.language == "sv" else f"{page}/{renderer.language}"
    return renderer.surface.link(translated)


def tab_number(page: str) -> int | None:
    """Return the number of a page's divider in the register; None for no divider."""
    tabs = {tab.name: tab for tab in PAGES}
    tab = tabs.get(page.partition("/")[0])
    return (tabs[tab.under] if tab.under else tab).number if tab else None


def field_rows(fields: Iterable[FormField]) -> list[list[FormField]]:
    """Return a form's fields in rows; a row has room for six sixths."""
    rows: list[list[FormField]] = []
    room = 0
    for field in fields:
        width = min(max(field.width, 1), 6)
        if width > room:
            rows.append([])
            room = 6
        rows[-1].append(field)
        room -= width
    return rows


def draw_flow_sheet(renderer: Renderer, flow: Flow, ribbon: bool) -> tuple[str, Markup | None]:
    """Return the paper size for a flow chart, and the chart drawn for it.

    The sheet is landscape or, for a high drawing, portrait. A drawing that fits neither is None. What does
    not apply today has a ribbon on top, which takes some of the room.
    """
    numbers = tuple(_number_of(renderer.binder, lane) for lane in flow.lanes)
    landscape_chart = renderer.flow_chart(flow, LANDSCAPE_ROOM[0], numbers)
    if _drawing_height(landscape_chart) <= LANDSCAPE_ROOM[1] - (_RIBBON_HEIGHT if ribbon else 0):
        return "landscape", landscape_chart
    portrait_chart = renderer.flow_chart(flow, PORTRAIT_ROOM[0], numbers)
    return "a4", portrait_chart if _drawing_height(portrait_chart) <= PORTRAIT_ROOM[1] else None


def _number_of(binder: Binder | None, lane: Lane) -> str:
    """Return the number of the actor's first contact that has one, or nothing."""
    contact = binder.reach([lane.service]) if binder and lane.service else None
    return str(contact.phone) if contact else ""


def _drawing_height(drawing: Markup) -> float:
    return float(ElementTree.fromstring(drawing).get("height", 0))


def choose_family_contacts(site: Site, binder: Binder) -> list[Contact]:
    """Return the contacts that families call, as many as the page has room for.

    Families' lists are in larger print, so there is room for fewer. Who only takes complaints is not among
    them: the complaints, below, have the number.
    """
    steps = [step for part in site.complaints.parts for step in part.steps] if site.complaints else []
    complained = {service for step in steps for service in step.services}
    staff = {service.id for service in binder.services if not service.families}
    below = {service.id for service in binder.services if service.group == "more"} & complained
    called = [
        contact
        for contact in binder.directory
        if not staff.issuperset(contact.services) and contact.first_service not in below
    ]
    return choose_contacts(called, _FAMILY_PAGE_ROOM)


def choose_contacts(contacts: list[Contact], room: int = _PAGE_ROOM) -> list[Contact]:
    """Return as many contacts as a page has room for, in their own order.

    The first contact of each service is chosen before the second of any.
    """
    counts: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for contact in contacts:
        counts[contact.first_service] += 1
        turns[contact.id] = counts[contact.first_service]
    selection = sorted(contacts, key=lambda contact: turns[contact.id])[:room]
    return [contact for contact in contacts if contact in selection]


def survey_receiver(binder: Binder) -> Contact | None:
    """Return the contact that answered surveys are sent to.

    None where the follow-up names no service, or one without a contact.
    """
    service = binder.follow_up.receiver if binder.follow_up else None
    return next(iter(binder.contacts_of(service)), None) if service else None


def label_lines(renderer: Renderer, binder: Binder) -> list[str]:
    """Return the lines of an address label.

    The receiver of answered surveys, or the municipality where there is none.
    """
    contact = survey_receiver(binder)
    if contact is None:
        return [f"{binder.municipality.name}s kommun", binder.municipality.address or _NO_ADDRESS]
    street, _, town = (contact.address or _NO_ADDRESS).rpartition(", ")
    receiver = binder.follow_up.receiver if binder.follow_up else None
    service = renderer.plain(renderer.service(receiver or contact.first_service).name)
    return [line for line in (service, renderer.plain(contact.who), street, town) if line]
