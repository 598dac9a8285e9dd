"""The command ``parmen``, as a person or a program meets it."""

import json
import re
import socket
import threading
from pathlib import Path

import click
import pytest

from macros.__main__ import COMMANDS, main
from macros.commands.common import progress
from macros.commands.forge_reports import format_annotation
from macros.problems import Problem
from tests.conftest import ROOT, Copy, run_parmen

FAULTY = {"municipalities/norrby.yaml": "state: example\nname: Norrby, 100 %\narea: bortom\n"}


@pytest.fixture
def faulty(example_copy: Copy) -> str:
    """A data folder with two faults in one file."""
    return str(example_copy(FAULTY))


def test_the_projects_data_is_in_order() -> None:
    """The one test that stands for all the others."""
    done = run_parmen("check")

    assert ("Inga fel.", 0) == (done.output.splitlines()[0], done.exit_code)


def test_text_is_for_people(faulty: str) -> None:
    """``file:line: message``, the advice below, and a summary."""
    done = run_parmen("check", "--data", faulty)

    assert 1 == done.exit_code
    assert [
        "data/municipalities/norrby.yaml:1: fälten ”county” (län) och ”membership” (medlemskap) saknas",
        "    county: Länet. membership: Om kommunen är med, och sedan när.",
        "    Läs mer: http://127.0.0.1:8000/redaktor/falt/kommun/#municipality (medan make serve är igång)",
        "data/municipalities/norrby.yaml:3: området ”bortom” finns inte",
        "    Det som finns i data/areas: exempelbygden.",
        "2 fel i 1 fil.",
    ] == done.output.splitlines()


def test_json_is_for_programs(faulty: str) -> None:
    """A list of five keys; the advice belongs to the message."""
    done = run_parmen("check", "--data", faulty, "--format", "json")
    _, problem = json.loads(done.output)

    assert 1 == done.exit_code
    assert {
        "file": "data/municipalities/norrby.yaml",
        "line": 3,
        "column": 7,
        "rule": "unknown-parent",
        "message": "området ”bortom” finns inte. Det som finns i data/areas: exempelbygden.",
    } == problem


def test_github_takes_any_file_name() -> None:
    """Its own marks are written as it asks."""
    annotation = format_annotation(Problem("da ta,:%/a.yaml", 2, 8, "not-text", "50%\nav"))

    assert "::error file=da ta%2C%3A%25/a.yaml,line=2,col=8,title=not-text::50%25%0Aav" == annotation


def test_github_annotates_the_line(faulty: str) -> None:
    """One annotation a fault."""
    _, line = run_parmen("check", "--data", faulty, "--format", "github").output.splitlines()

    assert (
        "::error file=data/municipalities/norrby.yaml,line=3,col=7,title=unknown-parent::"
        "området ”bortom” finns inte. Det som finns i data/areas: exempelbygden."
    ) == line


def test_gitlab_gets_a_report_on_code_quality(faulty: str) -> None:
    """Each fault at its line, known again when the line has moved; two that are alike are two."""
    path = Path(faulty, "municipalities", "norrby.yaml")
    _, fault = before = json.loads(run_parmen("check", "--data", faulty, "--format", "gitlab").output)
    path.write_text("\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    _, moved = json.loads(run_parmen("check", "--data", faulty, "--format", "gitlab").output)

    assert {
        "description": "området ”bortom” finns inte. Det som finns i data/areas: exempelbygden.",
        "check_name": "unknown-parent",
        "severity": "major",
        "location": {"path": "data/municipalities/norrby.yaml", "lines": {"begin": 3}},
    } == {key: value for key, value in fault.items() if key != "fingerprint"}
    assert (4, fault["fingerprint"]) == (moved["location"]["lines"]["begin"], moved["fingerprint"])
    assert 2 == len({row["fingerprint"] for row in before})


EXPLAIN = "explain --data tests/exempel"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("check --format xml", "'xml'"),
        ("chekc", "'chekc'"),
        ("explain", "KOMMUN"),
        (f"{EXPLAIN} norby routine.meeting.within", "Menade du norrby?"),
        (f"{EXPLAIN} norrby routine.meeting.witin", "within"),
    ],
)
def test_what_cannot_run_leaves_with_two(line: str, hint: str) -> None:
    """A usage fault is no fault in the data. The next step is in the message."""
    done = run_parmen(*line.split())

    assert (2, True, True) == (done.exit_code, "Så här:" in done.output, hint in done.output)


def test_a_folder_that_is_not_there_is_said() -> None:
    """In one message, with what to do."""
    done = run_parmen("check", "--data", "finns/inte")

    assert 2 == done.exit_code
    assert done.output.startswith("finns/inte:1: mappen finns inte\n    Ange rätt mapp med --data.\n")


@pytest.mark.parametrize(
    ("municipality", "words", "folder", "level"),
    [
        ("kalix", "14 dagar", "data/areas/ostra-norrbotten/", "Östra Norrbotten"),
        ("hudiksvall", "tre veckor", "data/agreements/samordning-enskilda-barn/", "Samordning"),
    ],
)
def test_explain_names_value_file_and_line(municipality: str, words: str, folder: str, level: str) -> None:
    """Where the time to the meeting comes from, in each collaboration."""
    value, place = run_parmen("explain", municipality, "routine.meeting.within").output.splitlines()
    file, line, rest = re.fullmatch(r"\s+(\S+?):(\d+)(.*)", place).groups()

    assert f"routine.meeting.within = {words}" == value
    assert file.startswith(folder)
    assert "within:" in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert level in rest


def test_explain_of_faulty_data_shows_the_faults(faulty: str) -> None:
    """Nothing is explained from data that has faults."""
    done = run_parmen("explain", "--data", faulty, "soderby", "routine")

    assert (1, True) == (done.exit_code, done.output.startswith("data/municipalities/norrby.yaml:1: "))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """Its help says what it does and what each option means; the command's help and ARCHITECTURE.md name it."""
    command = main.get_command(click.Context(main), name)
    options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]

    assert (True, 0) == (bool(command.help), run_parmen(name, "--help").exit_code)
    assert [] == [option.name for option in options if not option.help]
    assert f"\n  {name} " in run_parmen("--help").output
    assert f"| `parmen {name}" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_a_second_preview_says_that_one_runs_already() -> None:
    """Nobody learns anything from a traceback about an address in use."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_parmen("serve", "--port", str(port))

    assert 1 == done.exit_code
    assert f"Något är redan igång på http://127.0.0.1:{port}/" in done.output


def test_a_municipality_may_be_named_as_it_is_written() -> None:
    """Its name does as well as its address."""
    assert 0 == run_parmen(*EXPLAIN.split(), "Söderby", "municipality.name").exit_code


def test_progress_starts_no_thread() -> None:
    """The work beside the bar is done in forked processes, which newer Pythons warn of beside a thread."""
    before = threading.active_count()
    with progress() as show:
        show(1, 2, "norrby/rutin")

        assert before == threading.active_count()
