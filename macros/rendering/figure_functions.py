"""Give templates the filled sheets, and the charts of their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.drawing import Column
from macros.records.figure_words import is_hidden, say_percent
from macros.records.month_sheet import MonthSheet, SheetRow, make_month_sheet, most_given
from macros.records.quarter_sheet import QuarterSheet, make_quarter_sheet
from macros.records.sheet_notes import Activity, latest, pressing, say_activities
from macros.records.values import SHORT_MONTHS
from macros.rendering import texts


@pass_context
def _find_month_sheet(context: Context, until: date | None = None) -> MonthSheet | None:
    binder = context.get("binder")
    return make_month_sheet(binder, until=until) if binder is not None else None


@pass_context
def _find_quarter_sheet(context: Context) -> QuarterSheet:
    return make_quarter_sheet(context["binder"])


@pass_context
def _draw_progress(context: Context, row: SheetRow) -> Markup:
    """Draw how far a row's goal is reached."""
    progress = row.progress
    assert progress is not None
    unit = " %" if progress.percent else ""
    reached = row.percent_words if progress.percent else row.total_words
    title = (
        f"{_title(context, row)}: {reached} hittills i år. Målet är {progress.target}{unit}: {row.left_words}"
    )
    drawn: Markup = context["goal_bar"](*progress.bounds, progress.target, unit, title)
    return drawn


@pass_context
def _draw_months(context: Context, row: SheetRow, year: str) -> Markup:
    """Draw a row by month: its shares, or its numbers where they are no shares."""
    percent = row.total is not None and row.total.of > 0
    columns, said = [], []
    for cell in row.counted:
        amount = cell.amount
        if amount is None or is_hidden(amount):
            bounds: tuple[int | None, int | None] = (None, None)
        else:
            bounds = (amount.percent if percent else None) or (amount.low, amount.high)
        columns.append(Column(cell.first, cell.last, *bounds))
        share = f" ({say_percent(amount)})" if percent and bounds[0] is not None else ""
        said.append(f"{cell.months} {cell.words}{share}")
    target = row.progress.target if percent and row.progress and row.progress.percent else 0
    title = f"{_title(context, row)} {year}: {', '.join(said)}" + (f". Målet är {target} %" if target else "")
    drawn: Markup = context["month_columns"](tuple(columns), title, percent, target)
    return drawn


@pass_context
def _choose_pressing(context: Context, activities: Sequence[Activity], most: int) -> list[Activity]:
    return pressing(activities, context["today"], most)


@pass_context
def _say_activities(context: Context, activities: Sequence[Activity]) -> str:
    return say_activities(activities, context["today"])


def _title(context: Context, row: SheetRow) -> str:
    return texts.plain(row.measure.text, context["binder"], "sv")


FUNCTIONS: dict[str, Any] = {
    "month_names": SHORT_MONTHS,
    "month_sheet": _find_month_sheet,
    "quarter_sheet": _find_quarter_sheet,
    "draw_progress": _draw_progress,
    "draw_months": _draw_months,
}
"""Variables of every template."""
FILTERS: dict[str, Callable[..., Any]] = {
    "most_given": most_given,
    "latest": latest,
    "pressing": _choose_pressing,
    "activity_words": _say_activities,
}
"""Filters of every template."""
