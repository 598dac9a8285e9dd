"""Rules for measures, and for figures that tell nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.checks.references import Fault, list_known
from macros.problems import quote
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.figures import FigureCount, FigureTable
from macros.records.follow_up import Measure, Survey
from macros.records.suppression import bound_values, find_derivable
from macros.records.survey_counts import fold_words, is_counted, list_answers
from macros.records.whole_shelf import Shelf

_YEAR = re.compile("20[0-9][0-9]")
_AGAIN = "Ta bort tabellen och läs in svaren på nytt med  parmen figures import"


def measures_count_answers(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A measure counts answers that its survey has, and no question is counted twice."""
    readers: dict[tuple[str, str], str] = {}
    for measure in binder.follow_up.measures if binder.follow_up else ():
        path = f"follow_up.measures.{measure.id}"
        survey = binder.surveys.get(measure.survey) if measure.survey else None
        if survey is None:
            if (measure.counts or measure.spread) and not measure.survey:
                message = "raden räknar svar utan att säga i vilken enkät"
                yield path, "counted-twice", message, "Skriv enkätens namn i survey."
            continue
        yield from _find_unknown(binder, measure, survey, path)
        asked = [rule.id for rule in measure.counts] + ([measure.spread] if measure.spread else [])
        for question in dict.fromkeys(asked):
            other = readers.setdefault((str(measure.survey), question), measure.id)
            if other != measure.id:
                message = f"frågan ”{question}” räknas redan i raden ”{other}”"
                advice = "Två tal om samma svar går att räkna ut mer av. Låt en av raderna räkna frågan."
                yield path, "counted-twice", message, advice
        if measure.counts and measure.id not in asked and measure.id in {q.id for q in survey.questions}:
            message = f"raden heter som en fråga i enkäten, ”{measure.id}”, men räknar andra frågor"
            yield f"{path}.id", "counted-twice", message, "Ge raden ett annat id."


def _find_unknown(binder: Binder, measure: Measure, survey: Survey, path: str) -> Iterator[Fault]:
    """Yield each question and answer of a measure that its survey does not have."""
    questions = {question.id: question for question in survey.questions if is_counted(question)}
    spread = [measure.spread] if measure.spread else []
    for key in [*(rule.id for rule in measure.counts), *spread]:
        if key not in questions:
            message = f"{quote(key)} är ingen fråga i enkäten som går att räkna"
            yield path, "unknown-id", message, list_known(binder, key, questions)
    for rule in measure.counts:
        if rule.id in questions:
            answers = [words for _, words in list_answers(binder, survey, questions[rule.id])]
            known = {fold_words(words) for words in answers}
            for answer in rule.answers:
                words = plain_words(binder, answer)
                if fold_words(words) not in known:
                    message = f"{quote(words)} är inget av svaren på frågan ”{rule.id}”"
                    yield path, "unknown-id", message, list_known(binder, words, answers)


def figures_stand_in_one_area(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """The figures of a survey stand in one area: two could be subtracted."""
    holders: dict[str, str] = {}
    for year, table in _list_tables(binder):
        path = f"figures.{year}.tables.{table.id}"
        level = binder.levels.find(binder.place_of(path))
        if level is None:
            continue
        advice = "Siffror räknas för ett helt område:  parmen figures import svar.xlsx --area område"
        if level.level.kind != "areas":
            message = "siffror kan bara stå i ett område, inte i en kommun eller en överenskommelse"
            yield path, "figure-place", message, advice
        elif holders.setdefault(table.survey, level.name) != level.name:
            message = f"enkäten har siffror i {holders[table.survey]} också, och då går det att räkna ut mer"
            yield path, "figure-place", message, "Låt dem stå i ett av områdena."


def tables_follow_upon_each_other(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A table is months of its year, and no two have a month in common.

    In the latest year it is whole quarters, where the area counts so; years before may have counted by month.
    """
    quarterly = binder.follow_up is None or binder.follow_up.grain == "quarter"
    last: dict[tuple[str, str], int] = {}
    for year, table in _list_tables(binder):
        path = f"figures.{year}.tables.{table.id}"
        years = {month.start[:4] for month in (table.first, table.last)}
        if not _YEAR.fullmatch(year) or years != {year}:
            message = f"tabellens månader hör inte till året {quote(year)}"
            yield path, "figure-months", message, f"Filen ska heta som året. {_AGAIN}"
        elif table.months[1] < table.months[0]:
            yield f"{path}.last", "figure-months", "sista månaden kommer före den första", _AGAIN
        elif table.months[0] <= last.get((year, table.survey), 0):
            message = "månaderna räknas redan i en annan tabell för enkäten"
            yield path, "figure-months", message, _AGAIN
        elif (
            quarterly and year == binder.figures_year and (table.months[0] % 3, table.months[1] % 3) != (1, 0)
        ):
            message = "tabellen är inte hela kvartal, och siffrorna räknas varje kvartal"
            advice = "Räknar området varje månad? Skriv  grain: month  i follow_up.yaml. Annars: "
            yield path, "figure-months", message, f"{advice}{_AGAIN[0].lower()}{_AGAIN[1:]}"
        last[year, table.survey] = max(last.get((year, table.survey), 0), table.months[1])


def figures_hide_small_numbers(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A table's numbers add up, and what is hidden cannot be worked out."""
    for year, figures in binder.figures.items():
        tables = sorted(figures.tables, key=lambda table: table.months)
        for table in tables:
            own = [other for other in tables if other.survey == table.survey]
            for count in table.counts:
                path = f"figures.{year}.tables.{table.id}.counts.{count.id}"
                first, end = table.since(count), table.months[1]
                group = [t for t in own if first <= t.months[0] and t.months[1] <= end]
                yield from _judge(
                    path, count, [t.answers for t in group], bool(group) and group[0].months[0] == first
                )


def _judge(path: str, count: FigureCount, answers: Sequence[int], is_whole: bool) -> Iterator[Fault]:
    """Yield what is wrong with a question's numbers, of tables with these answers."""
    manner, marks = count.manner, count.marks
    if not is_whole or not count.values:
        yield f"{path}.since", "figure-sum", "since är inte första månaden i någon tabell", _AGAIN
    elif count.answered > sum(answers):
        yield f"{path}.answered", "figure-sum", "fler har svarat på frågan än på enkäten", _AGAIN
    elif not _adds_up(count):
        yield path, "figure-sum", "talen går inte ihop med hur många som svarade", _AGAIN
    else:
        for number in find_derivable(answers, count.answered, manner, marks):
            words = quote(count.values[number].answer)
            message = f"det går att räkna ut hur många som svarade {words}, och de är färre än fem"
            yield f"{path}.values.{count.values[number].id}", "derivable-figure", message, _AGAIN


def _adds_up(count: FigureCount) -> bool:
    """Report whether there are answers that these numbers are true of."""
    manner, marks = count.manner, count.marks
    if any((value.count is not None) + value.fewer + value.nearly_all > 1 for value in count.values):
        return False
    if manner == "number":
        return True
    if manner == "several":
        return all(not isinstance(mark, int) or mark <= count.answered for mark in marks)
    if "nearly_all" in marks:
        return False
    return all(low <= high for low, high in bound_values(marks, count.answered))


def _list_tables(binder: Binder) -> Iterator[tuple[str, FigureTable]]:
    """Yield each table with its year, by month."""
    for year, figures in binder.figures.items():
        for table in sorted(figures.tables, key=lambda table: table.months):
            yield year, table
