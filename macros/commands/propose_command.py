"""parmen propose: hand over edits, as a branch in git or as a ZIP to mail."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, TODAY, progress, report, shelf_or_stop
from macros.files import explain_error
from macros.problems import DataError

if TYPE_CHECKING:
    from macros.changes.suggestion import Clone, Words
    from macros.records.whole_shelf import Shelf

_UNKNOWN = "Utan git går det inte att räkna ut vad som har ändrats. Skriv det i brevet."


@click.command()
@DATA
@TODAY
@click.option("--name", help="Who suggests it, best a function. Default: git's user.name.")
@click.option("--email", help="An address for answers, best a shared one. Default: git's user.email.")
@click.option("--title", help="What it is about, in a few words. Default: what parmen diff says.")
@click.option(
    "--zip",
    "archive",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A ZIP to mail instead of a branch. Without git it is made in any case.",
)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar="[FILE...]",
    help="The files to hand over. Default: all that are edited.",
)
def propose(
    data: Path,
    today: date | None,
    name: str | None,
    email: str | None,
    title: str | None,
    archive: Path | None,
    files: tuple[Path, ...],
) -> None:
    """Hand over the edits of the data as a suggestion: a branch in git, or a ZIP to mail.

    The folder and what is staged stay as they are.
    """
    shelf = shelf_or_stop(data, today)
    from macros.changes.revision import HistoryError
    from macros.changes.suggestion import SuggestionError
    from macros.checks.privacy import list_allowed

    allowed = list_allowed(shelf)
    names = [(file.parent.resolve() / file.name).as_posix() for file in files]
    try:
        clone = _find_clone(data)
        words = _describe(data, shelf, clone, title)
        if archive or clone is None:
            archive = archive or Path(f"forslag-{shelf.today}.zip")
            _write_archive(archive, data, names or _list_files(data, clone), words, allowed)
        else:
            _save_branch(clone, shelf, (name, email), words, names)
    except DataError as error:
        report(error.problems, "text", data)
        click.echo("Ingenting lämnades vidare.", err=True)
        sys.exit(1)
    except (SuggestionError, HistoryError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"Det gick inte att skriva, för {explain_error(error)}.") from error


def _find_clone(data: Path) -> Clone | None:
    """Return the repository of the data, or None where nothing is saved in git."""
    from macros.changes.revision import HistoryError
    from macros.changes.suggestion import Clone

    try:
        clone = Clone(data)
        clone.find("HEAD")
    except HistoryError:
        return None
    return clone


def _describe(data: Path, shelf: Shelf, clone: Clone | None, title: str | None) -> Words:
    """Return the words that go with the edits."""
    from macros.changes.edit_words import OTHER, describe_edits
    from macros.changes.suggestion import Words

    if clone is None:
        return Words(title or OTHER, _UNKNOWN)
    with progress() as report_progress:
        words = describe_edits(data, shelf.today, report_progress)
    return Words(title, words.text) if title else words


def _list_files(data: Path, clone: Clone | None) -> list[str]:
    """Return the files of the data folder that are edited, or all where nobody knows."""
    from macros.changes.suggestion import SuggestionError

    if clone is None:
        return [path.relative_to(data).as_posix() for path in data.rglob("*.yaml")]
    if edited := clone.list_edited():
        return edited
    raise SuggestionError("Inget har ändrats sedan den senast sparade versionen.")


def _write_archive(archive: Path, data: Path, names: list[str], words: Words, allowed: set[str]) -> None:
    """Write a ZIP, and say what to do with it."""
    from macros.changes.suggestion import pack
    from macros.files import write_file

    if archive.exists():
        raise click.UsageError(f"{archive} finns redan. Välj ett annat namn med --zip.")
    write_file(archive, pack(data, names, words, allowed))
    count = f"{len(names)} {'fil' if len(names) == 1 else 'filer'}"
    click.echo(f"{archive}: {count}, och forslag.txt som säger vad du har ändrat.")
    click.echo("Mejla filen till den som sköter pärmen.")


def _save_branch(
    clone: Clone, shelf: Shelf, given: tuple[str | None, str | None], words: Words, names: list[str]
) -> None:
    """Save a branch, and say how it is sent."""
    from macros.changes.suggestion import Person
    from macros.checks.privacy import list_allowed

    known = clone.find_person()
    name, email = (
        value or (getattr(known, key) if known else "")
        for key, value in zip(("name", "email"), given, strict=True)
    )
    if not (name and email):
        raise click.UsageError(
            'Skriv vem förslaget kommer från, till exempel  --name "Processledaren" '
            "--email norrbus@kalix.example"
        )
    saved = clone.suggest(Person(name, email), words, shelf.today, names, list_allowed(shelf))
    click.echo(f"Förslaget är sparat i grenen {saved.branch}: {words.subject}")
    click.echo("\n".join(f"  {shelf.folder.as_posix()}/{file}" for file in saved.files))
    click.echo(f"Dina filer är som förut. Skicka förslaget:  git push origin {saved.branch}")
