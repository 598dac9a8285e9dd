"""parmen init: begin a folder of content that the installed program builds."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import click

from macros.commands.common import TODAY, report
from macros.commands.new_files import make_slug_or_stop
from macros.commands.questions import Question, complete
from macros.files import explain_error, write_file
from macros.records.agreement import Agreement
from macros.records.municipality import Municipality
from macros.records.site import Site

_MAY_BE_THERE = {".git"}
"""What a new repository of a forge holds: the folder still counts as empty."""
_WHOM = {"children": "barn", "young": "unga", "adults": "vuxna", "everyone": "alla, i alla åldrar"}
_NO_PROGRAM = (
    "Det går inte att se vilken fil programmet är installerat från. Skriv --program och adressen till den, "
    "eller filens namn. Den heter som gronaparmen-0.1.0-py3-none-any.whl."
)


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="A new folder, or an empty one."
)
@TODAY
@click.option("--name", metavar="TEXT", help="What the site is called.")
@click.option("--municipality", metavar="TEXT", help="The first municipality, by its name.")
@click.option("--county", metavar="TEXT", help="Its county.")
@click.option("--region", metavar="TEXT", help="The region that is a party.")
@click.option("--whom", type=click.Choice(list(_WHOM)), help="Whom it is about. Default: children.")
@click.option(
    "--program", metavar="TEXT", help="The program's wheel: an address or a file. Default: what is installed."
)
def init(folder: Path, today: date | None, program: str | None, **answers: str | None) -> None:
    """Begin a folder of content of one's own, apart from the program.

    It has data, pages and workflows, and the installed program builds it. What its options do not say is
    asked for. Exit code 1: nothing was written.
    """
    try:
        present = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. Ingenting skrevs.") from error
    if present - _MAY_BE_THERE:
        message = f"Mappen {folder} är inte tom. Ingenting skrevs. Välj en ny mapp, eller en som är tom."
        raise click.ClickException(message)
    from macros.exchange.program_wheel import WheelError, find_installed, read_wheel

    try:
        wheel = read_wheel(program) if program else find_installed()
    except WheelError as error:
        raise click.ClickException(f"{error} Ingenting skrevs.") from error
    if wheel is None:
        raise click.UsageError(_NO_PROGRAM)
    questions = (
        Question("name", "Vad ska webbplatsen heta?", "Gröna pärmen", model=Site),
        Question("municipality", "Vad heter den första kommunen?", model=Municipality, field="name"),
        Question("county", "I vilket län ligger den?", model=Municipality),
        Question("region", "Vilken region är med?", model=Agreement),
        Question("whom", "Vem handlar samarbetet om?", "children", choices=_WHOM),
    )
    completed = complete(answers, questions)
    parent = Path(os.path.realpath(folder)).parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        workspace = Path(mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=parent))
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. Ingenting skrevs.") from error
    try:
        new = workspace / "new"
        written = _write_data(new / "data", completed, today)
        from macros.exchange.content_starter import start_beside

        for name, text in start_beside(completed["name"], wheel, written).items():
            write_file(new / name, text)
        for hook in (new / ".githooks").iterdir():
            hook.chmod(0o755)
        _check(new / "data", today)
        _move_in(new, folder)
    except OSError as error:
        raise click.ClickException(f"{explain_error(error)}. Ingenting skrevs.") from error
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    _say_next(folder, written)


def _write_data(data: Path, answers: Mapping[str, str], today: date | None) -> list[str]:
    """Write an agreement, an area, a municipality and what they share.

    Return their first files.
    """
    from macros.exchange.content_starter import add_first_services, start_shared
    from macros.exchange.first_contacts import FirstContacts
    from macros.exchange.starters import Files, start_agreement, start_area, start_municipality
    from macros.records.shelf import read

    def write(files: Files) -> FirstContacts:
        for name, text in files.items():
            write_file(data / name, text)
        return FirstContacts(read(data, today)[0])

    town, county = answers["municipality"], answers["county"]
    agreement = "samverkan"
    area, slug = (make_slug_or_stop(None, name, "") for name in (county, town))
    about = {"name": "Överenskommelse om samverkan", "short": "Samverkan", "ages": ""}
    for folder in ("areas", "municipalities"):
        (data / folder).mkdir(parents=True)
    files = start_agreement(agreement, {**about, "region": answers["region"], "whom": answers["whom"]})
    services = f"agreements/{agreement}/services.yaml"
    files[services] = add_first_services(files[services])
    contacts = write(start_shared(answers["name"], f"{town} kommun") | files)
    place = {"name": county, "agreement": agreement, "places": town}
    contacts = write(start_area(area, place, contacts.make_example(agreement, "")))
    own = {"name": town, "county": county, "area": area, "address": "", "status": "joining", "since": ""}
    write(start_municipality(slug, own, contacts.choose(area)))
    places = (f"agreements/{agreement}", f"areas/{area}/index.yaml", f"municipalities/{slug}.yaml")
    return [f"data/{place}" for place in places]


def _check(data: Path, today: date | None) -> None:
    """Leave with exit code 1, after every problem, where the new data has one."""
    from macros.checks import check

    problems = check(data, today)[1]
    if problems:
        home = data.parent.as_posix()
        named = [replace(one, file=os.path.relpath(one.file, home)) for one in problems]
        report(named, "text", ending="Ingenting skrevs.")
        sys.exit(1)


def _move_in(new: Path, folder: Path) -> None:
    """Move the finished files into place, all of them or none; raise OSError."""
    if not folder.exists():
        new.rename(folder)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(new.iterdir()):
            moved.append(entry.rename(folder / entry.name))
    except BaseException:
        for entry in moved:
            entry.rename(new / entry.name)
        raise


def _say_next(folder: Path, written: list[str]) -> None:
    """Print what was made and what to do with it, in numbered steps."""
    click.echo(f"Skrev en ny pärm i {folder}. Texten är ett utkast, och kontakterna är påhittade.")
    click.echo("Gör så här nu:")
    steps = (
        *([f"Gå till mappen:  cd {folder}"] if folder.resolve() != Path.cwd() else []),
        "Kontrollera:  parmen check",
        "Titta:  parmen serve  och öppna http://127.0.0.1:8000/",
        f"Byt ut allt som börjar med ”Skriv här” i {written[0]} och {written[1]}.",
        f"Byt ut det som är påhittat i {written[2]} och i data/site.yaml.",
        "Läs README.md. Där står hur ni lägger ut pärmen, och hur ni byter version av programmet.",
    )
    for number, step in enumerate(steps, 1):
        click.echo(f"{number}. {step}")
