"""parmen check: every problem in the data, what is not shown, what has run out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.common import DATA, TODAY, report
from macros.commands.left_to_do import report_left
from macros.problems import Problem

if TYPE_CHECKING:
    from macros.records.whole_shelf import Shelf

_SHOWN = 20
"""The most warnings shown to people; ``parmen due`` lists them all."""
_UNSHOWN = "Se efter: det här är skrivet men visas inte, eller så är det inte bestämt vad som kommer först:"


@click.command()
@DATA
@TODAY
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for a forge that shows them at the line.",
)
@click.option(
    "--staged", is_flag=True, help="Only what git is about to save: readable, and no person's number in it."
)
@click.option(
    "--message",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Only the words in this file, which a commit is saved with. The hooks call this and --staged.",
)
@click.option("--pushed", metavar="REMOTE", help="Only what git is about to send there; the hook calls this.")
@click.option("--history", metavar="REVISIONS", help="Only what these commits saved, such as main..HEAD.")
@click.option(
    "--publish", is_flag=True, help="In sound data: what is left before each municipality can be published."
)
def check(
    data: Path,
    today: date | None,
    form: str,
    staged: bool,
    message: Path | None,
    pushed: str | None,
    history: str | None,
    publish: bool,
) -> None:
    """Report every problem in the data, all at once. In sound data: what is overdue or soon will be.

    Exit code: 0 clean, perhaps with warnings; 1 problems; 2 could not run.
    """
    from macros.checks import check as check_data
    from macros.checks.staged import GitError, check_history
    from macros.checks.staged import main as privacy_gate

    if staged or message or pushed:
        sys.exit(privacy_gate(["--pushed", pushed] if pushed else [str(message)] if message else []))
    if history:
        try:
            problems = list(check_history(["--end-of-options", history, "--"], data))
        except GitError as error:
            raise click.ClickException(str(error)) from None
        report(problems, form, data)
        sys.exit(1 if problems else 0)
    shelf, problems = check_data(data, today)
    if publish and shelf:
        sys.exit(report_left(shelf, form))
    groups = _list_warnings(shelf) if shelf and not problems and form != "json" else []
    warnings = [warning for _, group, _ in groups for warning in group]
    report(problems, form, data, warnings=warnings)
    if problems:
        sys.exit(2 if any(problem.rule == "no-data" for problem in problems) else 1)
    if form == "text":
        click.echo("Inga fel.")
        for heading, group, rest in groups:
            if group:
                _print_some(heading, group, rest)


def _list_warnings(shelf: Shelf) -> list[tuple[str, list[Problem], str]]:
    """Return what stops nothing, in groups: a heading, warnings, where there is more."""
    from macros.checks.address_rules import list_unrecorded
    from macros.checks.agenda_rules import list_long_agendas
    from macros.checks.contact_rules import list_copied, list_without_duty_number
    from macros.checks.freshness import SOON, list_warnings
    from macros.checks.person_hints import list_hints
    from macros.checks.revision_order import list_disordered
    from macros.checks.translation_rules import list_warnings as list_untranslated
    from macros.checks.unshown import list_unlicensed, list_unshown

    soon = f"Det här har gått ut, ska ses över eller börjar gälla inom {SOON} dagar:"
    return [
        ("Det här kan handla om en enskild person. Se efter:", list_hints(shelf), ""),
        (_UNSHOWN, list_unshown(shelf), ""),
        ("Öppna data:", list_unlicensed(shelf), ""),
        ("Rutan om att anmäla oro saknar ett nummer:", list_without_duty_number(shelf), ""),
        ("Det här står i mer än en kommun. Se efter:", list_copied(shelf), ""),
        ("Det här står inte i ordning. Se efter:", list_disordered(shelf), ""),
        ("Adresser och händelser som inte är inskrivna:", list_unrecorded(shelf), ""),
        ("Det här tar längre tid än paketet lovar:", list_long_agendas(shelf), ""),
        ("Översättningar:", list_untranslated(shelf), " Allt står i  parmen translations"),
        (soon, list_warnings(shelf), " Allt står i  parmen due"),
    ]


def _print_some(heading: str, warnings: list[Problem], rest: str) -> None:
    """Print a heading and the first warnings, and how many more there are.

    ``rest`` says where those can be read.
    """
    click.echo(f"\n{heading}")
    click.echo("\n".join(map(str, warnings[:_SHOWN])))
    if (more := len(warnings) - _SHOWN) > 0:
        click.echo(f"… och {more} till.{rest}")
