"""Give templates the year of a binder, the wheel of it, and its calendar files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup

from macros.drawing import WheelMark
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf
from macros.records.year import Year, find_year
from macros.records.year_entries import CALENDARS, RINGS
from macros.rendering.public_holidays import pack_holidays
from macros.rendering.surface import Surface

_LIST_IS_TWIN = "Samma sak står i listan: numren är desamma."


def calendar_functions(
    shelf: Shelf, binder: Binder | None, surface: Surface, draw: Callable[..., Markup]
) -> dict[str, Any]:
    """Return the functions of templates that are about days, by name.

    ``year`` finds the binder's year, once, ``wheel`` draws it, and ``calendars`` returns its files: what each
    holds, its relative address and its whole one.
    """

    @cache
    def year() -> Year | None:
        return find_year(shelf, binder) if binder is not None else None

    def calendars() -> list[tuple[str, str, str]]:
        found = year()
        if found is None or binder is None:
            return []
        start = f"{shelf.site.address.rstrip('/')}/{binder.address}"
        return [
            (kind.title, surface.file(kind.file), f"{start}/{kind.file}")
            for kind in CALENDARS
            if any(entry.in_calendar and kind.holds(entry) for entry in found.entries)
        ]

    def wheel() -> Markup:
        found = year()
        return _draw_wheel(found, draw) if found is not None else Markup()

    return {
        "packed_holidays": pack_holidays,
        "year": year,
        "wheel": wheel,
        "rings": RINGS,
        "calendars": calendars,
    }


def _draw_wheel(year: Year, draw: Callable[..., Markup]) -> Markup:
    """Draw a year's wheel."""
    rings = [*RINGS]
    marks = tuple(
        WheelMark(month.first.month - 1, rings.index(day.entry.ring), day.label, day.entry.cancelled)
        for month in year.months
        for day in month.days
    )
    counts = [
        f"{name.lower()}: {sum(mark.ring == ring for mark in marks)}"
        for ring, name in enumerate(RINGS.values())
    ]
    description = f"{', '.join(counts).capitalize()}. {_LIST_IS_TWIN}"
    letters = tuple(day.label for day in year.continuous)
    return draw(f"Årshjul, {year.name}", description, year.months[0].first.month - 1, marks, letters)
