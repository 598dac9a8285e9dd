"""parmen new: begin an agreement, an area or a municipality."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, TODAY, shelf_or_stop
from macros.commands.new_files import make_slug_or_stop, name_folder, say_next, write_files_or_stop
from macros.commands.new_newsletter_command import newsletter
from macros.commands.new_year_command import year
from macros.commands.questions import Question, complete, is_terminal
from macros.records.agreement import Agreement
from macros.records.municipality import Area, Membership, Municipality

if TYPE_CHECKING:
    from macros.records.whole_shelf import Shelf

_WHOM = {
    "children": "barn",
    "young": "unga",
    "adults": "vuxna",
    "everyone": "alla, i alla åldrar",
}
_STATUS = {"joining": "på väg in", "member": "är med", "left": "har lämnat"}


def _option(name: str, help_text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(f"--{name}", metavar="TEXT", help=help_text)


SLUG = _option("slug", "The name of its folder or file, a to z. Default: made from the name.")


@click.group()
def new() -> None:
    """Begin an agreement, an area, a municipality, a year's plan or an information sheet.

    What its options do not say is asked for.
    """


new.add_command(year)
new.add_command(newsletter)


@new.command("agreement")
@DATA
@TODAY
@_option("name", "Its whole name.")
@_option("short", "What it is called in everyday life.")
@_option("region", "The region that is a party.")
@click.option("--whom", type=click.Choice(list(_WHOM)), help="Whom it is about. Default: children.")
@_option("ages", "The ages that it is for, such as '6–16 år'. Default: none are written.")
@SLUG
def agreement(data: Path, today: date | None, slug: str | None, **answers: str | None) -> None:
    """Write a folder with the least that a collaboration must have, to be filled in."""
    shelf = shelf_or_stop(data, today)
    from macros.exchange.starters import start_agreement

    questions = (
        Question("name", "Vad heter överenskommelsen eller rutinen?", model=Agreement),
        Question("short", "Vad kallas den till vardags?", model=Agreement),
        Question("region", "Vilken region är med?", model=Agreement),
        Question("whom", "Vem handlar den om?", "children", choices=_WHOM),
        Question("ages", "Vilka åldrar gäller den, till exempel 6–16 år? (Enter: inga)", "", model=Agreement),
    )
    completed = complete(answers, questions)
    slug = _choose_slug(shelf, "agreements", slug, completed["short"])
    files = write_files_or_stop(shelf, start_agreement(slug, completed))
    first = files[0].rpartition("/")[0]
    say_next(
        files,
        f"Byt ut allt som börjar med ”Skriv här” i {first}. Kommentarerna säger vad mer som kan stå där.",
        f"Kontrollera:  parmen check{name_folder(shelf)}",
        f"Gör ett område som följer den:  parmen new area --agreement {slug}{name_folder(shelf)}",
    )


@new.command("area")
@DATA
@TODAY
@_option("name", "Its name.")
@_option("agreement", "The agreement that it follows, by its folder in data/agreements.")
@_option("part-of", "Instead of --agreement: the area that it is a part of.")
@_option("places", "The municipalities in words. Default: text to be replaced.")
@SLUG
def area(data: Path, today: date | None, slug: str | None, **answers: str | None) -> None:
    """Write a folder for municipalities that work in the same way."""
    if answers["agreement"] and answers["part_of"]:
        raise click.UsageError("Skriv antingen --agreement eller --part-of.")
    shelf = shelf_or_stop(data, today)
    from macros.exchange.first_contacts import FirstContacts
    from macros.exchange.starters import start_area

    agreements = {key: agreement.short for key, agreement in shelf.agreements.items()}
    areas = {key: area.name for key, area in shelf.areas.items()}
    parent = (
        Question("part_of", "Vilket område är det en del av?", choices=areas)
        if answers["part_of"]
        else Question("agreement", "Vilken överenskommelse följer området?", choices=agreements)
    )
    questions = (
        Question("name", "Vad heter området?", model=Area),
        parent,
        Question("places", "Vilka kommuner är med?", "Skriv här vilka kommuner som är med", model=Area),
    )
    completed = complete(answers, questions)
    slug = _choose_slug(shelf, "areas", slug, completed["name"])
    example = FirstContacts(shelf).make_example(completed.get("agreement", ""), completed.get("part_of", ""))
    files = write_files_or_stop(shelf, start_area(slug, completed, example))
    say_next(
        files,
        f"Byt ut allt som börjar med ”Skriv här” i {files[0]}.",
        f"Kontrollera:  parmen check{name_folder(shelf)}",
        f"Lägg till en kommun:  parmen new municipality --area {slug}{name_folder(shelf)}",
    )


@new.command("municipality")
@DATA
@TODAY
@_option("name", "Its name.")
@_option("area", "The area that it joins, by its folder in data/areas.")
@_option("county", "Its county. Not needed for a municipality that is there already.")
@click.option("--status", type=click.Choice(list(_STATUS)), help="Whether it has joined. Default: joining.")
@_option("since", "The day it joined or will join, such as 2027-01-01.")
@_option("address", "Its postal address. Default: an invented one.")
@_option("first", "Of several areas, the one whose binder has the short addresses. Default: as before.")
@SLUG
def municipality(
    data: Path, today: date | None, slug: str | None, first: str | None, **answers: str | None
) -> None:
    """Write a municipality's file; one that is there already joins one more area."""
    shelf = shelf_or_stop(data, today)
    name = Question("name", "Vad heter kommunen?", model=Municipality)
    if answers["name"] is None and is_terminal():
        answers["name"] = complete({"name": None}, [name])["name"]
    town = _find_town(shelf, slug, answers["name"] or "")
    area = Question("area", "Vilket område?", choices={key: area.name for key, area in shelf.areas.items()})
    own = (
        Question("county", "Vilket län?", model=Municipality),
        Question("address", "Vilken postadress? (Enter: en påhittad)", "", model=Municipality),
    )
    membership = (
        Question("status", "Är kommunen med?", "joining", choices=_STATUS),
        Question(
            "since", "Sedan när, till exempel 2027-01-01? (Enter: det vet vi inte)", "", model=Membership
        ),
    )
    completed = complete(answers, (name, area, *(() if town else own), *membership))
    if town:
        _join_area(shelf, town, completed, first)
    else:
        _choose_first(first or completed["area"], [completed["area"]])
        _start_municipality(shelf, _choose_slug(shelf, "municipalities", slug, completed["name"]), completed)


def _start_municipality(shelf: Shelf, slug: str, answers: Mapping[str, str]) -> None:
    """Write a new municipality's file."""
    from macros.exchange.first_contacts import FirstContacts
    from macros.exchange.starters import start_municipality

    contacts = FirstContacts(shelf).choose(answers["area"])
    files = write_files_or_stop(shelf, start_municipality(slug, answers, contacts))
    say_next(
        files,
        "Byt ut det som är påhittat: numren, och adressen om du inte skrev någon.",
        *_look_at(shelf, slug),
    )


def _join_area(shelf: Shelf, town: str, answers: Mapping[str, str], first: str | None) -> None:
    """Let a municipality that is there already join one more area.

    Raise ClickException where it is in the area, and where its file cannot be edited.
    """
    from macros.exchange.columns import ID
    from macros.exchange.first_contacts import FirstContacts
    from macros.exchange.join_area import join_area
    from macros.exchange.splice import TooTangledError
    from macros.records.levels import LevelName

    joined, name = answers["area"], shelf.municipalities[town].name
    areas = [binder.levels.area_slug for binder in shelf.binders_of(town)]
    if joined in areas:
        raise click.ClickException(f"{name} är redan med i {joined}.")
    first = _choose_first(first or areas[0], [*areas, joined])
    contacts = FirstContacts(shelf)
    added = contacts.choose(joined, town)
    try:
        changed = join_area(
            shelf, contacts.directories[LevelName("municipalities", town)], answers, first, added
        )
    except TooTangledError:
        message = f"Kommunens fil går inte att skriva i härifrån. Skriv {joined} under areas för hand."
        raise click.ClickException(message) from None
    files = write_files_or_stop(shelf, changed)
    names = ", ".join(contact[ID] for contact in added)
    invented = [f"Byt ut de nya kontakternas påhittade nummer: {names}."] if added else []
    say_next(files, *invented, *_look_at(shelf, town if first == joined else f"{town}/{joined}"))


def _look_at(shelf: Shelf, address: str) -> tuple[str, str]:
    """Return the steps that show a binder."""
    where = name_folder(shelf)
    serve = f"parmen serve{where}" if where else "make serve"
    return (
        f"Kontrollera:  parmen check{where}",
        f"Titta:  {serve}  och öppna http://127.0.0.1:8000/{address}/",
    )


def _choose_first(first: str, areas: list[str]) -> str:
    """Return the area that is first.

    Raise UsageError for one that the municipality is not in.
    """
    if first not in areas:
        raise click.UsageError(f"--first: kommunen är med i {', '.join(areas)}.")
    return first


def _find_town(shelf: Shelf, slug: str | None, name: str) -> str:
    """Return the slug of the municipality with a name, or an empty string.

    Another with the same slug, Habo for Håbo, does not count.
    """
    town = make_slug_or_stop(slug, name)
    known = shelf.municipalities.get(town)
    return town if known and name.casefold() in (town, known.name.casefold()) else ""


def _choose_slug(shelf: Shelf, kind: str, slug: str | None, name: str) -> str:
    """Return the new slug; raise ClickException where it is taken."""
    chosen = make_slug_or_stop(slug, name)
    folder = Path(os.path.realpath(shelf.folder), kind)
    for entry in folder.iterdir():
        if entry.name.casefold().partition(".")[0] == chosen:
            taken = f"{shelf.folder.as_posix()}/{kind}/{entry.name}"
            raise click.ClickException(f"{taken} finns redan. Ingenting skrevs. Välj ett annat med --slug.")
    return chosen
