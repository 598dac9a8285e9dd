"""What stands on every sheet, and what a template needs beside its records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.common import Control
from macros.records.form import FormField
from macros.records.registry import FORM, PAGES, SURVEY, Document
from macros.rendering.renderer import Renderer, state_word

_NO_ADDRESS = "Adress: uppgift saknas"
_MEMBERSHIP = {"joining": "Gäller inte än", "left": "Gäller inte längre"}


def record_of(binder: Binder, document: Document, name: str) -> Record | None:
    """Give the record that a document shows; None when the binder has none."""
    if document is FORM:
        return binder.forms.get(name)
    if document is SURVEY:
        return binder.surveys.get(name)
    found: Any = binder
    for step in document.needs.split(".") if document.needs else ():
        found = found.get(step) if isinstance(found, dict) else getattr(found, step)
    if found is binder:
        found = binder.agreement
    first: Record | None = next(iter(found), None) if isinstance(found, list) else found
    return first


def state_words(binder: Binder, record: Record | None, document: Document) -> list[str]:
    """Say how sure a sheet is, and whether it applies here: always at least one word."""
    words = [_MEMBERSHIP[status]] if (status := binder.municipality.membership.status) in _MEMBERSHIP else []
    if document.needs == "contacts":
        return [*words, "Exempel" if any(c.state == "example" for c in binder.contacts) else "Utkast"]
    return [*words, (state_word(record) if record else "utkast").capitalize()]


def control_line(renderer: Renderer, binder: Binder, record: Record | None, page: str) -> str:
    """Give the foot's line: version, validity, and where the latest version is."""
    own = getattr(record, "control", None)
    control = own if isinstance(own, Control) else binder.routine.control or binder.agreement.control
    parts = [_version(renderer, control)]
    if record is not None and record.state == "adopted":
        by = renderer.plain(control.adopted_by)
        parts.append(" ".join(filter(None, ["Fastställd", by and f"av {by}", str(control.adopted or "")])))
        if control.valid_from or control.valid_to:
            parts.append(f"Gäller {control.valid_from or ''}–{control.valid_to or 'tills vidare'}")
    else:
        parts.append("Inte fastställd")
    address = renderer.surface.link(page).removeprefix("https://").rstrip("/")
    return f"{'. '.join(filter(None, parts))}. Utskrift. Senaste versionen finns på {address}"


def _version(renderer: Renderer, control: Control) -> str:
    version = renderer.plain(control.version)
    return f"Version: {version[:1].lower() + version[1:]}" if version else "Version: uppgift saknas"


def tab_number(page: str) -> int | None:
    """Give the number of a page's divider in the register."""
    return next((tab.number for tab in PAGES if tab.name == page), None)


def field_rows(fields: Iterable[FormField]) -> list[list[FormField]]:
    """Lay fields out in rows of six sixths, in order."""
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


def label_lines(renderer: Renderer, binder: Binder) -> list[str]:
    """Give the address label's lines: the function that answers to the families get sent to."""
    contact = next((c for c in binder.contacts if "processledare" in c.id or "larkontoret" in c.id), None)
    if contact is None:
        return [f"{binder.municipality.name}s kommun", binder.municipality.address or _NO_ADDRESS]
    street, _, town = (contact.address or _NO_ADDRESS).rpartition(", ")
    return [line for line in (renderer.plain(contact.role), street, town) if line]
