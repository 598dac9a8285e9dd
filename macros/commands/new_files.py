"""Write the files that parmen new begins, and say what comes next."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import report

if TYPE_CHECKING:
    from macros.problems import Problem
    from macros.records.whole_shelf import Shelf


def make_slug_or_stop(slug: str | None, name: str, hint: str = " Välj ett eget med --slug.") -> str:
    """Return the name in the address: as it is given, or made from the name.

    Raise UsageError where it cannot be one.
    """
    from pydantic_core import PydanticCustomError

    from macros.exchange.cell_values import make_slug
    from macros.records.deceptive_text import normalize_nfc
    from macros.records.scalars import read_slug

    if slug is None and not name:
        return ""
    try:
        return read_slug(slug if slug is not None else make_slug(normalize_nfc(name)))
    except PydanticCustomError as error:
        context = error.context or {}
        hint = "" if slug is not None else hint
        raise click.UsageError(f"{context['message']}. {context['advice']}{hint}") from None


def write_files_or_stop(shelf: Shelf, files: Mapping[str, str]) -> list[str]:
    """Write files after trying them in a copy, and return their names.

    Where the check would find something, print it, write nothing and leave with exit code 1.
    """
    from macros.checks import check
    from macros.exchange.data_writer import CommitError, try_files

    def find_problems(folder: Path) -> list[Problem]:
        return check(folder, shelf.today)[1]

    with try_files(shelf, files, find_problems) as trial:
        if trial.problems:
            report(trial.problems, "text", shelf.folder, "Ingenting skrevs.")
            sys.exit(1)
        try:
            return trial.commit()
        except CommitError as error:
            raise click.ClickException(str(error)) from error


def replace_files_or_stop(
    shelf: Shelf, before: Mapping[Path, bytes | None], after: Mapping[Path, bytes | None], dry_run: bool
) -> str:
    """Put changed files in place, and return their names; a dry run only tries them.

    Where the check would find something, print it, write nothing and leave with exit code 1.
    """
    from macros.checks import check_pending
    from macros.exchange.data_writer import CommitError, replace_files

    pending = {file.as_posix(): content for file, content in after.items()}
    if problems := check_pending(shelf.folder, pending, shelf.today)[1]:
        report(problems, "text", shelf.folder, "Ingenting skrevs.")
        sys.exit(1)
    if not dry_run:
        try:
            replace_files(before, after)
        except CommitError as error:
            raise click.ClickException(str(error)) from error
    return ", ".join(pending)


def name_folder(shelf: Shelf) -> str:
    """Return the option that names a data folder other than the usual one."""
    folder = shelf.folder.as_posix()
    return "" if folder == "data" else f" --data {shlex.quote(folder)}"


def say_next(files: list[str], *steps: str) -> None:
    """Print which files were written, and what to do with them, in numbered steps."""
    click.echo(f"Skrev {', '.join(files)}. Texten är ett utkast.")
    click.echo("Gör så här nu:")
    for number, step in enumerate(steps, 1):
        click.echo(f"{number}. {step}")
