"""Warn of what no page, sheet or packet shows.

Warnings stop nothing: what is not shown may be on its way in.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import suggest
from macros.problems import Problem, quote
from macros.records.binder import Binder
from macros.records.contents import keys_in, sheet_name
from macros.records.fault_origin import attribute_problems
from macros.records.registry import DOCUMENTS, SEVERAL
from macros.records.site import ComplaintPart, ComplaintStep
from macros.records.survey_counts import list_variables
from macros.records.whole_shelf import Shelf

_WORDS = {"forms": "blanketten", "surveys": "enkäten", "checklists": "checklistan", "leaflets": "foldern"}
_PLURALS = {"checklists": "checklistor", "leaflets": "foldrar"}
_SHEETS = {kind: next(d.name for d in DOCUMENTS if d.needs == kind) for kind in SEVERAL}
"""The sheet of the main checklist and of the main leaflet."""


def list_unshown(shelf: Shelf) -> list[Problem]:
    """Return a warning for each record that is not shown, by file and line."""
    warnings = [(binder, warning) for binder in shelf.binders.values() for warning in _find_unshown(binder)]
    return sorted({*attribute_problems(warnings, shelf.binders.values()), *_find_misspelt_services(shelf)})


def list_unlicensed(shelf: Shelf) -> list[Problem]:
    """Return a warning where a published site does not say how its data may be used."""
    if not shelf.site.published or shelf.site.open_data is not None:
        return []
    message = "licensen för öppna data är inte bestämd, så katalogen till Sveriges dataportal görs inte"
    advice = (
        "Fråga utgivaren, och skriv  open_data: {licence: cc0, publisher_type: local}  eller det som gäller."
    )
    return [Problem.at(shelf.line_of("site", "published"), "no-licence", message, advice)]


def _find_misspelt_services(shelf: Shelf) -> Iterator[Problem]:
    """Yield the services of complaints that are misspelt: nothing shows their numbers.

    No binder need have the services that the site names, so a name that is like none is left alone.
    """
    known = {service.id for binder in shelf.binders.values() for service in binder.services}
    for part in shelf.site.complaints.parts if shelf.site.complaints else ():
        records: list[ComplaintPart | ComplaintStep] = [part, *part.steps]
        for record in records:
            for key in record.services:
                if key not in known and record.place and (hint := suggest(key, known)):
                    place = shelf.line_of("site", "services", record.place.line)
                    message = f"verksamheten {quote(key)} finns inte i någon pärm"
                    yield Problem.at(place, "unknown-service", message, f"{hint}Id står i services.yaml.")


def _find_unshown(binder: Binder) -> Iterator[Problem]:
    """Yield what is written but not printed, and a choice that no one has made."""
    chosen = {choice.id for choice in binder.documents}
    backs = {leaflet.survey for leaflet in binder.leaflets.values()}
    for kind in ("forms", "surveys"):
        for name in getattr(binder, kind):
            if name not in chosen | (backs if kind == "surveys" else set()):
                message = (
                    f"{_WORDS[kind]} ”{name}” visas inte på någon sida, på något blad eller i något paket"
                )
                yield _ask_for_sheet(binder, f"{kind}.{name}", "unshown", message, name)
    for kind, sheet in _SHEETS.items():
        main, *others = keys_in(binder, kind) or [""]
        for key in others if sheet in chosen else ():
            name = sheet_name(sheet, key)
            if name not in chosen:
                message = f"{_WORDS[kind]} ”{key}” har en sida men inget blad"
                yield _ask_for_sheet(binder, f"{kind}.{key}", "unprinted", message, name)
        if others and not getattr(binder, kind)[main].main:
            message = f"det finns flera {_PLURALS[kind]}, och ingen av dem har main: ja"
            advice = f"Nu kommer ”{main}” först. Skriv  main: ja  i den som ska göra det."
            yield Problem.at(binder.place_of(f"{kind}.{main}"), "no-main", message, advice)
    yield from _find_unknown_counts(binder)


def _find_unknown_counts(binder: Binder) -> Iterator[Problem]:
    """Yield the figures of what neither the survey nor the monthly sheet has.

    A question that the survey had before may have figures: they are not wrong.
    """
    for year, figures in binder.figures.items():
        for table in figures.tables:
            if table.survey not in binder.surveys:
                continue
            known = {variable.id for variable in list_variables(binder, table.survey)}
            for count in table.counts:
                if count.id not in known:
                    place = binder.place_of(f"figures.{year}.tables.{table.id}.counts.{count.id}")
                    message = f"siffrorna för {quote(count.id)} visas inte: enkäten har ingen sådan fråga"
                    advice = f"{suggest(count.id, known)}Fanns frågan förut? Låt då siffrorna stå."
                    yield Problem.at(place, "unshown", message, advice)


def _ask_for_sheet(binder: Binder, path: str, rule: str, message: str, name: str) -> Problem:
    """Return a warning with the line that is missing among the documents."""
    file = binder.place_of("documents").file
    what = _WORDS[path.partition(".")[0]]
    advice = f"Lägg till  - id: {name}  i {file}, eller ta bort {what}."
    return Problem.at(binder.place_of(path), rule, message, advice)
