"""parmen migrate: bring older data forward to today's form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.commands.common import DATA, report


@click.command()
@DATA
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def migrate(data: Path, dry_run: bool) -> None:
    """Bring older data forward to the form that this version writes, and say what was done in each file.

    Comments and order stay. Exit code: 0 done, or nothing to do; 1 something must be done by hand.
    """
    from macros.exchange.data_writer import CommitError, replace_files
    from macros.exchange.migration import plan_migration
    from macros.records.data_version import CURRENT

    migration = plan_migration(data)
    if migration.problems:
        report(migration.problems, "text", data, "Ingenting ändrades.")
        sys.exit(1)
    if not migration.texts:
        click.echo(f"{data.as_posix()}: filerna har redan version {CURRENT}. Ingenting ändrades.")
        return
    if not dry_run:
        before = {path: old for path, (old, _) in migration.texts.items()}
        after = {path: new.encode("utf-8") for path, (_, new) in migration.texts.items()}
        try:
            replace_files(before, after)
        except CommitError as error:
            raise click.ClickException(str(error)) from error
    for file, lines in migration.done.items():
        click.echo("\n".join([file, *(f"  {line}" for line in lines)]))
    click.echo(
        "Så skulle det bli. Ingenting ändrades." if dry_run else "Klart. Kontrollera med  parmen check"
    )
