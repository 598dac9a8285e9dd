"""Answers to a survey become figures: every number counted apart here, and bad files refused whole."""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from openpyxl import load_workbook

from macros.checks.person_cells import looks_personal
from macros.exchange import figures_import
from macros.exchange.count_sheet import write_count_sheet
from macros.exchange.figures_import import Imported
from macros.records.binder import Binder
from macros.records.figures import FigureYear
from macros.records.follow_up import EarlierAnswer
from macros.records.survey_counts import list_variables
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.records.year_figures import YearFigures
from tests.survey_exports import (
    COORDINATOR,
    MONTHS,
    QUESTIONS,
    TODAY,
    list_coordinators,
    list_exports,
    write_forms,
    write_table,
    write_workbook,
)

import_answers = partial(figures_import.import_answers, looks_personal=looks_personal)
ANSWERS = list_coordinators()


@pytest.fixture
def binder(example: Shelf) -> Binder:
    """A binder of the example's area, before its first figures."""
    return example.binders["norrby"].model_copy(update={"figures": {}})


def read(
    binder: Binder, *files: bytes, today: date = TODAY, survey: str = COORDINATOR, name: str = "a.xlsx"
) -> Imported:
    """Return what files come to."""
    return import_answers({f"{n}{name}": file for n, file in enumerate(files)}, binder, survey, today)


def list_tables(imported: Imported) -> list[Any]:
    """Return the new tables of all years."""
    assert [] == imported.faults
    return [table for closing in imported.years.values() for table in closing.tables]


def say(imported: Imported) -> list[str]:
    """Return each fault without the file's name and the advice."""
    return [str(fault).partition(", ")[2].partition("\n")[0] for fault in imported.faults]


def edit(**cells: object) -> list[dict[str, object]]:
    """Return the answers with some cells of the third changed."""
    return [*ANSWERS[:2], {**ANSWERS[2], **cells}, *ANSWERS[3:]]


def month_of(answer: dict[str, object]) -> int:
    return MONTHS.index(str(answer["manad"]).split()[0]) + 1


def test_every_published_number_equals_one_counted_apart(example: Shelf) -> None:
    """The example's file: each count is that of its months' answers, and each mark is true."""
    figures = example.binders["norrby"].figures["2026"]
    tables = [table for table in figures.tables if table.survey == COORDINATOR]
    for table in tables:
        first, last = table.months
        for count in table.counts:
            asked = [a[count.id] for a in ANSWERS if table.since(count) <= month_of(a) <= last]
            given = [value for value in asked if value not in ("", [])]
            told = Counter(v for value in given for v in (value if isinstance(value, list) else [value]))
            assert len(given) == count.answered
            for value in count.values:
                true = sum(map(int, given)) if count.id == "antal" else told[value.answer]  # type: ignore[call-overload]
                assert value.count in (None, true)
                assert not value.fewer or true < 5
                assert not value.nearly_all or len(given) - true < 5
        assert sum(first <= month_of(answer) <= last for answer in ANSWERS) == table.answers

    assert [(1, 3), (4, 6), (7, 9)] == [table.months for table in tables]


def test_the_example_is_what_its_exports_come_to(example: Shelf) -> None:
    """So nobody edits it by hand: python -m tests.survey_exports makes it."""
    binder = example.binders["norrby"]
    again = [
        import_answers({name: content}, binder, survey, TODAY)
        for survey, (name, content) in list_exports().items()
    ]
    before = binder.model_copy(update={"figures": {}})
    made = [
        table["id"]
        for survey, (name, content) in list_exports().items()
        for table in list_tables(import_answers({name: content}, before, survey, TODAY))
    ]

    assert [] == [table for imported in again for table in list_tables(imported)]
    assert made == [table.id for table in binder.figures["2026"].tables]


def test_the_sheet_can_be_filled_from_it(example: Shelf) -> None:
    """The year so far is the sum of the quarters, and a goal in per cent knows how far it is."""
    binder = example.binders["norrby"]
    assert binder.follow_up
    measures = {measure.id: measure for measure in binder.follow_up.measures}
    year = YearFigures(binder, "2026")
    total = year.total(measures["antal-sip"])

    assert total
    assert (53, 53) == (total.low, total.high)
    assert [(1, 3), (4, 6), (7, 9)] == [(c.first, c.last) for c in year.cells(measures["barnet-med"])]
    assert all(year.progress(goal) for goal in binder.follow_up.goals)


def test_it_is_the_same_in_one_import_or_several(binder: Binder) -> None:
    """What is published depends on the answers, not on when they were read."""
    whole = list_tables(read(binder, write_forms(ANSWERS)))
    parts: list[Any] = []
    for today in (date(2026, 4, 2), date(2026, 8, 1), TODAY):
        figures = {"2026": FigureYear.model_validate({"tables": parts})} if parts else {}
        until = binder.model_copy(update={"figures": figures})
        answers = [answer for answer in ANSWERS if month_of(answer) < today.month]
        parts += list_tables(read(until, write_forms(answers), today=today))

    assert whole == parts


def test_months_with_few_answers_are_counted_together(binder: Binder) -> None:
    """By month where the area counts so; July has two answers and waits for August. November is not over."""
    assert binder.follow_up
    monthly = binder.follow_up.model_copy(update={"grain": "month"})
    by_month = binder.model_copy(update={"follow_up": monthly})
    imported = read(by_month, write_forms(ANSWERS))
    tables = list_tables(imported)

    assert "2026-07 2026-08 8" in [f"{t['first']} {t['last']} {t['answers']}" for t in tables]
    assert ["från november 2026"] == imported.years[2026].waiting
    assert all(int(table["answers"]) >= 5 for table in tables)


def test_late_answers_to_closed_months_change_nothing(example: Shelf) -> None:
    """They are left out for good, and told of without a number."""
    more = [*ANSWERS, {**ANSWERS[0]}]
    imported = read(example.binders["norrby"], write_forms(more))

    assert ([], ["januari–mars 2026"]) == (list_tables(imported), imported.years[2026].late)


def test_other_tools_write_the_same_answers(binder: Binder) -> None:
    """CSV with semicolons in Windows' letters, with tabs, months as days, texts or Excel's numbers."""
    whole = list_tables(read(binder, write_forms(ANSWERS)))
    days: list[Callable[[int], object]] = [
        lambda month: datetime(2026, month, 9, 12, 5),
        lambda month: (date(2026, month, 9) - date(1899, 12, 30)).days,
        lambda month: f"2026-{month:02}-09 08:15:00",
        lambda month: f"{month}/29/26 8:15",
    ]
    for day in days:
        answers = [{**answer, "manad": day(month_of(answer))} for answer in ANSWERS]
        assert whole == list_tables(read(binder, write_forms(answers)))

    assert whole == list_tables(read(binder, write_table(ANSWERS), name="a.csv"))
    assert whole == list_tables(read(binder, write_table(ANSWERS, "\t", "utf-16"), name="a.csv"))


def test_what_was_read_and_what_was_not_is_told(binder: Binder) -> None:
    """A name in a free text, and the columns about who answered, are never read."""
    dropped = read(binder, write_forms(ANSWERS)).dropped

    assert ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "9. Vill du berätta något mer?"] == dropped


BAD = {
    "manad": [
        ("mars och april 2026", "rutan har flera månader"),
        ("2026-03, 2026-04", "rutan har flera månader"),
        ("mars", "rutan säger inte vilket år"),
        ("3/4/2026", "det går inte att se vilket tal i datumet som är månaden"),
        (123456789, "rutan ser ut att innehålla en persons namn, nummer eller adress"),
        (41, "talet i rutan är inget datum"),
        ("december 2026", "månaden har inte varit än"),
        ("", "rutan har ingen månad"),
    ],
    "antal": [
        ("fem", "rutan har inget heltal"),
        (2.5, "rutan har inget heltal"),
        (-1, "rutan har inget heltal"),
    ],
    "barnet-med": [
        ("Kanske", "svaret finns inte i enkäten"),
        ("Kim Andersson", "rutan ser ut att innehålla en persons namn, nummer eller adress"),
        ("20150312-2384", "rutan ser ut att innehålla en persons namn, nummer eller adress"),
        ("070-174 06 05", "rutan ser ut att innehålla en persons namn, nummer eller adress"),
        ("kim@norrby.example", "rutan ser ut att innehålla en persons namn, nummer eller adress"),
    ],
    "samordnare": [("Kims mamma", "rutan ser ut att innehålla en persons namn, nummer eller adress")],
    "enheter": [(["BUP", "Polisen"], "svaret finns inte i enkäten")],
}


def test_a_bad_cell_is_refused_with_its_place_and_never_repeated(binder: Binder) -> None:
    """All faults of a file at once: sheet, row, column."""
    answers = list(ANSWERS)
    expected, rows = [], iter(range(len(answers)))
    for question, cells in BAD.items():
        number = list(QUESTIONS).index(question) + 1
        for cell, message in cells:
            row = next(rows)
            answers[row] = {**answers[row], question: cell}
            column = f"kolumn {'FGHIJKLMN'[number - 1]} ({number}. {QUESTIONS[question]})"
            expected.append(f"bladet Formulärsvar 1, rad {row + 2}, {column}: {message}")
    imported = read(binder, write_forms(answers))
    said = "\n".join(map(str, imported.faults))

    assert (expected, {}) == (say(imported), imported.years)
    assert [] == [word for word in ("Kim", "070", "2384", "Polisen", "Kanske", "fem") if word in said]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda heads: [*heads, "Vilken skola?"],
            "rad 1: kolumn O, ”Vilken skola?”, är ingen fråga i enkäten",
        ),
        (
            lambda heads: [*heads, "Kim Andersson"],
            "rad 1: rubriken på kolumn O ser ut att innehålla något om en person",
        ),
        (lambda heads: [*heads, ""], "rad 1: kolumn O saknar rubrik"),
    ],
)
def test_other_columns_are_refused(
    binder: Binder, change: Callable[[list[str]], list[str]], message: str
) -> None:
    """One that nobody knows; and the questions whose columns are missing."""
    heads = change([*map(str, ("ID", "Starttid", "Slutförandetid", "E-post", "Namn")), *QUESTIONS.values()])
    rows = [[1, "", "", "", "", *ANSWERS[0].values(), "x"]]
    cells = [[";".join(map(str, c)) if isinstance(c, list) else c for c in row] for row in rows]
    missing = read(binder, write_workbook([["ID", QUESTIONS["manad"]], [1, "2026-01"]]))

    assert [f"bladet Formulärsvar 1, {message}"] == say(read(binder, write_workbook([heads, *cells])))
    assert "bladet Formulärsvar 1, rad 1: kolumnen för frågan ”Vem kallade?” saknas" in say(missing)
    assert 7 == len(missing.faults)


def test_files_that_are_no_export_are_refused(binder: Binder) -> None:
    """Empty, locked, old, in disguise, or with a formula."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    forms = write_forms(ANSWERS)
    rows = {
        b"": "filen är tom",
        locked: "kalkylarket är skyddat med lösenord",
        locked[:8]: "kalkylarket är i ett gammalt format (.xls)",
        write_table(ANSWERS): "det här är inget kalkylark i formatet .xlsx",
        forms[: len(forms) // 2]: "det här är inget kalkylark i formatet .xlsx",
        write_workbook([]): "kalkylarket är tomt",
    }
    for content, message in rows.items():
        (fault,) = read(binder, content).faults
        assert message == fault.message
    (fault,) = read(binder, forms, name="a.csv").faults
    (formula,) = say(read(binder, write_forms(edit(**{"barnet-med": "=1+1"}))))

    assert "filen heter .csv men är ett kalkylark" == fault.message
    assert "bladet Formulärsvar 1, rad 4, kolumn H (3. Var barnet med?): i rutan står en formel" == formula


def test_a_survey_that_changed_in_mid_year_is_read(binder: Binder) -> None:
    """By its earlier headings and answers, when the survey names them."""
    earlier = EarlierAnswer.model_construct(text=Text({"sv": "Lite"}), now=Text({"sv": "Delvis"}))
    survey = binder.surveys[COORDINATOR]
    questions = [
        question.model_copy(update={"columns": ["Är rollen tydlig?"], "earlier": [earlier]})
        if question.id == "roll"
        else question
        for question in survey.questions
    ]
    changed = survey.model_copy(update={"questions": questions})
    after = binder.model_copy(update={"surveys": {**binder.surveys, COORDINATOR: changed}})
    head = QUESTIONS["roll"]
    answers = [{**answer, "roll": str(answer["roll"]).replace("Delvis", "Lite")} for answer in ANSWERS]
    content = write_table(answers).decode("cp1252").replace(head, "Är rollen tydlig?").encode("cp1252")

    assert list_tables(read(binder, write_forms(ANSWERS))) == list_tables(read(after, content, name="a.csv"))
    assert "svaret finns inte i enkäten" in {
        f.message for f in read(binder, write_table(answers), name="a.csv").faults
    }


def test_ten_thousand_rows_are_counted(binder: Binder) -> None:
    """Every one of them."""
    many = [answer for answer in ANSWERS if month_of(answer) <= 9] * 189
    tables = list_tables(read(binder, write_table(many), name="a.csv"))

    assert 53 * 189 == sum(int(table["answers"]) for table in tables)


def test_counts_on_paper_are_added_before_anything_is_hidden(binder: Binder) -> None:
    """Three answers on paper and two on the web are five together."""
    web = [answer for answer in ANSWERS if month_of(answer) == 1][:2]
    variables = list_variables(binder, COORDINATOR)
    content = fill_sheet(
        write_count_sheet(variables, "Enkät", 2026, "quarter"), {"svar": 3, "barnet-med.ja": 3}
    )
    (table,) = list_tables(read(binder, write_forms(web), content, today=date(2026, 4, 1)))
    wrong = fill_sheet(
        write_count_sheet(variables, "Enkät", 2026, "quarter"), {"svar": 3, "barnet-med": 2, "antal": "x"}
    )

    assert "5" == table["answers"]
    assert [
        "bladet 2026, rad 6, kolumn D (2026-01--03): rutan har inget heltal",
        "bladet 2026, rad 3, kolumn D (2026-01--03): svaren blir inte lika många som de som svarade på frågan",
    ] == say(read(binder, wrong))


def test_a_sheet_of_counts_says_which_answers_are_a_yes(binder: Binder) -> None:
    """Whoever counts sees the question as it stands on the paper."""
    sheet = load_workbook(
        io.BytesIO(write_count_sheet(list_variables(binder, "enkat-foralder"), "Enkät", 2026, "quarter"))
    ).worksheets[0]
    said = {row[0]: row[2] for row in sheet.iter_rows(values_only=True)}

    assert "Ja (8–10 på ”Hur nöjd är du med hjälpen?”)" == said["vardnadshavare-nojda.ja"]
    assert "Nej (något annat svar)" == said["vardnadshavare-nojda.nej"]
    assert "Ja" == said["delaktig.ja"]


def fill_sheet(content: bytes, cells: dict[str, object]) -> bytes:
    """Return a sheet of counts with the first period filled in."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = {row[0].value: row[3] for row in sheet.iter_rows(min_row=2)}
    for key, value in cells.items():
        rows[key].value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
