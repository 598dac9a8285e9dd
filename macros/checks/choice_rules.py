"""The rule for what is answered by choosing, in forms and surveys."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.records.binder import Binder
from macros.records.follow_up import SurveyQuestion
from macros.records.form import FormColumn, FormField
from macros.records.whole_shelf import Shelf

_CHOSEN = ("choice", "choices")


def choices_have_answers(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Where one chooses there are at least two answers, and elsewhere none."""
    for path, field in _answered(binder):
        if field.kind in _CHOSEN and len(field.choices) < 2:
            message = f"”{field.id}” har {'bara ett svar' if field.choices else 'inga svar'} att välja bland"
            yield f"{path}.kind", "choices", message, "Skriv minst två, till exempel  choices: [Ja, Nej]"
        elif field.kind not in _CHOSEN and field.choices:
            message = f"”{field.id}” har svar att välja bland, men slaget är {field.kind}"
            yield f"{path}.choices", "choices", message, "Skriv  kind: choice  eller ta bort choices."


def _answered(binder: Binder) -> Iterator[tuple[str, FormField | FormColumn | SurveyQuestion]]:
    """Yield each place to answer of the binder's forms and surveys, with its path."""
    for name, form in binder.forms.items():
        yield from ((f"forms.{name}.again.{field.id}", field) for field in form.again)
        for section in form.sections:
            path = f"forms.{name}.sections.{section.id}"
            yield from ((f"{path}.fields.{field.id}", field) for field in section.fields)
            yield from ((f"{path}.columns.{column.id}", column) for column in section.columns)
    for name, survey in binder.surveys.items():
        for question in survey.questions:
            yield f"surveys.{name}.questions.{question.id}", question
