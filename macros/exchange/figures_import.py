"""Read answers to a survey, and return the tables that they close.

The files may be exports of a web survey, and sheets of counts from paper. Together they must hold every
answer since the last closed table. They are never copied, and nothing that stands in a cell is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.exchange.answer_cells import Month
from macros.exchange.answer_counts import AnswerCounter, Tallies, Tally
from macros.exchange.answer_table import AnswerSheet, read_answers
from macros.exchange.count_sheet import is_count_sheet, read_count_sheet
from macros.exchange.figure_tables import Closing, close_year
from macros.exchange.workbook_rows import Book, Fault
from macros.records.binder import Binder
from macros.records.follow_up import FollowUp
from macros.records.survey_counts import list_variables


@dataclass(slots=True)
class Imported:
    """What some files of answers come to.

    ``years`` are what they add to each year. ``dropped`` are the headings that were not read, and ``unread``
    the sheets. With ``faults`` nothing may be written.
    """

    faults: list[Fault] = field(default_factory=list)
    years: dict[int, Closing] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    answers: int = 0


def import_answers(
    files: Mapping[str, bytes],
    binder: Binder,
    name: str,
    today: date,
    looks_personal: Callable[[str], bool],
) -> Imported:
    """Return what files, by their names, add to the figures of a binder's survey.

    ``looks_personal`` tells of a cell that cannot be read whether it may be about a person.
    """
    result, tallies = Imported(), Tallies()
    grain = choose_grain(binder)
    counter = AnswerCounter(binder, name, today, looks_personal)
    for file, content in files.items():
        book = Book(file)
        sheets = read_answers(content, book)
        for sheet in _choose_sheets(sheets, counter, book, result):
            if is_count_sheet(sheet):
                found = read_count_sheet(sheet, counter.variables, grain, today, book)
            else:
                found, dropped = counter.count(sheet, book)
                result.dropped += [head for head in dropped if head not in result.dropped]
            for period, tally in found.items():
                tallies.setdefault(period, Tally()).add(tally)
        result.faults += book.faults
    result.answers = sum(tally.answers for tally in tallies.values())
    if not result.faults:
        for year in sorted({_year(first) for first, _ in tallies}):
            figures = binder.figures.get(str(year))
            closed = [table for table in (figures.tables if figures else []) if table.survey == name]
            result.years[year] = close_year(
                name, year, list_variables(binder, name), tallies, closed, grain, today
            )
    return result


def choose_grain(binder: Binder) -> str:
    """Return how tightly a binder's figures stand: by quarter, or by month."""
    return (binder.follow_up or FollowUp.model_construct(grain="quarter")).grain


def _choose_sheets(
    sheets: list[AnswerSheet], counter: AnswerCounter, book: Book, result: Imported
) -> list[AnswerSheet]:
    """Return the sheet with the survey's questions, and those of counts."""
    counts = [sheet for sheet in sheets if is_count_sheet(sheet)]
    answers = [sheet for sheet in sheets if sheet not in counts and counter.finder.knows(sheet)]
    if len(answers) > 1:
        message = "flera blad har enkätens frågor"
        advice = "Låt bladet med alla svaren stå kvar, och ta bort de andra."
        book.add_fault(answers[1].title, 0, "", message, advice)
        return []
    if sheets and not counts and not answers:
        answers = sheets[:1]  # its columns are told of, one by one
    chosen = [*answers, *counts]
    result.unread += [sheet.title for sheet in sheets if sheet not in chosen]
    return chosen


def _year(month: Month) -> int:
    return month[0]
