"""parmen new year: the old plan is kept, the new one has its days moved, and nothing is half written."""

from pathlib import Path

import pytest

from macros.checks import load
from macros.editing.new_year import move_years
from tests.conftest import Copy, run_parmen
from tests.edits import replace_text
from tests.sites import TODAY

PLAN = "agreements/exempelavtalet/communication.yaml"
PAST = "agreements/exempelavtalet/past_plans/2026.yaml"


def begin(*words: str) -> tuple[int, str]:
    done = run_parmen("new", "year", *words, "--today", TODAY.isoformat())
    return done.exit_code, done.output


def read_all() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


def test_a_new_year_keeps_the_old_plan_and_begins_anew(example_copy: Copy) -> None:
    """The old file stays as it was, comments and all. A second time changes nothing."""
    folder = example_copy()
    replace_text(folder / PLAN, ("rows:\n", "rows:\n  # först chefen\n"))
    old = (folder / PLAN).read_bytes()

    code, output = begin("exempelavtalet", "2027")
    after = read_all()
    binder = load(folder, TODAY).binders["norrby"]
    again = begin("exempelavtalet", "2027")

    assert 0 == code, output
    assert old == (folder / PAST).read_bytes()
    assert binder.communication is not None
    assert (2027, "Kommunikationsplan för 2027") == (
        binder.communication.year,
        " ".join(map(str, binder.communication.title.pieces())),
    )
    assert [None, None, "31 augusti 2027", "oktober 2027"] == [
        row.by and str(row.by) for row in binder.communication.rows
    ]
    assert [None] * 4 == [row.done for row in binder.communication.rows]
    assert "1 av 4 blev klar" == binder.past_plans["2026"].outcome
    assert "# först chefen" in (folder / PLAN).read_text(encoding="utf-8")
    assert "by: 2027-08-31" in (folder / PLAN).read_text(encoding="utf-8")
    assert "skolstart: 2026-08-31 → 2027-08-31, klar 2026-08-24 står kvar i den gamla planen" in output
    assert (0, "Planen gäller redan 2027. Ingenting ändrades.\n") == again
    assert after == read_all()


def test_a_municipalitys_own_marks_go_with_the_old_year(example_copy: Copy) -> None:
    """What it had done is in its own old plan; nothing of it is left in the new one."""
    own = "\ncommunication:\n  rows:\n    - id: apt\n      done: 2026-01-20\n    - id: eget\n      what: Eget\n      when: Alltid\n"
    folder = example_copy()
    file = folder / "municipalities/norrby.yaml"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")

    code, output = begin("exempelavtalet", "2028")
    shelf = load(folder, TODAY)
    north, south = (shelf.binders[slug] for slug in ("norrby", "soderby"))

    assert 0 == code, output
    assert north.communication
    assert south.communication
    assert ["3 av 5", "1 av 4"][1] in south.past_plans["2026"].outcome
    assert "2 av 5 blev klara" == north.past_plans["2026"].outcome
    assert [None] * 5 == [row.done for row in north.communication.rows]
    assert ["eget"] == [row.id for row in north.communication.rows if row.id == "eget"]
    assert (
        "id: apt"
        not in file.read_text(encoding="utf-8").partition("\npast_plans:")[0].partition("\ncommunication:")[2]
    )


def test_a_dry_run_says_what_would_be_written(example_copy: Copy) -> None:
    """And which texts name the old year still. Not a byte is written."""
    folder = example_copy()
    replace_text(folder / PLAN, ("kunna rutinen.", "kunna rutinen 2026."))
    before = read_all()

    code, output = begin("exempelavtalet", "2027", "--dry-run")

    assert 0 == code
    assert PAST in output
    assert "provkörning" in output
    assert "läs igenom: lead." in output
    assert before == read_all()


@pytest.mark.parametrize(
    ("words", "change", "said"),
    [
        (("exempelavtalet", "2025"), None, "Planen gäller 2026. Ett nytt år måste komma efter det."),
        (("exempelbygden", "2027"), None, "exempelbygden har ingen egen kommunikationsplan. Den står i data/agreements/exempelavtalet/communication.yaml. Skriv exempelavtalet i stället för exempelbygden."),
        (("norby", "2027"), None, "norby finns inte. De som finns: exempelavtalet, exempelbygden, norrby, soderby."),
        (("exempelavtalet", "2027"), ("year: 2026\n", ""), "Skriv först vilket år planen gäller"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_said_in_one_line(
    words: tuple[str, str], change: tuple[str, str] | None, said: str, example_copy: Copy
) -> None:
    """Nothing is written."""
    folder = example_copy()
    if change:
        replace_text(folder / PLAN, change)
    before = read_all()

    code, output = begin(*words)

    assert (1, True) == (code, said in output), output
    assert before == read_all()


def test_an_old_plan_is_never_written_over(example_copy: Copy) -> None:
    """Somebody has copied it by hand already."""
    folder = example_copy(
        {PAST: "year: 2026\ntitle: Kopia\nlead: För hand.\nrows: [{id: a, what: A, when: Nu}]\n"}
    )
    before = read_all()

    code, output = begin("exempelavtalet", "2027")

    assert (1, True) == (code, f"{(folder / PAST).as_posix()} har redan en plan för 2026" in output), output
    assert before == read_all()


@pytest.mark.parametrize(
    ("time", "moved"),
    [
        ("2026-08-31", "2027-08-31"),
        ("2028-02-29", "2029-02-28"),
        ("29 februari 2028", "28 februari 2029"),
        ("vintern 2026/2027", "vintern 2027/2028"),
        ("Januari 2026", "Januari 2027"),
        ("senast 1 mars varje år", "senast 1 mars varje år"),
        ("rum 2026b", "rum 2026b"),
    ],
)
def test_a_time_is_moved_by_its_years_alone(time: str, moved: str) -> None:
    """A leap day becomes the day before; what comes again stays."""
    assert moved == move_years(time, 1)
