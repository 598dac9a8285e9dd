"""What is counted of a survey's answers: for each measure and question its values.

A question that a measure counts is counted for that measure alone. A question that is answered in words is
not counted at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from macros.problems import join_words
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.figures import SUM, Manner
from macros.records.follow_up import Measure, Survey, SurveyQuestion
from macros.records.scalars import fold

YES_NO = (("ja", "Ja"), ("nej", "Nej"))
BANDS = ((1, 3), (4, 7), (8, 10))
"""The steps of 1 to 10 that are counted together."""
_SUMMED = ((SUM, "Summa"),)
WORDED_KINDS = ("line", "box")
"""The kinds that are answered in words: they may name somebody, and are never counted."""
SEVERAL_KINDS = ("choices", "services")
_NUMBER_BEFORE = re.compile(r"^(?:fråga |question |q)?\d{1,3}\s?[.):-]\s+")
_AFTER = re.compile(r"[\s.:*]+$")


@dataclass(frozen=True, slots=True)
class Variable:
    """What is counted of a measure, or of a question that no measure counts.

    ``values`` are pairs of id and words, in order. ``questions`` are the ids of those that it is read from,
    each with the ids of the values that count as yes: of a question by itself there are none. ``yes`` says in
    words what counts as yes.
    """

    id: str
    title: str
    manner: Manner
    values: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, frozenset[str]], ...]
    yes: str = ""


def list_variables(binder: Binder, name: str) -> list[Variable]:
    """Return what is counted of a binder's survey, the measures first."""
    survey = binder.surveys[name]
    readers = {question.id: list_answers(binder, survey, question) for question in survey.questions}
    counted: set[str] = set()
    variables = []
    for measure in measures_of(binder, name):
        if measure.counts:
            counted |= {rule.id for rule in measure.counts}
            variables.append(_count_measure(binder, survey, measure, readers))
    for question in survey.questions:
        if question.id not in counted and is_counted(question):
            variables.append(
                Variable(
                    question.id,
                    plain_words(binder, question.text),
                    _choose_manner(question),
                    tuple(dict(readers[question.id]).items()),
                    ((question.id, frozenset()),),
                )
            )
    return variables


def measures_of(binder: Binder, name: str) -> list[Measure]:
    """Return the measures that are counted from a survey."""
    measures = binder.follow_up.measures if binder.follow_up else []
    return [measure for measure in measures if measure.survey == name]


def is_counted(question: SurveyQuestion) -> bool:
    """Report whether a question's answers are counted."""
    return question.kind not in (*WORDED_KINDS, "month")


def list_answers(binder: Binder, survey: Survey, question: SurveyQuestion) -> list[tuple[str, str]]:
    """Return a question's values, id and words: today's, then earlier ones."""
    if question.kind == "scale":
        values = [(step.id, plain_words(binder, step.label)) for step in survey.scale]
    elif question.kind == "yes-no":
        values = list(YES_NO)
    elif question.kind == "ten":
        values = [(f"{low}-{high}", f"{low}–{high}") for low, high in BANDS]
    elif question.kind in ("choice", "choices"):
        words = [plain_words(binder, choice) for choice in question.choices]
        values = [(make_id(text), text) for text in words]
    elif question.kind in ("service", "services"):
        values = [(service.id, service.short or service.name) for service in binder.services]
    else:
        values = list(_SUMMED) if question.kind == "number" else []
    earlier = [plain_words(binder, answer.text) for answer in question.earlier if answer.now is None]
    return [*values, *((make_id(text), text) for text in earlier)]


def list_spellings(binder: Binder, survey: Survey, question: SurveyQuestion) -> dict[str, str]:
    """Return the id of a value by each way to write it, folded.

    A synonym that two services share is none.
    """
    values = list_answers(binder, survey, question)
    names = {fold_words(words): key for key, words in values}
    if question.kind == "scale":
        names |= {str(number): key for number, (key, _) in enumerate(values[: len(survey.scale)], 1)}
    elif question.kind == "yes-no":
        names |= {"yes": "ja", "no": "nej"}
    elif question.kind == "ten":
        names |= {str(n): f"{low}-{high}" for low, high in BANDS for n in range(low, high + 1)}
    elif question.kind in ("service", "services"):
        synonyms: dict[str, set[str]] = {}
        for service in binder.services:
            names |= {fold_words(service.name): service.id, fold_words(service.id): service.id}
            for synonym in service.synonyms:
                synonyms.setdefault(fold_words(synonym), set()).add(service.id)
        names = {word: min(ids) for word, ids in synonyms.items() if len(ids) == 1} | names
    for answer in question.earlier:
        if answer.now is not None:
            key = names.get(fold_words(plain_words(binder, answer.now)))
            names |= {fold_words(plain_words(binder, answer.text)): key} if key else {}
    return names


def make_id(words: str) -> str:
    """Return the id of an answer that is only known by its words."""
    return re.sub("[^a-z0-9]+", "-", fold(words))[:60].strip("-") or "svar"


def fold_words(text: str) -> str:
    """Return an answer without case, double spaces and marks at its end."""
    return _AFTER.sub("", " ".join(normalize("NFKC", text).casefold().replace("–", "-").split()))


def fold_heading(text: str) -> str:
    """Return a question as it may stand over a column, without its number."""
    return _NUMBER_BEFORE.sub("", fold_words(text))


def find_twins(values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the answers that another before them would be taken for."""
    known: set[str] = set()
    for key, words in values:
        if {key, fold_words(words)} & known:
            yield key, words
        known |= {key, fold_words(words)}


def _choose_manner(question: SurveyQuestion) -> Manner:
    if question.kind == "number":
        return "number"
    return "several" if question.kind in SEVERAL_KINDS else "single"


def _count_measure(
    binder: Binder, survey: Survey, measure: Measure, readers: dict[str, list[tuple[str, str]]]
) -> Variable:
    """Return the variable of a measure that is answered yes or no.

    A rule that the check refuses counts nothing.
    """
    questions, ways = [], []
    asked = {question.id: question for question in survey.questions}
    for rule in measure.counts:
        known = {fold_words(words): key for key, words in readers.get(rule.id, [])}
        wanted = (fold_words(plain_words(binder, answer)) for answer in rule.answers)
        questions.append((rule.id, frozenset(known[word] for word in wanted if word in known)))
        if rule.id in asked:
            answers = join_words([plain_words(binder, answer) for answer in rule.answers], "eller")
            ways.append(f"{answers} på ”{plain_words(binder, asked[rule.id].text)}”")
    title = plain_words(binder, measure.text)
    return Variable(measure.id, title, "single", YES_NO, tuple(questions), join_words(ways, "eller"))
