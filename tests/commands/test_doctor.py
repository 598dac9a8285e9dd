"""parmen doctor, and what the other commands do on a machine that lacks what lays out sheets."""

import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

from macros import hooks
from macros.commands import common, doctor_command
from macros.files import write_file
from macros.machine import systems
from macros.machine.needs import NEEDS, PURPOSES
from macros.machine.systems import System
from macros.problems import join_words
from macros.web.session import SESSION
from tests.conftest import EXAMPLE, run_parmen

Lacks = Callable[..., None]
SUBSET = (
    "Blad på papper går inte att göra här, för HarfBuzz-subset saknas. "
    "Skriv  parmen doctor  så ser du vad som ska installeras. Ingenting gjordes."
)


@pytest.fixture
def lacks(monkeypatch: pytest.MonkeyPatch) -> Lacks:
    """Let this be a Debian machine that lacks some of what is needed, by name."""
    monkeypatch.setattr(systems, "is_root", lambda: False)
    monkeypatch.setattr(systems, "this_system", lambda: System.DEBIAN)

    def without(*names: str) -> None:
        for module in (doctor_command, common):
            monkeypatch.setattr(
                module,
                "find_missing",
                lambda purposes: [need for need in NEEDS if need.purpose in purposes and need.name in names],
            )

    without()
    return without


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock file, which is the program's, whose only package is installed."""
    monkeypatch.setattr(doctor_command, "LOCK", tmp_path / "requirements.txt")
    (tmp_path / "requirements.txt").write_text(f"click=={version('click')} \\\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CAN_DO_ALMOST_ALL = (
    "Du kan kontrollera och förhandsgranska, jämföra med förr, sätta upp projektet med make och "
    "köra de snabba testerna. Det här går inte: göra blad på papper ("
)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("missing", "conclusion", "exit_code"),
    [
        ((), "Du kan kontrollera och förhandsgranska, göra blad på papper", 0),
        (
            ("HarfBuzz-subset",),
            f"{CAN_DO_ALMOST_ALL}HarfBuzz-subset saknas), köra alla tester (av samma skäl), "
            "granska alla sidor (av samma skäl).",
            0,
        ),
        (
            ("Pango", "Chromium", "Java"),
            f"{CAN_DO_ALMOST_ALL}Pango saknas), köra alla tester (dessutom Chromium saknas), "
            "granska alla sidor (dessutom Java saknas).",
            0,
        ),
        (tuple(need.name for need in NEEDS), "Det här går inte: kontrollera och förhandsgranska (", 1),
    ],
    ids=["nothing", "subset", "several", "everything"],
)
def test_doctor_ticks_what_works_and_concludes_what_one_can_do(
    lacks: Lacks, missing: tuple[str, ...], conclusion: str, exit_code: int
) -> None:
    """One can check and preview without paper: that is no failure. Each thing is named once in the end."""
    lacks(*missing)
    done = run_parmen("doctor")
    *_, last = lines = done.output.splitlines()

    assert exit_code == done.exit_code
    assert last.startswith(conclusion)
    assert len(NEEDS) - len(missing) + 1 == done.output.count("  ✓ ")  # and the packages
    assert len(missing) == sum(line.startswith("  – ") for line in lines)


@pytest.mark.usefixtures("project")
def test_what_is_missing_is_listed_with_why_and_how(lacks: Lacks) -> None:
    """By itself, and all of it in one line."""
    lacks("HarfBuzz-subset", "Chromium", "Java")
    output = run_parmen("doctor").output

    assert (
        "  – HarfBuzz-subset saknas. Lägger in bara de bokstäver som bladet använder.\n"
        "      sudo apt-get install libharfbuzz-subset0\n"
    ) in output
    assert (
        "Allt som saknas på en gång:\n"
        "  sudo apt-get install libharfbuzz-subset0 chromium-headless-shell default-jre-headless\n"
    ) in output


@pytest.mark.usefixtures("project")
def test_json_is_for_programs(lacks: Lacks) -> None:
    """The same list, with what works by purpose."""
    lacks("Chromium")
    health = json.loads(run_parmen("doctor", "--format", "json").output)
    missing = [(need["name"], need["command"]) for need in health["needs"] if not need["works"]]

    assert [("Chromium", "sudo apt-get install chromium-headless-shell")] == missing
    assert {purpose: purpose not in ("test", "audit") for purpose in PURPOSES} == health["works"]
    assert ("Debian", []) == (health["system"], health["packages"])


@pytest.mark.usefixtures("lacks")
@pytest.mark.parametrize(
    ("pin", "line", "exit_code"),
    [
        ("click==0.1", f"click {version('click')} (ska vara 0.1)", 0),
        ("finns-inte==1.0", "finns-inte saknas (ska vara 1.0)", 1),
    ],
)
def test_packages_that_are_not_as_locked_are_named(
    project: Path, pin: str, line: str, exit_code: int
) -> None:
    """One can work with another version, though sheets may look different; without a package one cannot."""
    (project / "requirements.txt").write_text(f"{pin}\n", encoding="utf-8")
    done = run_parmen("doctor")

    assert f"  – Pythonpaket: {line}" in done.output.splitlines()
    assert "pip install --require-hashes --requirement requirements.txt" in done.output
    assert exit_code == done.exit_code


@pytest.mark.usefixtures("lacks")
def test_the_lock_file_is_the_programs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that of the folder where one stands, which may be a folder of content."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requirements.txt").write_text("finns-inte==1.0\n", encoding="utf-8")
    done = run_parmen("doctor")

    assert ("Pythonpaket" in done.output, "finns-inte" in done.output) == (True, False)
    assert 0 == done.exit_code


@pytest.mark.usefixtures("project", "lacks")
def test_a_terminal_without_ticks_gets_a_plus(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old Windows terminal would end in a traceback."""
    monkeypatch.setattr(
        doctor_command, "sys", SimpleNamespace(stdout=SimpleNamespace(encoding="cp1252"), exit=sys.exit)
    )

    assert "  + Pango\n" in run_parmen("doctor").output


# Sheets on a machine that cannot make them


def test_sheets_stop_before_any_work(lacks: Lacks, tmp_path: Path) -> None:
    """One line, no traceback; the old site is as it was. The list of sheets can be had all the same."""
    lacks("HarfBuzz-subset")
    site, data = tmp_path / "site", ("--data", str(EXAMPLE))
    write_file(site / "index.html", "förra")

    for command in (
        ["build", *data, "--site", str(site)],
        ["pdf", *data, "norrby", "rutin", "--out", str(tmp_path / "blad.pdf")],
    ):
        done = run_parmen(*command)
        assert (1, [f"Fel: {SUBSET}"]) == (done.exit_code, done.output.splitlines())
    assert ["förra"] == [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*") if file.is_file()]
    assert "\n  rutin  " in run_parmen("pdf", *data, "norrby").output


def test_the_check_asks_for_nothing_of_paper(lacks: Lacks) -> None:
    """It works on every machine."""
    lacks(*(need.name for need in NEEDS if need.purpose == "sheets"))

    assert 0 == run_parmen("check", "--data", str(EXAMPLE)).exit_code


def test_plain_mkdocs_stops_before_any_work(
    lacks: Lacks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview, and a build that leaves the sheets out, go on."""
    lacks("HarfBuzz-subset")
    monkeypatch.setattr("macros.web.virtual_pages.configure", lambda config, _: config)

    def configured(serving: bool, sheets: bool) -> object:
        monkeypatch.setattr(SESSION, "serving", serving)
        folders = {name: str(tmp_path / name) for name in ("docs_dir", "site_dir")}
        config = SimpleNamespace(extra={"sheets": sheets}, **folders)
        return hooks.on_config(config)  # type: ignore[arg-type]

    with pytest.raises(Abort, match="HarfBuzz-subset saknas"):
        configured(serving=False, sheets=True)
    assert configured(serving=True, sheets=True)
    assert configured(serving=False, sheets=False)
    hooks.on_build_error(error=Abort("done"))  # lets the lock go


def test_a_list_is_written_as_in_a_sentence() -> None:
    """However long."""
    assert ["a", "a och b", "a, b och c"] == [join_words(word) for word in ("a", "ab", "abc")]
