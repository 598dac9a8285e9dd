"""Ask for what a command's options did not say, where somebody is there to answer."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import click

from macros.commands.common import suggest
from macros.problems import quote
from macros.records.base import Record
from macros.records.deceptive_text import normalize_nfc


class Question(NamedTuple):
    """What an option is called, and how it is asked for.

    Without a ``default`` it must be answered. ``choices`` are the words that may be chosen, each with what it
    means. ``model`` is the record class that judges the answer, by its ``field``: where that is not said, the
    one named as the option.
    """

    option: str
    text: str
    default: str | None = None
    choices: Mapping[str, str] | None = None
    model: type[Record] | None = None
    field: str = ""


Answers = dict[str, str | None]


def is_terminal() -> bool:
    """Return whether somebody can answer."""
    return sys.stdin.isatty()


def complete(answers: Answers, questions: Sequence[Question]) -> dict[str, str]:
    """Return all answers: those given, else what is asked for or assumed.

    Nothing is asked where nothing without a default is missing. Raise UsageError where something is and
    nobody can answer, and for an answer that is not allowed.
    """
    missing = [
        question for question in questions if question.default is None and answers[question.option] is None
    ]
    if missing and not is_terminal():
        names = "".join(f"\n  --{question.option.replace('_', '-')}  {question.text}" for question in missing)
        raise click.UsageError(f"Det här behöver också skrivas:{names}")
    completed: dict[str, str] = {}
    for question in questions:
        answer = answers[question.option]
        if answer is None:
            answer = _ask(question) if missing else question.default or ""
        elif fault := find_fault(question, answer):
            raise click.UsageError(f"--{question.option.replace('_', '-')}: {fault}")
        completed[question.option] = normalize_nfc(answer).strip()
    return completed


def _ask(question: Question) -> str:
    """Ask until the answer is one that is allowed."""
    for word, meaning in (question.choices or {}).items():
        click.echo(f"  {word}  {meaning}")
    while True:
        answer: str = click.prompt(
            question.text, default=question.default, show_default=bool(question.default), type=str
        )
        fault = find_fault(question, answer)
        if not fault:
            return answer
        click.echo(fault)


def find_fault(question: Question, answer: str) -> str:
    """Return why an answer is not allowed, and what is; empty where it is."""
    answer = answer.strip()
    if question.choices is not None and answer and answer not in question.choices:
        allowed = ", ".join(question.choices)
        hint = suggest(answer, question.choices)
        return f"{quote(answer)} går inte att välja.{hint} Välj något av: {allowed}."
    if question.model is None or not answer:
        return "" if answer or question.default == "" else "Skriv något."
    from macros.exchange.cell_values import find_fault as judge

    return judge(question.model, question.field or question.option, answer)
