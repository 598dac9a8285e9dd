"""Rules for what a step leads to, and for the main checklist and leaflet."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.records.binder import Binder
from macros.records.contents import keys_in
from macros.records.registry import SEVERAL
from macros.records.whole_shelf import Shelf


def forms_are_printed(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A step leads to forms and surveys that the binder prints."""
    chosen = {choice.id for choice in binder.documents}
    file = binder.place_of("documents").file
    for step in binder.routine.steps:
        for field, what in (("forms", "blanketten"), ("surveys", "enkäten")):
            for number, name in enumerate(getattr(step, field), 1):
                if name not in chosen and name in getattr(binder, field):
                    path = f"routine.steps.{step.id}.{field}.{number}"
                    message = f"{what} ”{name}” är inte ett av pärmens dokument"
                    advice = (
                        f"Raden  - id: {name}  ska stå i documents ({file}) och får inte tas bort på en "
                        f"lägre nivå. Eller ta bort ”{name}” ur steget."
                    )
                    yield path, "not-printed", message, advice


def questions_are_in_one_list(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A question that a step names is in one checklist only."""
    named = {name for step in binder.routine.steps for name in step.questions}
    lists: dict[str, str] = {}
    for key, checklist in binder.checklists.items():
        for question in checklist.questions if len(binder.checklists) > 1 else ():
            other = lists.setdefault(question.id, key)
            if other != key and question.id in named:
                path = f"checklists.{key}.questions.{question.id}"
                message = (
                    f"frågan ”{question.id}” finns redan i checklistan ”{other}”, och ett steg nämner den"
                )
                yield path, "two-questions", message, "Byt id på den ena, så att steget pekar på rätt fråga."


def leaflets_tell_something(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A leaflet has steps, or the pages of a booklet."""
    for key, leaflet in binder.leaflets.items():
        if not leaflet.steps and not leaflet.pages:
            advice = "Lägg till  steps: med det som händer, eller  pages: med en bild på varje sida."
            yield f"leaflets.{key}", "empty-leaflet", "foldern säger inte vad som händer", advice


def one_is_the_main_one(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """At most one checklist, and one leaflet, is the main one."""
    for kind in SEVERAL:
        main, *others = [key for key in keys_in(binder, kind) if getattr(binder, kind)[key].main] or [""]
        for key in others:
            message = f"både ”{main}” och ”{key}” har main: ja"
            advice = "Bara en kan vara den första. Skriv  main: nej  i den andra."
            yield f"{kind}.{key}.main", "two-main", message, advice
