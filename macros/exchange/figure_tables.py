"""Close the tables of a survey, so that they tell nothing of anybody.

A table is whole months that are over: a quarter, or a month where the area counts so tightly. A period with
fewer than five answers waits, and is counted with the next. A closed table is never changed: two versions of
it in the history could be subtracted. What may be published of each question is decided by ``suppression``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from macros.exchange.answer_counts import Tallies, Tally, sum_up
from macros.exchange.yaml_lines import Bare, Tree
from macros.problems import join_words, quote
from macros.records.figure_words import say_months
from macros.records.figures import SMALLEST, FigureTable, Mark
from macros.records.suppression import choose_marks
from macros.records.survey_counts import Variable
from macros.records.values import MONTHS

Waiting = dict[str, list[tuple[str, Tally]]]
"""The tables that wait for the next, by variable: their first month, and what was counted."""


@dataclass(slots=True)
class Closing:
    """What an import adds to one year of a survey, and what it leaves out.

    ``tables`` are new, as YAML, and ``lines`` say what they are. ``late`` are closed periods that have more
    answers now than when they were counted, ``lost`` those that have fewer, ``waiting`` is what too few have
    answered yet, or what is not over.
    """

    tables: list[Tree] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


def close_year(
    name: str,
    year: int,
    variables: Sequence[Variable],
    tallies: Tallies,
    closed: Sequence[FigureTable],
    grain: str,
    today: date,
) -> Closing:
    """Return the tables that can be closed in a year, after those that are.

    A question for which too little could be said is counted together with the tables after: the answers of
    those must then be the same again, or the question begins anew.
    """
    closing = Closing()
    pending: Waiting = {variable.id: [] for variable in variables}
    last = 0
    for table in sorted(closed, key=lambda table: table.months):
        first, last = table.months
        tally = sum_up(tallies, (year, first), (year, last))
        counted = {count.id for count in table.counts}
        if tally.answers != table.answers:
            _note_difference(closing, table, tally, year)
        for key, tables in pending.items():
            if key in counted or tally.answers != table.answers:
                tables.clear()
            else:
                tables.append((f"{year}-{first:02}", tally))
    waiting = Tally()
    first = last + 1
    for period_first, period_last in list_periods(last + 1, grain):
        if (year, period_last) >= (today.year, today.month):
            first = min(first, period_first)
            break
        waiting.add(sum_up(tallies, (year, period_first), (year, period_last)))
        if waiting.answers >= SMALLEST:
            closing.tables.append(_close_table(name, year, (first, period_last), variables, waiting, pending))
            closing.lines += _describe_table(year, (first, period_last), variables, waiting, pending)
            waiting, first = Tally(), period_last + 1
    rest = sum_up(tallies, (year, first), (year, 12)).answers
    if rest:
        closing.waiting.append(f"från {MONTHS[first - 1]} {year}")
    return closing


def list_periods(month: int, grain: str) -> Iterator[tuple[int, int]]:
    """Yield the periods of a year that are left from a month on: first and last month."""
    while month <= 12:
        last = month if grain == "month" else (month + 2) // 3 * 3
        yield month, last
        month = last + 1


def describe_period(first: int, last: int, year: int) -> str:
    """Return a period in words: *januari–mars 2027*."""
    return f"{say_months(first, last, long=True)} {year}"


def _close_table(
    name: str,
    year: int,
    months: tuple[int, int],
    variables: Sequence[Variable],
    tally: Tally,
    pending: Waiting,
) -> Tree:
    """Return a table with what may be said now; other questions go on waiting."""
    first, last = (f"{year}-{month:02}" for month in months)
    counts: list[Tree] = []
    for variable in variables:
        group = [*pending[variable.id], (first, tally)]
        rows = [own.of(variable) for _, own in group]
        marks = choose_marks(rows, variable.manner)
        if marks is None:
            pending[variable.id] = group
            continue
        pending[variable.id] = []
        since = group[0][0]
        counts.append(
            {
                "id": variable.id,
                **({"since": Bare(since)} if since != first else {}),
                "answered": Bare(str(sum(row.answered for row in rows))),
                **({"several": "ja"} if variable.manner == "several" else {}),
                "values": [
                    {"id": Bare(key), "answer": words, **_write_mark(mark)}
                    for (key, words), mark in zip(variable.values, marks, strict=True)
                ],
            }
        )
    table: dict[str, Tree] = {
        "id": f"{name}-{first}",
        "survey": name,
        "first": Bare(first),
        "last": Bare(last),
        "answers": Bare(str(tally.answers)),
    }
    return table | ({"counts": counts} if counts else {})


def _describe_table(
    year: int, months: tuple[int, int], variables: Sequence[Variable], tally: Tally, pending: Waiting
) -> Iterator[str]:
    """Yield what a new table is, and which questions wait for the next."""
    yield f"{describe_period(*months, year)}: {tally.answers} svar."
    titles = [quote(variable.title) for variable in variables if pending[variable.id]]
    if titles:
        yield f"för få svar än för att något ska kunna visas: {join_words(titles)}."


def _write_mark(mark: Mark) -> dict[str, Tree]:
    if mark is None:
        return {}
    return {"count": Bare(str(mark))} if isinstance(mark, int) else {mark: "ja"}


def _note_difference(closing: Closing, table: FigureTable, tally: Tally, year: int) -> None:
    """Note that a closed table has other answers now; an export may begin after it."""
    where = describe_period(*table.months, year)
    if tally.answers > table.answers:
        closing.late.append(where)
    elif tally.answers:
        closing.lost.append(where)


def describe_tables(closing: Closing) -> Iterator[str]:
    """Yield what an import adds and leaves out, in Swedish for the editor."""
    yield from closing.lines
    for where in closing.late:
        yield f"{where} är redan räknat. Svar som har kommit in efteråt räknas inte."
    for where in closing.lost:
        yield f"{where} har färre svar i filen än när de räknades. Siffrorna står kvar."
    for where in closing.waiting:
        yield f"svaren {where} väntar: tiden är inte slut, eller svaren är för få. Ha dem med nästa gång."
