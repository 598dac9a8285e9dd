"""Find what each column of an export is: a question, the month, or neither."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from macros.exchange.answer_table import AnswerSheet
from macros.exchange.workbook_rows import Book
from macros.problems import did_you_mean, nearest, quote
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.follow_up import Survey, SurveyQuestion
from macros.records.survey_counts import (
    SEVERAL_KINDS,
    fold_heading,
    fold_words,
    is_counted,
    list_spellings,
)

_TECHNIQUE = re.compile(
    r"(?:id|#|nr|(?:response|svars)[- ]?id|start ?(?:time|tid)|"
    r"(?:completion|submission|slut\w*) ?(?:time|tid)|(?:date|time) ?(?:submitted|started|stamp)|"
    r"submitted at|date last action|last page|sista sidan|seed|"
    r"inskickat|skickat|påbörjat|slutfört|senaste? ändra\w*(?: tid)?|last modified(?: time)?|tids?stämpel|"
    r"e-?post(?:adress)?|e-?mail(?: address)?|(?:för|efter|användar|fullständigt )?namn|"
    r"(?:first |last |full |user)?name|språk|(?:start )?language|startspråk|ip(?:[- ]?adress| address)?|"
    r"referrer url|(?:total )?(?:points|poäng)(?: -.*)?|(?:quiz )?feedback(?: -.*)?|återkoppling(?: -.*)?|"
    r"grade posted time)"
)
"""Headings of columns about who answered, or how: folded, and whole."""
_OPTION = re.compile(r"(.+?)\s*\[(.+)\]")
"""A column for each answer, as *Vad har planen? [Samtycke finns]*."""


@dataclass(slots=True)
class Columns:
    """What the columns of a sheet are, by number from 0.

    ``months`` say when; ``questions`` are the columns of each counted question by its id, each with the value
    that it is about, if it is about one. ``dropped`` are the headings of those that are not read.
    """

    months: list[int] = field(default_factory=list)
    questions: dict[str, list[tuple[int, str | None]]] = field(default_factory=lambda: defaultdict(list))
    dropped: list[str] = field(default_factory=list)


class ColumnFinder:
    """The headings that a survey knows, folded."""

    def __init__(self, binder: Binder, name: str, looks_personal: Callable[[str], bool]) -> None:
        self.binder = binder
        self.looks_personal = looks_personal
        self.survey: Survey = binder.surveys[name]
        self.questions: dict[str, SurveyQuestion] = {}
        for question in self.survey.questions:
            for heading in (plain_words(binder, question.text), *question.columns):
                self.questions.setdefault(fold_heading(heading), question)
        self.ignored = {fold_heading(heading) for heading in self.survey.ignored}
        self.when = fold_heading(self.survey.month_column) if self.survey.month_column else None

    def knows(self, sheet: AnswerSheet) -> bool:
        """Report whether a sheet has a column of a question."""
        return any(fold_heading(head) in self.questions or self._find_option(head) for head in sheet.heads)

    def find(self, sheet: AnswerSheet, book: Book) -> Columns:
        """Return what a sheet's columns are; the unknown and missing are faults."""
        columns = Columns()
        for number, head in enumerate(sheet.heads):
            folded = fold_heading(head)
            question = self.questions.get(folded)
            if folded == self.when or (question and question.kind == "month"):
                columns.months.append(number)
            elif question and is_counted(question):
                columns.questions[question.id].append((number, None))
            elif option := self._find_option(head):
                columns.questions[option[0]].append((number, option[1]))
            elif question or folded in self.ignored or _TECHNIQUE.fullmatch(fold_words(head)):
                columns.dropped.append(head)
            elif head or any(len(row) > number and row[number] is not None for row in sheet.rows.values()):
                self._refuse(sheet, number, head, book)
        self._report_missing(sheet, columns, book)
        return columns

    def _find_option(self, head: str) -> tuple[str, str] | None:
        """Return the question and value of a column about one of several answers."""
        match = _OPTION.fullmatch(head)
        question = self.questions.get(fold_heading(match[1])) if match else None
        if match is None or question is None or question.kind not in SEVERAL_KINDS:
            return None
        key = list_spellings(self.binder, self.survey, question).get(fold_words(match[2]))
        return (question.id, key) if key else None

    def _refuse(self, sheet: AnswerSheet, number: int, head: str, book: Book) -> None:
        """Add the fault of a column that nobody knows, without what may be a name."""
        letter = get_column_letter(number + 1)
        if not head:
            message, advice = f"kolumn {letter} saknar rubrik", "Ta bort kolumnen, eller skriv frågan överst."
        elif self.looks_personal(head):
            message = f"rubriken på kolumn {letter} ser ut att innehålla något om en person"
            advice = "Första raden ska ha enkätens frågor. Det som stod i rutan visas inte här."
        else:
            message = f"kolumn {letter}, {quote(head)}, är ingen fråga i enkäten"
            guess = nearest(fold_heading(head), self.questions)
            hint = did_you_mean(plain_words(self.binder, self.questions[guess].text)) if guess else ""
            advice = (
                f"{hint}Är det en fråga som heter något annat i pärmen? Skriv rubriken under columns i "
                "enkäten. Ska den inte räknas? Skriv den under ignored."
            )
        book.add_fault(sheet.title, 1, "", message, advice, repeat=False)

    def _report_missing(self, sheet: AnswerSheet, columns: Columns, book: Book) -> None:
        for question in self.survey.questions:
            is_asked = is_counted(question) and question.id not in columns.questions
            if is_asked or (question.kind == "month" and not columns.months):
                message = f"kolumnen för frågan {quote(plain_words(self.binder, question.text))} saknas"
                advice = (
                    "Hämta alla kolumner ur webbenkäten. Har frågan en annan rubrik? Skriv den under columns."
                )
                book.add_fault(sheet.title, 1, "", message, advice, repeat=False)
        asks_month = any(question.kind == "month" for question in self.survey.questions)
        if not columns.months and not asks_month:
            message = "ingen kolumn säger vilken månad svaren gäller"
            advice = (
                "Skriv rubriken på kolumnen med datum i enkäten:  month_column: Tidsstämpel  "
                "Eller ge enkäten en fråga av slaget month."
            )
            book.add_fault(sheet.title, 1, "", message, advice, repeat=False)
