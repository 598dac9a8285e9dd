"""Write the first files of a new agreement, area or municipality.

The files stand in the folder ``starters``, as YAML with ``$words`` for what differs. What an editor has
answered is put in as YAML values; it is never read as a pattern itself. The comments about fields and kinds
are the records' own titles and descriptions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from string import Template

from macros.exchange.columns import Cells, Value, group_fields
from macros.exchange.contact_splice import write_contact
from macros.exchange.yaml_scalar import write_scalar
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.contact import Service
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Membership, Municipality, Participation
from macros.records.newsletter import Newsletter
from macros.records.participations import SHARED_KINDS
from macros.records.registry import SEVERAL
from macros.records.routine import Routine
from macros.records.shape import title_of

Files = dict[str, str]
"""Texts of files, by their path below the data folder."""
SERVICE = "exempelverksamhet"
"""The service that a new agreement has."""
_FOLDER = Path(__file__).parent / "starters"
_IN_FOLDERS = (*SEVERAL, "forms", "surveys", "newsletters", "past_plans")
"""The kinds that are a folder, with a file for each record."""
_EXAMPLE_AGES = "till och med 20 år"
_EXAMPLE_DAY = "2027-01-01"


def start_agreement(slug: str, answers: Mapping[str, str]) -> Files:
    """Return the files of a new agreement: index, routine and services.

    ``answers`` are the values of fields; without ``ages`` they stand as an example.
    """
    ages = answers.get("ages", "")
    words = {
        **_quote_all(answers),
        "whom": answers["whom"],
        "whom_about": _describe(Agreement, "whom"),
        "ages_about": _describe(Agreement, "ages"),
        "ages_mark": "" if ages else "#",
        "ages": f"ages: {write_scalar(ages or _EXAMPLE_AGES, 0, 'ages')}",
        "fields": _list_fields(Agreement, {*answers, "lead", "for_whom", "control", "parties", "principles"}),
        "kinds": _list_kinds(("routine", "services")),
        "routine_fields": _list_fields(
            Routine, ("title", "lead", "phases", "steps", "meetings", "ladder", "roles")
        ),
        "group_about": _describe(Service, "group"),
    }
    names = ("index", "routine", "services")
    return {f"agreements/{slug}/{name}.yaml": _fill(f"agreement/{name}", words) for name in names}


def start_area(slug: str, answers: Mapping[str, str], example: Mapping[str, Value]) -> Files:
    """Return the file of a new area.

    ``answers`` name its parent, with ``agreement`` or ``part_of``. ``example`` is the contact that stands in
    a comment.
    """
    parent = "part_of" if answers.get("part_of") else "agreement"
    contact = write_contact(dict(example), 2).splitlines()
    words = {
        **_quote_all(answers),
        "parent": parent,
        "parent_slug": write_scalar(answers[parent], 0, parent),
        "ages_about": _describe(Area, "ages"),
        "contact": "\n".join(f"#{line}" for line in contact),
        "kinds": _list_kinds(("contacts", "documents")),
    }
    return {f"areas/{slug}/index.yaml": _fill("area/index", words)}


def start_municipality(slug: str, answers: Mapping[str, str], contacts: Iterable[Cells]) -> Files:
    """Return the file of a new municipality with its first area and contacts.

    ``answers`` name the area and the membership; an empty address becomes an invented one.
    """
    since = answers.get("since", "")
    listed = [write_contact(group_fields(contact), 2) for contact in contacts]
    words = {
        **_quote_all(answers),
        "status_about": _describe(Membership, "status"),
        "address_about": _describe(Municipality, "address"),
        "address_note": "" if answers["address"] else " Den här är påhittad.",
        "address": write_scalar(
            answers["address"] or f"Exempelgatan 1, 000 00 {answers['name']}", 0, "address"
        ),
        "first_about": _describe(Municipality, "first"),
        "areas_about": _describe(Municipality, "areas"),
        "since_mark": "" if since else "#",
        "since": write_scalar(since, 6, "since") if since else _EXAMPLE_DAY,
        "contacts": "\n".join(["contacts:", *listed, ""]) if listed else "",
        "fields": _list_fields(Municipality, {*_NOT_LISTED, *answers}),
        "kinds": _list_kinds(SHARED_KINDS, in_file=True),
    }
    return {f"municipalities/{slug}.yaml": _fill("municipality/municipality", words)}


_NOT_LISTED = {"areas", "first", *Participation.model_fields} - {"lead", "ages"}


def _fill(name: str, words: Mapping[str, str]) -> str:
    """Return a starter with its words filled in."""
    return Template((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).substitute(words)


def _quote_all(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers as YAML values of fields that are not indented."""
    return {name: write_scalar(value, 0, name) for name, value in answers.items() if value}


def _describe(model: type[Record], field: str) -> str:
    """Return a field's description, for a comment on one line."""
    return " ".join((model.model_fields[field].description or "").split())


def _list_fields(model: type[Record], without: Collection[str]) -> str:
    """Return a comment line for each field of a record class.

    The state and the fields ``without`` are left out.
    """
    names = (name for name in model.model_fields if name not in {"state", *without})
    return "\n".join(f"# - {name} ({title_of(model, name)}): {_describe(model, name)}" for name in names)


def _list_kinds(without: Collection[str], in_file: bool = False) -> str:
    """Return a comment line for each kind but those left out.

    It says what the kind's file or folder is called; with ``in_file`` what its field is called.
    """
    lines = []
    for name in Kinds.model_fields:
        if name not in {"state", *without}:
            ending = "" if in_file else "/" if name in _IN_FOLDERS else ".yaml"
            lines.append(f"# - {name}{ending} ({title_of(Kinds, name)}): {_describe(Kinds, name)}")
    return "\n".join(lines)


def start_newsletter(slug: str, number: str, day: str, follows: Iterable[str]) -> Files:
    """Return the file of a new number of an area's information sheet.

    ``follows`` are what comes into it by itself, in words.
    """
    words = {
        "number": number,
        "date": day,
        "follows": "\n".join(f"# - {' '.join(line.split())}" for line in follows),
        **{
            f"{name}_about": _describe(Newsletter, name)
            for name in ("date", "title", "lead", "sections", "examples")
        },
    }
    return {f"areas/{slug}/newsletters/{number}.yaml": _fill("newsletter/newsletter", words)}
