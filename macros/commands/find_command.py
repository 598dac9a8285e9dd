"""parmen find: where a sentence that one sees is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, FORMAT, SLUG, TODAY, shelf_or_stop, towns_or_stop
from macros.problems import Place, quote

if TYPE_CHECKING:
    from macros.changes.descriptions import Describer
    from macros.changes.sentence import Match
    from macros.records.whole_shelf import Shelf

_SHOWN = 10
"""The most places that are shown: of more, the sentence is too short to tell them apart."""


@click.command()
@DATA
@TODAY
@FORMAT
@click.option(
    "--municipality",
    "slugs",
    multiple=True,
    type=SLUG,
    metavar="SLUG",
    help="Only in this municipality's binders. May be repeated.",
)
@click.argument("sentence", nargs=-1, required=True, help="Some words in a row, as they are seen.")
def find(
    data: Path, today: date | None, form: str, slugs: tuple[str, ...], sentence: tuple[str, ...]
) -> None:
    """Tell in which file and on which line a sentence is written, and where it shows.

    Write what the page shows: all of the sentence or a part of it. Exit code: 0 found, 1 not.
    """
    from macros.changes.descriptions import Describer
    from macros.changes.program_texts import find_in_program
    from macros.changes.sentence import find_sentence
    from macros.changes.snapshot import read_folder
    from macros.records.today import today_in_sweden

    reading = read_folder(data, today or today_in_sweden())
    if reading.faulty:
        shelf_or_stop(data, today)
    slugs = towns_or_stop(reading.shelf, slugs)
    addresses = [binder.address for slug in slugs for binder in reading.shelf.binders_of(slug)]
    words = " ".join(sentence)
    matches = find_sentence(reading, words, addresses)
    describer = Describer(reading, reading)
    own = [] if any(match.whole for match in matches) else list(find_in_program(words))
    if form == "json":
        rows = [_as_json(match, describer) for match in matches]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print_matches(matches, own, words, describer)
        if matches:
            _print_pages(reading.shelf, matches, slugs)
    if not matches and not own:
        click.get_current_context().exit(1)


def _print_matches(matches: Sequence[Match], own: list[Place], words: str, describer: Describer) -> None:
    """Print where the sentence is written, or what is nearest."""
    if own:
        places = ", ".join(f"{place.file}:{place.line}" for place in own[:3])
        click.echo(f"Orden hör till programmet och är lika i alla kommuner: {places}")
        click.echo("Vill du ändra dem? Fråga den som sköter webbplatsen.")
    elif not matches:
        click.echo(f"{quote(words)} står inte i någon fil. Pröva med färre ord, tre fyra i följd.")
    if matches and not matches[0].whole:
        near = (
            "Det här liknar det du skrev"
            if own
            else "Hela meningen står inte på ett ställe. Det här är närmast"
        )
        click.echo(f"{near}:\n")
    for match in matches[:_SHOWN]:
        click.echo(f"{match.place.file}:{match.place.line}")
        click.echo(f"  {describer.describe(match.value).title}")
        click.echo(f"  {_cut(match)}")
        if match.binders:
            click.echo(f"  parmen explain {match.binders[0]} {match.path}")
        elif match.path:
            click.echo("  Gäller ingenstans: en lägre nivå ändrar det.")
    if (more := len(matches) - _SHOWN) > 0:
        click.echo(f"… och {more} ställen till. Skriv fler ord.")


def _cut(match: Match, around: int = 90) -> str:
    """Return the value's words around those that were found, in quotation marks."""
    words = " ".join(match.words.split())
    first = match.found.split()[0]
    at = max(0, words.casefold().find(first))
    start = 0 if at < around // 3 else words.rfind(" ", 0, at - around // 4) + 1
    end = len(words) if len(words) <= start + around * 2 else words.rfind(" ", 0, start + around * 2)
    return f"”{'… ' if start else ''}{words[start:end]}{' …' if end < len(words) else ''}”"


def _print_pages(shelf: Shelf, matches: Sequence[Match], slugs: Sequence[str]) -> None:
    """Print what shows the sentence in one municipality, and where else it applies."""
    from macros.changes.report import count_items, describe_places, list_items
    from macros.changes.sentence_pages import find_pages

    towns = list(dict.fromkeys(address.partition("/")[0] for match in matches for address in match.binders))
    chosen = [slug for slug in towns if not slugs or slug in slugs]
    shared = any(match.value.level is None for match in matches)
    if not chosen and not shared:
        return
    reach = find_pages(shelf, chosen[:1], matches[0].found, shared)
    where = f" i {shelf.binders[chosen[0]].name}" if chosen else ""
    if reach.items:
        click.echo(f"\nSyns{where}: {count_items(reach.items)}")
        click.echo("\n".join(list_items(reach.items, reach)))
    else:
        click.echo(f"\nSyns inte på någon sida eller något blad{where}.")
    if chosen[1:]:
        click.echo(f"Gäller också i {describe_places(chosen[1:], shelf.binders)}.")


def _as_json(match: Match, describer: Describer) -> dict[str, object]:
    """Return one row of ``--format json``."""
    return {
        "file": match.place.file,
        "line": match.place.line,
        "path": match.path,
        "title": describer.describe(match.value).title,
        "words": match.words,
        "whole": match.whole,
        "binders": list(match.binders),
    }
