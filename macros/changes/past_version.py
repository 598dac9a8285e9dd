"""Which text applied on a certain day: the binder as it was saved then, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any

from macros.changes.descriptions import listed
from macros.changes.record_names import noun
from macros.changes.revision import HistoryError, Version
from macros.changes.snapshot import Reading
from macros.changes.trace import is_words
from macros.problems import nearest
from macros.records.base import STATE_WORDS, Record
from macros.records.binder import Binder, in_words
from macros.records.contact import Contact
from macros.records.path import NoSuchPathError, lookup
from macros.records.registry import PAGES
from macros.records.routine import Window
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.records.values import Day, Phone, Span, When
from macros.rendering.explain import explain
from macros.rendering.texts import plain
from macros.web.pages import sources

_MAIN = ("routine", "checklists.samverkan", "contacts")
_SILENT = {"id", "state", "control", "lacking", "phase", "short"}
_SHOWN = (Text, Phone, Day, Span, When, Window, int, time)


def tell(reading: Reading, slug: str, day: date, version: Version, path: str = "", page: str = "") -> str:
    """Tell which text applied in a municipality on a day: all that matters most, one page, or one value."""
    binder = _binder(reading, slug, day)
    said = Day(day.year, day.month, day.day)
    lines = [
        f"{binder.called} den {said}",
        f"Versionen är sparad {version}.",
        "",
        *_controls(binder, day),
        "",
    ]
    if path:
        return "\n".join([*lines, explain(binder, path)])
    for name in _paths(page):
        lines += [*_told(binder, name, reading), ""]
    return "\n".join(lines).rstrip("\n")


def _binder(reading: Reading, slug: str, day: date) -> Binder:
    if slug in reading.shelf.binders:
        return reading.shelf.binders[slug]
    said = Day(day.year, day.month, day.day)
    known = sorted(reading.shelf.binders)
    guess = nearest(slug, known)
    hint = f" Menade du {guess}?" if guess else ""
    if any(level.slug == slug for level in (*reading.source.levels, *reading.source.partial)):
        raise HistoryError(_unreadable(slug, reading))
    there = f" De som fanns: {listed(known)}." if 0 < len(known) <= 40 else ""
    raise HistoryError(f"Kommunen {slug} fanns inte i pärmen den {said}.{hint}{there}")


def _unreadable(what: str, reading: Reading) -> str:
    """Say that the old data cannot be read, and what is wrong in it."""
    faults = "\n".join(f"  {problem}" for problem in reading.problems[:3])
    return (
        f"Det som sparades då går inte att läsa i dag ({what}): det har fel, eller ett äldre format.\n"
        f"{faults}\n"
        "Texten finns kvar i git: git show, med versionens namn och filen."
    )


def _paths(page: str) -> Sequence[str]:
    if not page:
        return _MAIN
    return sources(next(tab for tab in PAGES if tab.name == page))


def _told(binder: Binder, path: str, reading: Reading) -> Iterator[str]:
    """Print one kind with its Swedish names."""
    head = path.partition(".")[0]
    if head in binder.lacking:
        yield _unreadable(head, reading)
        return
    try:
        value = lookup(binder, path)
    except NoSuchPathError:
        return
    if isinstance(value, Record):
        yield noun(type(value)).upper()
        yield from _fields(value, binder, 1)
    elif value:
        title = type(binder).model_fields[head].title or head
        yield title.upper()
        yield from _entries(list(value.values()) if isinstance(value, dict) else value, binder, 1)


def _fields(record: Record, binder: Binder, depth: int) -> Iterator[str]:
    """Give each field that holds something, with its Swedish name."""
    indent = "  " * depth
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if name in _SILENT or value is None or value == [] or value == {}:
            continue
        title = (info.title or name).capitalize()
        if isinstance(value, Window):
            yield f"{indent}{title}: {value.said(binder._today)}"
        elif isinstance(value, Record):
            yield f"{indent}{title}:"
            yield from _fields(value, binder, depth + 1)
        elif isinstance(value, (list, dict)):
            inner = list(value.values()) if isinstance(value, dict) else value
            if inner and (isinstance(inner[0], (Record, Text)) or is_words(info)):
                yield f"{indent}{title}:"
                yield from _entries(inner, binder, depth + 1)
        elif (isinstance(value, _SHOWN) and not isinstance(value, bool)) or is_words(info):
            yield f"{indent}{title}: {_words(value, binder)}"


def _entries(values: Sequence[Any], binder: Binder, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for number, value in enumerate(values, 1):
        if isinstance(value, Contact):
            yield f"{indent}{_contact(value, binder)}"
        elif isinstance(value, Record):
            fields = list(_fields(value, binder, 0))
            for line, field in enumerate(fields):
                yield f"{indent}{f'{number}. ' if line == 0 else '   '}{field}"
        else:
            yield f"{indent}- {_words(value, binder)}"


def _contact(contact: Contact, binder: Binder) -> str:
    """Say in one line how to reach a service, and how sure that is."""
    service = next((one.name for one in binder.services if one.id == contact.service), contact.service)
    ways = [contact.phone, contact.email, contact.address, contact.hours]
    sure = f"kontrollerad {contact.checked}" if contact.checked else "inte kontrollerad"
    if contact.state == "example":
        sure = "exempel"
    said = [f"{service}, {_words(contact.who, binder)}", *(_words(way, binder) for way in ways if way)]
    return f"{'; '.join(said)} ({sure})"


def _words(value: Any, binder: Binder) -> str:
    if isinstance(value, Text):
        try:
            return plain(value, binder)
        except (NoSuchPathError, AttributeError):
            return repr(value)
    return in_words(value)


def _controls(binder: Binder, day: date) -> Iterator[str]:
    """Say of the agreement and of the routine whether they were adopted, by whom, and until when."""
    if "agreement" not in binder.lacking:
        agreement = binder.agreement
        yield f"Överenskommelsen {agreement.short}: {_control(agreement, agreement.control, binder, day)}"
    if "routine" not in binder.lacking:
        routine = binder.routine
        yield f"Rutinen: {_control(routine, routine.control, binder, day)}"


def _control(record: Record, control: Control | None, binder: Binder, day: date) -> str:
    state = STATE_WORDS.get(record.state or "", "läget är inte känt")
    said = [state if record.state == "adopted" else f"{state}, inte antagen"]
    if control is not None:
        said += _validity(control, day)
    lines = ["; ".join(said)]
    if control is not None:
        if control.adopted:
            lines.append(f"beslutet: {control.adopted}")
        if control.adopted_by:
            lines.append(f"beslutat av: {_words(control.adopted_by, binder)}")
        if control.version:
            lines.append(f"version: {_words(control.version, binder)}")
    return "\n  ".join(lines)


def _validity(control: Control, day: date) -> Iterator[str]:
    """Say when a text applies, and whether it did on the day."""
    span = control.span(day)
    if span:
        told = {"coming": "gällde inte än", "current": "gällde", "ended": "hade slutat gälla"}
        yield f"{span[:1].lower()}{span[1:]}: {told[control.standing(day)]} den dagen"
