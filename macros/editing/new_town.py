"""Add a municipality by a form, with the file that ``parmen new`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic_core import PydanticCustomError

from macros.editing.answers import Answer, Form, Input, Saved
from macros.editing.journal import Check, Journal
from macros.editing.submission import Submission
from macros.exchange.cell_values import make_slug
from macros.exchange.data_writer import CommitError, replace_files
from macros.exchange.first_contacts import FirstContacts
from macros.exchange.starters import start_municipality
from macros.exchange.yaml_edits import find_lines
from macros.problems import Problem, capitalize
from macros.records.municipality import Membership, Municipality
from macros.records.scalars import read_slug
from macros.records.shape import title_of
from macros.records.whole_shelf import Shelf

NEW_TOWN = "municipalities.+"
"""The path of the form for a new municipality; the address does not matter."""
_STATUS = (("joining", "På väg in"), ("member", "Med"), ("left", "Har lämnat"))
_NEEDED = ("name", "area", "county", "status")
Faults = Mapping[str, list[str]]
"""What is wrong, by the input it stands at; under an empty name what belongs to none."""
_MODELS = {"status": Membership, "since": Membership}
_DONE = "Ny kommun: {}. Byt ut det som är påhittat: numren, och adressen om du inte skrev någon."
_ADVICE = {
    "name": "Till exempel Kalix.",
    "area": "Området som kommunen ska arbeta i.",
    "county": "Till exempel Norrbottens län.",
    "since": "Dagen, månaden eller året, om ni vet.",
    "address": "Postadressen. Lämna tomt, så skrivs en påhittad som du byter senare.",
}


def draw_town_form(shelf: Shelf, submission: Submission | None = None, faults: Faults | None = None) -> Form:
    """Return the form of a new municipality, with what was typed and what was wrong."""
    typed, found = submission.texts if submission else {"status": "joining"}, dict(faults or {})
    areas = (("", "(inget valt)"), *((key, area.name) for key, area in shelf.areas.items()))
    choices = {"area": areas, "status": _STATUS}
    inputs = []
    for name in ("name", "area", "county", "status", "since", "address"):
        title = title_of(_MODELS.get(name, Municipality), name)
        inputs.append(
            Input(
                name,
                capitalize(title),
                "choice" if name in choices else "line",
                typed.get(name, ""),
                _ADVICE.get(name, ""),
                must=name in _NEEDED,
                choices=choices.get(name, ()),
                faults=found.pop(name, []),
            )
        )
    others = [fault for group in found.values() for fault in group]
    return Form("", NEW_TOWN, "Ny kommun", [*inputs], "", [], faults=others, status=422 if faults else 200)


def save_town(shelf: Shelf, check: Check, journal: Journal, submission: Submission) -> Answer:
    """Write a new municipality's file, when all of the data is sound with it."""
    names = (*_NEEDED, "since", "address")
    answers = {name: " ".join(submission.texts.get(name, "").split()) for name in names}
    slug, faults = _choose_slug(shelf, answers)
    if faults:
        return draw_town_form(shelf, submission, faults)
    files = start_municipality(slug, answers, FirstContacts(shelf).choose(answers["area"]))
    ((name, text),) = files.items()
    file = shelf.folder / name
    checked, problems = check({file.as_posix(): text.encode("utf-8")})
    if checked is None:
        return draw_town_form(shelf, submission, _place_faults(problems, file, text, answers["area"]))
    before: dict[Path, bytes | None] = {file: None}
    after: dict[Path, bytes | None] = {file: text.encode("utf-8")}
    try:
        replace_files(before, after, again="Spara en gång till.")
    except CommitError as error:
        return draw_town_form(shelf, submission, {"": [str(error)]})
    changes = [_DONE.format(answers["name"])]
    key = journal.add(changes, before, after, slug, "municipality")
    return Saved(checked, changes, [file.as_posix()], [slug], key, slug, "municipality")


def _choose_slug(shelf: Shelf, answers: Mapping[str, str]) -> tuple[str, dict[str, list[str]]]:
    """Return the municipality's name in addresses, and what is wrong with the answers."""
    faults = {name: ["Det här måste vara ifyllt."] for name in _NEEDED if not answers[name]}
    if answers["area"] and answers["area"] not in shelf.areas:
        faults["area"] = ["Välj ett område i listan."]
    if answers["status"] and answers["status"] not in dict(_STATUS):
        faults["status"] = ["Välj i listan."]
    slug = ""
    try:
        slug = read_slug(make_slug(answers["name"])) if answers["name"] else ""
    except PydanticCustomError as error:
        context = error.context or {}
        faults["name"] = [f"{context['message']}. {context['advice']}"]
    if slug in shelf.municipalities:
        faults["name"] = ["Kommunen finns redan."]
    return slug, faults


def _place_faults(problems: list[Problem], file: Path, text: str, area: str) -> dict[str, list[str]]:
    """Return each problem under the field it is about, or under none."""
    ways = {
        "name": ("name",), "county": ("county",), "address": ("address",),
        "status": ("areas", area, "membership", "status"), "since": ("areas", area, "membership", "since"),
    }  # fmt: skip
    faults: dict[str, list[str]] = {}
    for problem in problems:
        lines = {name: find_lines(text, way, lambda _: False) or (1, 0) for name, way in ways.items()}
        here = (name for name, (first, last) in lines.items() if first <= problem.line <= last)
        name = next(here, "") if problem.file == file.as_posix() else ""
        words = f"{problem.message[:1].upper()}{problem.message[1:]}. {problem.advice}".strip()
        faults.setdefault(name, []).append(words if name else f"{problem.file}:{problem.line}: {words}")
    return faults
