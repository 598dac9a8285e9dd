"""The filled monthly sheet: every number is one that the test counted, or its bounds."""

from datetime import date

import pytest

from macros.records.binder import Binder
from macros.records.figure_words import say_amount, say_left, say_month_list, say_percent
from macros.records.month_sheet import MonthSheet, SheetRow, make_month_sheet
from macros.records.quarter_sheet import make_quarter_sheet
from macros.records.sheet_notes import Activity, pressing, say_activities
from macros.records.year_figures import Amount, Progress
from tests.conftest import Copy
from tests.figure_answers import COORDINATES, TOOK_PART, load_answered, load_unanswered

FEWER = 4
"""The most that *färre än fem* may be."""


@pytest.fixture
def binder(example_copy: Copy) -> Binder:
    """Norrby with the test's own figures."""
    return load_answered(example_copy)[1]


@pytest.fixture
def sheet(binder: Binder) -> MonthSheet:
    """Its sheet."""
    made = make_month_sheet(binder)
    assert made is not None
    return made


def rows_of(sheet: MonthSheet, measure: str) -> tuple[SheetRow, ...]:
    """Return the rows of a measure."""
    return next(rows for found, rows in sheet.groups if found.id == measure)


def test_answers_are_counted_by_month_and_so_far(sheet: MonthSheet) -> None:
    """Months that are counted together are one cell; those without figures say so."""
    (row,) = rows_of(sheet, "antal-sip")
    total = sum(map(len, TOOK_PART.values()))

    assert [(*months, str(len(answers))) for months, answers in TOOK_PART.items()] == [
        (cell.first, cell.last, cell.words) for cell in row.counted
    ]
    assert [7, 8, 9, 11, 12] == [cell.first for cell in row.cells if cell.words == "–"]
    assert 12 == sum(cell.span for cell in row.cells)
    assert (str(total), "–", "juli–sep", "nått") == (
        row.total_words, row.percent_words, row.missing, row.left_words,
    )  # fmt: skip


def test_a_hidden_number_is_told_within_its_bounds(sheet: MonthSheet) -> None:
    """Three of nineteen said no: that so few did is all that is told, and how many yes follows from it."""
    (row,) = rows_of(sheet, "barnet-med")
    least = sum(
        answers.count(True) if answers.count(False) > FEWER else len(answers) - FEWER
        for answers in TOOK_PART.values()
    )
    most = sum(
        answers.count(True) if answers.count(False) > FEWER else len(answers)
        for answers in TOOK_PART.values()
    )
    of = sum(map(len, TOOK_PART.values()))
    shares = [round(100 * part / of) for part in (least, most)]

    assert ["12 av 18", "15–19 av 19", "5–9 av 9"] == [cell.words for cell in row.counted]
    assert (f"{least}–{most} av {of}", f"{shares[0]}–{shares[1]} %") == (row.total_words, row.percent_words)
    assert f"{90 - shares[1]}–{90 - shares[0]} procentenheter kvar" == row.left_words


def test_answers_that_are_listed_have_a_row_each(sheet: MonthSheet) -> None:
    """A number under five is never said, and what it adds to says *högst*."""
    rows = rows_of(sheet, "samordnaransvar")
    of = sum(map(len, COORDINATES.values()))
    known = sum(answers.count("Elevhälsan") for answers in COORDINATES.values())

    assert f"{known} av {of}" == rows[0].total_words
    assert f"{of - known - 2 * FEWER}–{of - known} av {of}" == rows[1].total_words
    assert ("BVC", f"högst {2 * FEWER} av {of}") == (rows[2].answer, rows[2].total_words)
    assert ["färre än fem av 18", "färre än fem av 19"] == [cell.words for cell in rows[2].counted]


def test_what_nobody_has_answered_is_no_number(sheet: MonthSheet) -> None:
    """A row without answers has a dash under every head."""
    (row,) = rows_of(sheet, "barnet-nojt")

    assert {("–", "–", "")} == {(row.total_words, row.percent_words, row.left_words)}
    assert row.is_empty


def test_the_latest_months_are_named(sheet: MonthSheet) -> None:
    """What is short tells of October; a row that ends before is not in it."""
    assert ("januari–oktober 2026", "oktober 2026") == (sheet.period, sheet.latest_period)
    assert ["antal-sip", "barnet-med"] == [row.measure.id for row, _ in sheet.latest]


def test_without_figures_there_is_no_sheet(example_copy: Copy) -> None:
    """Documents that show figures wait for them, in packets too; the empty sheet is there."""
    _, binder = load_unanswered(example_copy)
    names = {choice.id for choice in binder.documents}
    parts = {part.name for packet in binder.packets for part in packet.parts}

    assert make_month_sheet(binder) is None
    assert names.isdisjoint({"manadsblad-ifyllt", "aret-i-siffror"})
    assert ("manadsblad" in names, "manadsblad" in parts, "aret-i-siffror" in parts) == (True, True, False)


def test_with_figures_the_packet_has_the_year(binder: Binder) -> None:
    """On its place in the packet."""
    packet = next(packet for packet in binder.packets if packet.id == "styrgruppspaket")

    assert ["styrgrupp", "arshjul", "aret-i-siffror", "manadsblad"] == [part.name for part in packet.parts][
        :4
    ]


@pytest.mark.parametrize(
    ("amount", "words", "percent"),
    [
        (Amount(12, 12, 18), "12 av 18", "67 %"),
        (Amount(10, 14, 14), "10–14 av 14", "71–100 %"),
        (Amount(0, 4, 18), "färre än fem av 18", "högst 22 %"),
        (Amount(0, 8, 35), "högst 8 av 35", "högst 23 %"),
        (Amount(0, 18, 18), "visas inte", "visas inte"),
        (Amount(18, 18), "18", ""),
        (None, "visas inte", ""),
    ],
)
def test_numbers_are_said_as_far_as_they_may(amount: Amount | None, words: str, percent: str) -> None:
    """Never a blank where something was counted, and never a guess."""
    assert (words, percent) == (say_amount(amount), say_percent(amount))


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(20, False, Amount(12, 12)), "8 kvar"),
        (Progress(20, False, Amount(15, 18)), "2–5 kvar"),
        (Progress(20, False, Amount(15, 25)), "kanske nått, annars högst 5 kvar"),
        (Progress(90, True, Amount(89, 89, 100)), "1 procentenhet kvar"),
        (Progress(90, True, Amount(90, 95, 100)), "nått"),
        (Progress(90, True, Amount(43, 43, 48)), "mindre än 1 procentenhet kvar"),
        (Progress(90, True, Amount(43, 44, 48)), "kanske nått, annars högst 1 procentenhet kvar"),
        (Progress(90, True, Amount(33, 43, 48)), "1–21 procentenheter kvar"),
        (Progress(100, True, Amount(199, 199, 200)), "mindre än 1 procentenhet kvar"),
    ],
)
def test_the_way_to_a_goal_is_said(progress: Progress, words: str) -> None:
    """What is not certain is not promised: 43 of 48, 89.6 per cent, is not 90."""
    assert words == say_left(progress)


def test_months_in_a_row_are_said_together() -> None:
    """Others are listed."""
    assert "jan–mars, maj och juli" == say_month_list([1, 2, 3, 5, 7])


def test_activities_tell_how_far_they_have_come() -> None:
    """Late against a day; what is not done comes first where there is room for few."""
    today = date(2026, 11, 21)
    plan = [
        Activity.model_validate({"id": name, "title": name, **more})
        for name, more in {
            "klar": {"done": "2026-05-12", "when": "juni 2026"},
            "sen": {"when": "oktober 2026"},
            "igang": {"started": "2026-08", "when": "november 2026"},
            "kvar": {},
        }.items()
    ]

    assert ["done", "late", "started", "left"] == [item.progress(today) for item in plan]
    assert ["sen", "igang"] == [item.id for item in pressing(plan, today, 2)]
    assert "Av 4 aktiviteter är 1 klar och 1 försenad." == say_activities(plan, today)
    assert "" == say_activities([], today)


def test_a_quarter_has_its_figures_and_lines_for_the_rest(example_copy: Copy) -> None:
    """A question with figures shows the quarter's; one without is written by hand."""
    questions = "questions:\n  - {id: barnet-med, title: Var barnet med?}\n  - {id: battre, title: Vad blev bättre?}\n"
    folder = example_copy()
    file = "agreements/exempelavtalet/follow_up.yaml"
    text = (folder / file).read_text(encoding="utf-8")
    before, _, rest = text.partition("questions:\n")
    text = before + questions + "questions_lead:" + rest.partition("questions_lead:")[2]
    _, binder = load_answered(example_copy, {file: text})
    quarter = make_quarter_sheet(binder)

    assert ("oktober 2026", 2) == (quarter.period, len(quarter.lines))
    assert [(("", "5–9 av 9"),), ()] == [line.figures for line in quarter.lines]
