"""Describe which text applied on a certain day, from the version saved then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.changes.record_names import noun
from macros.changes.revision import HistoryError, Version
from macros.changes.snapshot import Reading
from macros.problems import join_words, nearest
from macros.records.base import STATE_WORDS, Record
from macros.records.binder import Binder
from macros.records.contact import Contact
from macros.records.contents import record_path
from macros.records.fields import fields_of
from macros.records.levels import LevelName
from macros.records.meeting import Window
from macros.records.path import NoSuchPathError, lookup
from macros.records.phrases import in_words
from macros.records.registry import PAGES
from macros.records.scalars import Slug, YesNo, takes_of
from macros.records.shared_records import Control
from macros.records.text import Text
from macros.records.values import Day
from macros.rendering.explain import explain
from macros.rendering.texts import plain
from macros.web.pages import record_paths

_MAIN = ("routine", "checklists", "contacts")
_NAMES_AND_CHOICES = {None, takes_of(Slug), takes_of(YesNo)}
_UNSEEN_FIELDS = {"id", "state", "control", "lacking", "phase", "short"}
_STANDINGS = {"coming": "gällde inte än", "current": "gällde", "ended": "hade slutat gälla"}


def describe_past(
    reading: Reading, address: str, day: date, version: Version, path: str = "", page: str = ""
) -> str:
    """Describe what applied in a binder on a day, in Swedish.

    That is one value (``path``), one page's records (``page``), or the most important kinds. Raise
    HistoryError for a binder that was not there, NoSuchPathError for a value that was not.
    """
    binder = _find_binder(reading, address, day)
    describer = _Describer(reading, binder, day)
    lines = [
        f"{binder.levels.town_name} den {_day_in_words(day)}",
        f"Versionen är sparad {version}.",
        "",
    ]
    lines += [*describer.describe_controls(), ""]
    if path:
        return "\n".join([*lines, explain(binder, path)])
    tab = next((tab for tab in PAGES if tab.name == page), None)
    for name in record_paths(binder, tab) if tab else (record_path(binder, kind) for kind in _MAIN):
        lines += [*describer.describe_kind(name), ""]
    return "\n".join(lines).rstrip("\n")


def _day_in_words(day: date) -> str:
    return str(Day.fromisoformat(day.isoformat()))


def _find_binder(reading: Reading, address: str, day: date) -> Binder:
    """Return the binder with an address.

    Raise HistoryError where there is none.
    """
    if address in reading.shelf.binders:
        return reading.shelf.binders[address]
    slug, _, area = address.partition("/")
    town = LevelName("municipalities", slug)
    if town._replace(area=area) in reading.source.levels or town in reading.source.partial:
        raise HistoryError(_unreadable_message(address, reading))
    addresses = sorted(reading.shelf.binders)
    guess = nearest(address, addresses)
    hint = f" Menade du {guess}?" if guess else ""
    choices = f" De som fanns: {join_words(addresses)}." if 0 < len(addresses) <= 40 else ""
    missing = f"Pärmen {address} fanns inte" if area else f"Kommunen {address} fanns inte i pärmen"
    raise HistoryError(f"{missing} den {_day_in_words(day)}.{hint}{choices}")


def _unreadable_message(name: str, reading: Reading) -> str:
    """Return the message for old data that cannot be read, with its first faults."""
    faults = "\n".join(f"  {problem}" for problem in reading.problems[:3])
    return (
        f"Det som sparades då går inte att läsa i dag ({name}): det innehåller fel, "
        "eller har ett äldre format.\n"
        f"{faults}\n"
        "Texten finns kvar i git: git show, med versionens namn och filen."
    )


def _indent(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


@dataclass(frozen=True, slots=True)
class _Describer:
    """Describes the records of one binder as they were on a day."""

    reading: Reading
    binder: Binder
    day: date

    def describe_controls(self) -> Iterator[str]:
        """Yield whether the agreement and the routine were adopted and applied."""
        if "agreement" not in self.binder.lacking:
            agreement = self.binder.agreement
            control = self._describe_control(agreement, agreement.control)
            yield f"Överenskommelsen {agreement.short}: {control}"
        if "routine" not in self.binder.lacking:
            yield f"Rutinen: {self._describe_control(self.binder.routine, self.binder.routine.control)}"

    def _describe_control(self, record: Record, control: Control | None) -> str:
        """Describe whether a text was adopted, by whom, and whether it applied that day."""
        state = STATE_WORDS.get(record.state or "", "läget är inte känt")
        head = state if record.state == "adopted" else f"{state}, inte antagen"
        if control is None:
            return head
        if span := control.span(self.day):
            head += f"; {span[:1].lower()}{span[1:]}: {_STANDINGS[control.standing(self.day)]} den dagen"
        facts = {
            "beslutet": control.adopted,
            "beslutat av": control.adopted_by,
            "version": control.version,
        }
        lines = [f"{name}: {self._value_in_words(value)}" for name, value in facts.items() if value]
        return "\n  ".join([head, *lines])

    def describe_kind(self, path: str) -> Iterator[str]:
        """Yield the lines of one kind, or of one record of it, under its Swedish name."""
        kind = path.partition(".")[0]
        if kind in self.binder.lacking:
            yield _unreadable_message(kind, self.reading)
            return
        try:
            value = lookup(self.binder, path)
        except NoSuchPathError:
            return
        if isinstance(value, Record):
            yield noun(type(value)).upper()
            yield from _indent(self._describe_fields(value))
        elif value:
            yield (type(self.binder).model_fields[kind].title or kind).upper()
            yield from _indent(self._describe_entries(value))

    def _describe_fields(self, record: Record) -> Iterator[str]:
        """Yield each field that holds something a reader may see, with its Swedish name."""
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            shown = field.holds == "record" or field.takes not in _NAMES_AND_CHOICES
            if field.name in _UNSEEN_FIELDS or value in (None, [], {}) or not shown:
                continue
            title = field.title.capitalize()
            if isinstance(value, Window):
                yield f"{title}: {value.describe(self.day)}"
            elif isinstance(value, (Record, list, dict)):
                yield f"{title}:"
                yield from _indent(
                    self._describe_fields(value)
                    if isinstance(value, Record)
                    else self._describe_entries(value)
                )
            else:
                yield f"{title}: {self._value_in_words(value)}"

    def _describe_entries(self, values: Any) -> Iterator[str]:
        """Yield the records or values of a list or a mapping, records with their numbers."""
        for number, value in enumerate(values.values() if isinstance(values, dict) else values, 1):
            if isinstance(value, Contact):
                yield self._describe_contact(value)
            elif isinstance(value, Record):
                for line, field in enumerate(self._describe_fields(value)):
                    yield f"{'   ' if line else f'{number}. '}{field}"
            else:
                yield f"- {self._value_in_words(value)}"

    def _describe_contact(self, contact: Contact) -> str:
        """Describe in one line how to reach a service, and when that was checked."""
        services = {service.id: service.name for service in self.binder.services}
        certainty = f"kontrollerad {contact.checked}" if contact.checked else "inte kontrollerad"
        if contact.state == "example":
            certainty = "exempel"
        ways = [contact.phone, contact.email, contact.address, contact.hours]
        names = join_words(services.get(key, key) for key in contact.services)
        parts = [f"{names}, {self._value_in_words(contact.who)}"]
        parts += [self._value_in_words(way) for way in ways if way]
        return f"{'; '.join(parts)} ({certainty})"

    def _value_in_words(self, value: object) -> str:
        """Return a value in words; a text that cannot be filled, as written."""
        if not isinstance(value, Text):
            return in_words(value)
        try:
            return plain(value, self.binder)
        except (NoSuchPathError, AttributeError):  # it fills in something that the old data lacks
            return repr(value)
