"""parmen new: begin an agreement, an area or a municipality by options or by answering."""

import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.checks import load
from macros.checks.publishing import list_unready
from macros.commands import questions
from macros.exchange.join_area import add_area
from macros.project import ROOT
from macros.records.contents import tabs_in
from macros.records.whole_shelf import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns
from tests.conftest import Copy, run_parmen
from tests.edits import copy_example
from tests.several import several
from tests.sites import TODAY, make_once
from tests.small import write_small

AGREEMENT = (
    "agreement",
    "--name",
    "Rutin för SIP",
    "--short",
    "SIP i Övre bygden",
    "--region",
    "Region Norr",
)
AREA = ("area", "--name", "Upplands-Bro", "--agreement", "sip-i-ovre-bygden")
TOWN = ("municipality", "--name", "Övertorneå", "--area", "upplands-bro", "--county", "Norra län")


def new(*words: str) -> Result:
    return run_parmen("new", *words, "--today", TODAY.isoformat())


def answer(*lines: str, words: tuple[str, ...]) -> Result:
    """Run the command as in a terminal, with somebody who answers."""
    return CliRunner().invoke(main, ["new", *words], "".join(f"{line}\n" for line in lines))


def read_all() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "is_terminal", lambda: True)
    monkeypatch.setattr("macros.commands.new_command.is_terminal", lambda: True)


def begin(folder: Path) -> None:
    """Let the command write a new agreement, its area and a municipality into a copy of the example."""
    copy_example(folder / "data")
    with chdir(folder):
        for words in (AGREEMENT, AREA, TOWN):
            done = new(*words)
            assert 0 == done.exit_code, done.output


@pytest.fixture
def started(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The example with what the command wrote, in the working folder."""
    shutil.copytree(make_once(shared / "begun", begin), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return load(Path("data"), TODAY)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small binder in the working folder, for what does not need a large one."""
    write_small(tmp_path / "data")
    monkeypatch.chdir(tmp_path)


def test_what_is_written_is_a_binder(started: Shelf) -> None:
    """It passes the check, is a draft, and has pages; its number is nobody's."""
    binder = started.binders["overtornea"]
    pages = {page.path for page in make_pages(started, read_patterns(ROOT / PATTERNS))}

    assert ["draft"] * 3 == [binder.municipality.state, binder.areas[-1].state, binder.agreement.state]
    assert [("exempelverksamhet", True)] == [(c.id, c.phone.fictional) for c in binder.contacts if c.phone]
    assert {"overtornea/index.md", "overtornea/rutin.md", "overtornea/kontakter.md"} <= pages
    assert {"flode", "checklista", "familj"}.isdisjoint(tab.name for tab in tabs_in(binder))


def test_examples_in_comments_are_right(started: Shelf) -> None:
    """Whoever takes away the # of all of them has a binder with meetings, a ladder, ages and roles."""
    for kind in ("agreements/sip-i-ovre-bygden", "areas/upplands-bro", "municipalities"):
        for file in Path("data", kind).glob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r"^#(?! \S|\n)", "", text, flags=re.MULTILINE), encoding="utf-8")
    binder = load(Path("data"), TODAY).binders["overtornea"]

    assert ["mote", "arbetsgrupp"] == [meeting.id for meeting in binder.routine.meetings]
    assert (10, 2) == (binder.routine.meeting.days, len(binder.routine.ladders[0].stages))
    assert ("6–16 år", 2, 2) == (str(binder.ages), len(binder.routine.roles), len(binder.services))


def test_what_is_still_to_be_written_is_not_published(started: Shelf) -> None:
    """Each text that the drafts ask for is told at its line, with the service that nobody has."""
    asked = {
        (file.as_posix(), number)
        for file in Path("data").rglob("*.yaml")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?m)^[^#]*: (?:Skriv här|Exempelverksamheten$)", line)
    }
    told = {(problem.file, problem.line) for problem in list_unready(started) if problem.rule == "unwritten"}

    assert len(asked) > 10
    assert asked == told


def test_every_optional_kind_is_mentioned(started: Shelf) -> None:
    """In the records' own words, so that a comment cannot grow old."""
    text = Path("data/agreements/sip-i-ovre-bygden/index.yaml").read_text(encoding="utf-8")

    assert "\n# - flow.yaml (flödet av insatser): Vem som kan göra vad.\n" in text
    assert "\n# - checklists/ (checklistor): Frågorna att gå igenom.\n" in text


@pytest.mark.usefixtures("small")
def test_the_next_step_is_said() -> None:
    """The files, and the commands that come next, for the same data folder."""
    shutil.copytree("data", "andra data")
    elsewhere = new(*AGREEMENT, "--data", "andra data").output
    output = new(*AGREEMENT).output

    assert "parmen check --data 'andra data'\n" in elsewhere
    assert "parmen check\n" in output

    assert "Skrev data/agreements/sip-i-ovre-bygden/index.yaml, " in output
    assert "parmen new area --agreement sip-i-ovre-bygden" in output


@pytest.mark.usefixtures("terminal", "small")
def test_what_is_missing_is_asked_for() -> None:
    """An answer that is not allowed is asked for again, with the reason; Enter takes what is proposed."""
    asked = answer("Skolnärvaro", "Närvaro", "Region X", "katter", "young", "6 äpplen", "6–16 år",
                   words=("agreement",))  # fmt: skip
    area = answer("Lilla bygden", "narvaro", "", words=("area",))
    town = answer(
        "Gotland 2", "lilla-bygden", "Gotlands län", "", "member", "2026-08", words=("municipality",)
    )

    assert [0, 0, 0] == [asked.exit_code, area.exit_code, town.exit_code], asked.output + town.output
    assert "”katter” går inte att välja." in asked.output
    binder = load(Path("data"), TODAY).binders["gotland-2"]
    assert ("young", "6–16 år") == (binder.agreement.whom, str(binder.ages))
    assert "med sedan augusti 2026" in binder.membership.describe(TODAY)


@pytest.mark.usefixtures("terminal", "small")
def test_nothing_is_asked_when_all_is_said() -> None:
    """A script that names what must be named gets the rest proposed."""
    assert 0 == answer(words=AGREEMENT).exit_code


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("agreement", "--name", "SIP"), ["short", "region"]),
        (("area",), ["name", "agreement"]),
        (("municipality",), ["name", "area", "county"]),
        (("municipality", "--name", "Litenby"), ["area"]),
    ],
)
@pytest.mark.usefixtures("small")
def test_without_a_terminal_what_is_missing_is_said(words: tuple[str, ...], missing: list[str]) -> None:
    """All of it at once, by option. Nothing is written."""
    before = read_all()
    done = new(*words)

    assert (2, missing) == (done.exit_code, re.findall(r"^  --(\S+)  ", done.output, re.MULTILINE))
    assert before == read_all()


LITENBY = ("municipality", "--name", "Litenby", "--area")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("agreement", "--name", "A", "--short", "Litet", "--region", "R"), "finns redan"),
        (("area", "--name", "Litet", "--agreement", "litet"), "finns redan"),
        ((*LITENBY, "litet"), "Litenby är redan med i litet."),
        (("municipality", "--name", "Litenby!", "--area", "litet", "--county", "Län"), "finns redan"),
        ((*LITENBY, "lite"), "Menade du litet?"),
        (("area", "--name", "Rutin", "--agreement", "litet"), "är namnet på en sida"),
        (("area", "--name", "A", "--agreement", "litet", "--part-of", "b"), "antingen"),
        (("area", "--name", "Del", "--part-of", "litet", "--slug", "../del"), "går inte att använda"),
        (("area", "--name", "Å" * 61, "--part-of", "litet"), "--slug"),
        (("area", "--name", "★", "--part-of", "litet"), "--slug"),
        (("area", "--name", "Del\x07", "--part-of", "litet"), "U+0007"),
        (("area", "--name", "Del\nstate: adopted", "--part-of", "litet"), "en rad"),
        (("area", "--name", "Dеl", "--part-of", "litet"), "kyrillisk"),
        (("area", "--name", "Del\udcff", "--part-of", "litet"), "U+DCFF"),
        (("municipality", "--name", "../x", "--area", "../x", "--county", "Län"), "går inte att välja"),
        (("municipality", "--name", "X", "--area", "litet", "--county", "L", "--first", "b"), "--first"),
        (("municipality", "--name", "X", "--area", "litet", "--county", "L", "--since", "snart"), "snart"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("small")
def test_what_cannot_be_is_refused(words: tuple[str, ...], reason: str) -> None:
    """With the reason in words. Not a byte is written, nothing is overwritten."""
    before = read_all()
    done = new(*words)

    assert done.exit_code in (1, 2)
    assert reason in done.output
    assert before == read_all()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Övertorneå", "overtornea"),
        ("O\u0308vertornea\u030a", "overtornea"),
        ("Upplands-Bro", "upplands-bro"),
        ("Gotland 2", "gotland-2"),
        ("../x", "x"),
        ("{{ config }} <b>", "config-b"),
        ("ja: [&a *b] # nej", "ja-a-b-nej"),
        ("$name ${x} 100 %", "name-x-100"),
    ],
)
@pytest.mark.usefixtures("example_copy")
def test_a_name_is_only_a_name(name: str, slug: str) -> None:
    """Whatever is in it, it is read back as it was typed, and its file lies where it should."""
    done = new("municipality", "--name", name, "--area", "exempelbygden", "--county", "Granlands län")

    assert 0 == done.exit_code, done.output
    assert load(Path("data"), TODAY).binders[slug].name == re.sub(
        "O\u0308", "Ö", re.sub("a\u030a", "å", name)
    )
    assert Path(f"data/municipalities/{slug}.yaml").is_file()


@pytest.mark.parametrize("town", ["Norrby", "Söderby"])
def test_a_municipality_joins_one_more_area(town: str, started: Shelf) -> None:
    """It keeps its first binder as it was, and gets the contacts that the other one lacks."""
    slug = town.lower().replace("ö", "o")
    done = new("municipality", "--name", town, "--area", "upplands-bro", "--status", "member")
    assert 0 == done.exit_code, done.output
    shelf = load(Path("data"), TODAY)
    before, after = started.binders[slug], shelf.binders[slug]

    assert [slug, f"{slug}/upplands-bro"] == [binder.address for binder in shelf.binders_of(slug)]
    assert before.membership == after.membership
    assert before.routine.meeting.within == after.routine.meeting.within
    assert before.contacts == after.contacts
    assert ["exempelverksamhet"] == [c.id for c in shelf.binders[f"{slug}/upplands-bro"].contacts]


def test_a_third_area_may_become_the_first(example_copy: Copy) -> None:
    """Where the file has the mapping already, a line is added to it and all else stays as it is."""
    data = example_copy(several())
    assert 0 == new("area", "--name", "Tredje bygden", "--agreement", "exempelavtalet").exit_code
    file = data / "municipalities/norrby.yaml"
    before = file.read_text(encoding="utf-8")
    done = new("municipality", "--name", "Norrby", "--area", "tredje-bygden", "--first", "tredje-bygden")
    lines = file.read_text(encoding="utf-8").splitlines()

    assert 0 == done.exit_code, done.output
    assert ["first: exempelbygden"] == [line for line in before.splitlines() if line not in lines]
    assert "norrby/exempelbygden" in load(data, TODAY).binders


def test_comments_and_line_ends_survive() -> None:
    """The area's comment stays beside it, the membership's goes with it."""
    text = "name: X\r\narea: a  # sedan länge\r\n\r\n# Beslut i mars.\r\nmembership:\r\n  status: member\r\n\r\nmark: x.svg\r\n"

    assert (
        "name: X\r\nfirst: a\r\nareas:\r\n  a:  # sedan länge\r\n    # Beslut i mars.\r\n    membership:\r\n"
        "      status: member\r\n  b:\r\n    membership:\r\n      status: joining\r\n\r\nmark: x.svg\r\n"
    ) == add_area(text, "b", {"status": "joining"}, "a")


@pytest.mark.usefixtures("small")
def test_all_files_are_written_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the second file takes the first away again, and the folder."""
    before, replace = read_all(), Path.replace

    def fail_at_second(path: Path, target: Path) -> Path:
        if target.name == "routine.yaml":
            raise OSError(28, "full", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_second)
    done = new(*AGREEMENT)

    assert (1, True) == (done.exit_code, "disken är full" in done.output)
    assert (before, False) == (read_all(), Path("data/agreements/sip-i-ovre-bygden").exists())
