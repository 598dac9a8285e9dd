"""parmen migrate: bring older data forward to today's form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.commands.common import DATA, report
from macros.files import explain_error, write_file


@click.command()
@DATA
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def migrate(data: Path, dry_run: bool) -> None:
    """Bring older data forward to the form that this version writes, and say what was done in each file.

    Comments and order stay. Exit code: 0 done, or nothing to do; 1 something must be done by hand.
    """
    from macros.exchange.migration import plan_migration
    from macros.records.data_version import CURRENT

    migration = plan_migration(data)
    if migration.problems:
        report(migration.problems, "text", data)
        sys.exit(1)
    if not migration.texts:
        click.echo(f"{data.as_posix()}: datat är redan i version {CURRENT}. Ingenting ändrades.")
        return
    try:
        for path, (before, _) in migration.texts.items():
            if path.read_bytes() != before:
                raise click.ClickException(f"{path} har ändrats under tiden. Ingenting ändrades.")
        for path, (_, after) in migration.texts.items() if not dry_run else ():
            write_file(path, after, durable=True)
    except OSError as error:
        raise click.ClickException(
            f"{explain_error(error)}. Ta tillbaka resten med git, och försök igen."
        ) from error
    for file, lines in migration.done.items():
        click.echo("\n".join([file, *(f"  {line}" for line in lines)]))
    click.echo(
        "Så skulle det bli. Ingenting ändrades." if dry_run else "Klart. Kontrollera med  parmen check"
    )
