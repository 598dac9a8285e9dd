"""One meeting or several: ``meeting`` is another way to write the first of ``meetings``."""

import pytest

from macros.checks import check, load
from macros.records.binder import Binder
from macros.records.text import Placeholder
from macros.rendering.explain import explain
from tests.conftest import Copy
from tests.edits import edit_example

AGREEMENT, NORRBY = "agreements/exempelavtalet/routine.yaml", "municipalities/norrby.yaml"
FIRST = """\
meetings:
  - id: natverk
    title: Nätverksmötet
    within: 1 vecka
  - id: grupp
    title: Gruppen
    cadence: varje vecka
meeting:
"""
OWN = "    within: 10 dagar\n"


def binder(copy: Copy, above: str, below: str) -> Binder:
    """Return Norrby's binder with the head of the agreement's meeting and Norrby's own rule replaced."""
    files = edit_example(AGREEMENT, ("meeting:\n", above)) | edit_example(
        NORRBY, (f"  meeting:\n{OWN}", below)
    )
    return load(copy(files)).binders["norrby"]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("meeting:\n", f"  meeting:\n{OWN}", {"mote": "inom tio dagar"}),
        ("meeting:\n", "  meetings:\n  - id: mote\n    within: 8 dagar\n", {"mote": "inom åtta dagar"}),
        (
            FIRST,
            f"  meeting:\n{OWN}",
            {"mote": "inom tio dagar", "natverk": "inom en vecka", "grupp": "varje vecka"},
        ),
        (
            "meeting:\n",
            "  meetings: [{id: mote, title: Mötet}, {id: stor, within: 1 år, before: mote}]\n",
            {"stor": "inom ett år", "mote": "inom 14 dagar"},
        ),
        (
            FIRST,
            "  remove: [meeting]\n",
            {"natverk": "inom en vecka", "grupp": "varje vecka"},
        ),
    ],
    ids=["as before", "list below", "both above", "another first", "first removed"],
)
def test_levels_write_the_first_meeting_by_either_name(
    above: str, below: str, expected: dict[str, str], example_copy: Copy
) -> None:
    """They are one list, in one order, whatever each level writes."""
    routine = binder(example_copy, above, below).routine

    assert expected == {meeting.id: meeting.time for meeting in routine.meetings}
    assert routine.meeting is routine.meetings[0]


def test_paths_and_placeholders_find_the_first_by_both_names(example_copy: Copy) -> None:
    """With the file and line of the level that wrote it."""
    norrby = binder(example_copy, FIRST, f"  meeting:\n{OWN}")
    one, other = (f"routine.{name}.within" for name in ("meeting", "meetings.mote"))

    assert ("tio dagar", "tio dagar") == (norrby.value(Placeholder(one)), norrby.value(Placeholder(other)))
    assert norrby.place_of(one) == norrby.place_of(other)
    assert norrby.place_of(one).file.endswith(NORRBY)
    assert norrby.place_of("routine.meeting.leader").file.endswith(AGREEMENT)
    assert explain(norrby, one).removeprefix(one) == explain(norrby, other).removeprefix(other)
    assert "varje vecka" == norrby.value(Placeholder("routine.meetings.grupp.cadence"))


@pytest.mark.parametrize(
    ("below", "message"),
    [
        ("  meeting: 14 dagar\n", "meeting (möte): här ska det stå fält med värden"),
        ("  meeting:\n    window: {weekday: fredag}\n", "i routine › meeting › window"),
    ],
    ids=["no record", "within the record"],
)
def test_faults_are_told_by_the_name_that_was_written(below: str, message: str, example_copy: Copy) -> None:
    """At its line, once."""
    _, problems = check(example_copy(edit_example(NORRBY, (f"  meeting:\n{OWN}", below))))

    assert [message in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    ("written", "words", "every_day"),
    [("10 arbetsdagar", "inom tio arbetsdagar", False), ("24 timmar", "inom 24 timmar", True)],
)
def test_rule_below_of_another_kind_than_above_has_the_last_word(
    written: str, words: str, every_day: bool, example_copy: Copy
) -> None:
    """The agreement counts every day; the municipality writes working days, or hours."""
    files = edit_example(NORRBY, (OWN, f"    within: {written}\n"))
    meeting = load(example_copy(files)).binders["norrby"].routine.meeting

    assert meeting is not None
    assert words == meeting.limit
    assert every_day == ("Alla dagar räknas, också helger." in meeting.counting)


def test_routine_may_be_without_a_meeting(example_copy: Copy) -> None:
    """What asks for one then is told at its line."""
    _, problems = check(example_copy(edit_example(NORRBY, (f"  meeting:\n{OWN}", "  remove: [meeting]\n"))))

    assert {"unknown-id", "placeholder-unfilled"} == {problem.rule for problem in problems}
