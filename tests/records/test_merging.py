"""How a lower level changes what stands above it, and how the binder remembers who wrote what."""

import re
from pathlib import Path
from typing import Any

import pytest

from macros.checks import check, load
from macros.problems import Problem
from macros.records.path import NoSuchPathError, lookup
from macros.records.text import Placeholder
from macros.records.whole_shelf import Shelf
from macros.rendering.explain import explain
from tests.conftest import TODAY, Copy
from tests.edits import edit_example
from tests.small import LEVELS, SLUG, write_small

TOWN = """\
state: example
name: Provby
area: exempelbygden
county: Granlands län
membership: {status: member}
contacts: [{id: elevhalsa, service: elevhalsa, role: Expeditionen, phone: 070-174 06 40}]
"""
FORMS = "möte: träff, ett möte: en träff, mötet: träffen, mötets: träffens, möten: träffar, mötena: träffarna"
QUESTION = "checklists: {{samverkan: {{questions: [{{id: ny, {}, phase: fore, text: Ny?}}]}}}}"
MOVED = "checklists: {samverkan: {questions: [{id: vem-kallar, before: ser}]}}"
FEWER_LANES = (
    "flow: {lanes: [{remove: socialtjanst}], nodes: [{remove: radgivning}, {remove: familjestod}], "
    "edges: [{remove: rad-stod}]}"
)


def first_lines(problems: list[Problem]) -> list[str]:
    """Return what problems say, without their advice."""
    return [str(problem).splitlines()[0] for problem in problems]


def plain(value: Any) -> Any:
    """Put a value of a binder in plain words: a list by its ids or its texts."""
    if isinstance(value, list):
        return [getattr(item, "id", None) or plain(item) for item in value]
    return value.fill(str) if hasattr(value, "fill") else value


@pytest.mark.parametrize(
    ("own", "path", "expected"),
    [
        pytest.param(QUESTION.format("before: ser"), "questions", ["ny", "ser", "vem-pratar"], id="before"),
        pytest.param(QUESTION.format("after: ser"), "questions", ["ser", "ny", "vem-pratar"], id="after"),
        pytest.param(
            QUESTION.format("before: vem-pratar"), "questions", ["ser", "ny", "vem-pratar"], id="between"
        ),
        pytest.param(
            "checklists: {samverkan: {questions: [{id: ny, phase: fore, text: Ny?}]}}",
            "questions",
            ["ser", "vem-pratar", "vem-kallar", "ny", "barnets-ord"],
            id="last-of-its-phase",
        ),
        pytest.param(MOVED, "questions", ["vem-kallar", "ser"], id="moved"),
        pytest.param(
            MOVED, "questions.vem-kallar.text", "Vem kallar, och vem bokar lokal?", id="moved-keeps-its-text"
        ),
        pytest.param(FEWER_LANES, "flow.lanes", ["skola", "vard"], id="record-removed"),
        pytest.param(
            "routine: {remove: [steering_group]}", "routine.steering_group", None, id="field-removed"
        ),
        pytest.param("routine: {remove: [history]}", "routine.history", [], id="list-removed"),
        pytest.param(
            "surveys: {remove: [enkat-folder]}\nleaflets: {familj: {remove: [survey]}}",
            "leaflets.familj.survey",
            None,
            id="entry-of-a-mapping-removed",
        ),
        pytest.param(
            "routine: {steering_group: {members: [Rektor]}}",
            "routine.steering_group.members",
            ["Rektor"],
            id="plain-list-replaced",
        ),
    ],
)
def test_lower_level_changes_what_is_above(own: str, path: str, expected: Any, example_copy: Copy) -> None:
    """Records merge on their ids, in the order asked for; what is removed is gone; texts are one value."""
    binder = load(example_copy({"municipalities/provby.yaml": TOWN + own})).binders["provby"]
    value = plain(lookup(binder, path.replace("questions", "checklists.samverkan.questions")))

    assert expected == (value[: len(expected)] if path == "questions" else value)
    assert "enkat-folder" not in own or "enkat-folder" not in binder.surveys
    assert binder.routine.steering_group is None or 2 == len(binder.routine.steering_group.tasks)


def test_term_is_replaced_as_one(example_copy: Copy) -> None:
    """A term's forms are one value: no text mixes two words."""
    own = f"terms: {{mote: {{forms: {{{FORMS}}}}}}}"
    binder = load(example_copy({"municipalities/provby.yaml": TOWN + own})).binders["provby"]

    words = ["träff", "en träff", "träffen", "träffens", "träffar", "träffarna"]
    assert words == list(binder.phrases.values())


def test_wording_of_the_municipality_wins_in_place(example: Shelf) -> None:
    """Same id: the lower level's text replaces, the order and the other fields stay; new ids stand last."""
    norrby, soderby = example.binders["norrby"], example.binders["soderby"]
    here, there = (binder.checklists["samverkan"].questions for binder in (norrby, soderby))

    assert "Vem kallar, och vem bokar lokal i Folkets hus?" == plain(here[3].text)
    assert "Vem kallar, och vem bokar lokal?" == plain(there[2].text)
    assert [q.id for q in there] == [q.id for q in here if q.id != "ring"]
    assert ("tio dagar", "calendar") == (str(norrby.routine.meeting.within), norrby.routine.meeting.day_kind)
    assert ["bup", "bvc", "elevhalsa", "socialtjanst"] == plain(norrby.contacts)


def test_municipality_is_a_file_or_a_folder_and_shares_the_contacts_of_its_area(example: Shelf) -> None:
    """A folder's other files are keys beside those of its index; a municipality adds its number to a contact."""
    assert {
        "norrby": ("Skolsköterskan, Norrbyskolan", "070-174 06 22"),
        "soderby": ("Kuratorn, Söderbyskolan", "070-174 06 10"),
    } == {
        slug: (plain(binder.contacts[2].who), str(lookup(binder, "contacts.bvc.phone")))
        for slug, binder in example.binders.items()
    }


def test_untouched_kind_is_one_shared_object(example: Shelf) -> None:
    """The cost of a municipality follows what it changes."""
    norrby, soderby = example.binders["norrby"], example.binders["soderby"]

    assert norrby.routine is not soderby.routine
    assert [True] * 3 == [
        norrby.flow is soderby.flow,
        norrby.agreement is soderby.agreement,
        norrby.routine.steps[0] is soderby.routine.steps[0],
    ]


NEW_STEP = "routine: {steps: [{id: ny, phase: fore, title: Nytt, text: Ny text.}]}"


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        pytest.param(
            "adopted", "", {"routine": "adopted", "routine.steps.borja": "adopted"}, id="holds-inside"
        ),
        pytest.param(
            "adopted",
            "routine: {meeting: {within: 5 dagar}}",
            {"routine.meeting": "draft", "routine.steps.borja": "adopted"},
            id="draft-of-an-adopted-rule",
        ),
        pytest.param(
            "proposed",
            "routine: {meeting: {within: 5 dagar}}",
            {"routine.meeting": "proposed"},
            id="not-stronger",
        ),
        pytest.param(
            "proposed",
            "routine: {meeting: {within: 5 dagar, state: adopted}}",
            {"routine.meeting": "adopted"},
            id="explicit",
        ),
        pytest.param(
            "adopted",
            NEW_STEP,
            {"routine.steps.borja": "adopted", "routine.steps.ny": "draft"},
            id="new-record",
        ),
    ],
)
def test_weaker_state_wins_where_a_lower_level_changes(
    above: str, own: str, expected: dict[str, str], example_copy: Copy
) -> None:
    """Without a state of its own a record takes its holder's; what a draft level changes is a draft at best."""
    town = {"municipalities/provby.yaml": TOWN.replace("state: example", "state: draft") + own}
    titled = ("title: Rutinen\n", f"title: Rutinen\nstate: {above}\n")
    routine = edit_example("agreements/exempelavtalet/routine.yaml", titled)
    binder = load(example_copy(town | routine)).binders["provby"]

    assert expected == {path: lookup(binder, path).state for path in expected}
    assert "example" == binder.state  # the weakest of its levels


# Where it comes from


def test_a_changed_record_remembers_both_places(example: Shelf) -> None:
    """``place`` is where it was first written, ``changed`` where a lower level changed it."""
    norrby = example.binders["norrby"]
    untouched, _, _, question = norrby.checklists["samverkan"].questions[:4]

    assert untouched.changed is None
    assert ("tests/exempel/agreements/exempelavtalet/checklists/samverkan.yaml", 21) == question.place[:2]
    assert ("tests/exempel/municipalities/norrby.yaml", 33) == question.changed[:2]
    assert ("Exempelavtalet", "Norrby") == (
        norrby.level_of(question.place),
        norrby.level_of(question.changed),
    )


@pytest.mark.parametrize(
    ("slug", "path", "lines"),
    [
        (
            "norrby",
            "routine.meeting.within",
            ["routine.meeting.within = tio dagar", "  tests/exempel/municipalities/norrby.yaml:24  (Norrby)"],
        ),
        (
            "soderby",
            "routine.meeting.within",
            [
                "routine.meeting.within = tre veckor",
                "  tests/exempel/municipalities/soderby/index.yaml:20  (Söderby)",
            ],
        ),
        (
            "norrby",
            "routine.steps.kalla.text",
            ["routine.steps.kalla.text = Samverkansmötet ska hållas inom tio dagar."],
        ),
        ("norrby", "contacts", ["contacts = 4 poster: bup, bvc, elevhalsa, socialtjanst"]),
        ("norrby", "agreement.aims", ["agreement.aims = 2 poster"]),
        (
            "norrby",
            "routine.steering_group",
            ["routine.steering_group = fälten name, text, members, meets, led_by, tasks"],
        ),
        ("norrby", "contacts.bvc.hours", ["contacts.bvc.hours = (utelämnat)"]),
        (
            "norrby",
            "address",
            [
                "address = norrby",
                "  tests/exempel/municipalities/norrby.yaml  (Norrby: filens eller mappens namn)",
            ],
        ),
        (
            "norrby",
            "contacts.bvc.state",
            ["contacts.bvc.state = example", "  (förvalt eller ärvt: ingen egen rad)"],
        ),
        (
            "norrby",
            "contacts.bvc",
            [
                "contacts.bvc = fälten id, services, role, location, phone, email",
                "  tests/exempel/areas/exempelbygden/contacts.yaml:1  (Exempelbygden)",
                "  state: example",
                "  id: bvc",
                "  services: bvc",
                "  role: Mottagningen",
                "  location: för båda kommunerna",
                "  phone: 070-174 06 22",
            ],
        ),
    ],
)
def test_explain_names_value_file_line_and_level(
    slug: str, path: str, lines: list[str], example: Shelf
) -> None:
    """A text is filled in, a list counted, what is left out or inherited said to be; a record's values follow."""
    assert lines == explain(example.binders[slug], path).splitlines()[: len(lines)]


def test_what_stands_in_what_is_left_out_is_empty_but_must_exist(example: Shelf) -> None:
    """No window has no weekday; a misspelt weekday is still a fault."""
    norrby = example.binders["norrby"]
    assert norrby.routine.meeting.window is None

    assert norrby.value(Placeholder("routine.meeting.window.weekday", ", ")) == ""
    with pytest.raises(NoSuchPathError) as caught:
        norrby.value(Placeholder("routine.meeting.window.wekday"))
    assert "weekday" in caught.value.allowed


# Faults


@pytest.mark.parametrize(
    "path",
    [
        "agreements/exempelavtalet/introduction.yaml",
        "areas/exempelbygden/introduction.yaml",
        "municipalities/soderby/introduction.yaml",
    ],
)
def test_a_missing_field_is_reported_once_where_it_went_missing(path: str, example_copy: Copy) -> None:
    """At the highest level all of whose binders lack it, whatever the number of binders."""
    folder = example_copy()
    target = folder / path
    text = target.read_text(encoding="utf-8") if target.exists() else "remove: [lead]\n"
    target.write_text(re.sub("^lead.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    _, problems = check(folder)

    assert [f"data/{path}:1: fältet ”lead” (ingress) saknas, i introduction"] == first_lines(problems)


@pytest.mark.parametrize("name", ["services", "routine"])
def test_an_area_that_is_named_as_a_kind_hides_no_kind(name: str, tmp_path: Path) -> None:
    """Its name is no field that has gone astray: nothing is left out that no message tells of."""
    area, town = LEVELS["areas/litet/index.yaml"], LEVELS[f"municipalities/{SLUG}.yaml"]
    files = {
        f"areas/{name}/index.yaml": area,
        f"municipalities/{SLUG}.yaml": town.replace("area: litet", f"area: {name}"),
    }
    shelf, problems = check(write_small(tmp_path / "data", files=files), TODAY)

    assert ([], frozenset()) == (problems, shelf and shelf.binders[SLUG].lacking)


@pytest.mark.parametrize(
    "path", ["agreements/exempelavtalet/routine.yaml", "areas/exempelbygden/contacts.yaml", "laws.yaml"]
)
def test_a_level_that_cannot_be_read_silences_what_hangs_on_it(path: str, example_copy: Copy) -> None:
    """One broken file is one message, however many levels build on it."""
    _, problems = check(example_copy({path: "- {\n"}))

    assert [f"data/{path}"] == [problem.file for problem in problems]


LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(
            "municipalities/provby.yaml",
            TOWN.replace("contacts:", "# contacts:"),
            [
                "data/municipalities/provby.yaml:1: platshållaren ”{contacts.elevhalsa.phone}” finns inte i pärmen, "
                f"men behövs på data/{LEAFLET}:115",
                f"data/municipalities/provby.yaml:1: ”elevhalsa” finns inte, men behövs på data/{LEAFLET}:119",
            ],
            id="in the file of the one municipality that lacks it",
        ),
        pytest.param(
            LEAFLET,
            edit_example(LEAFLET, ("contact: elevhalsa", "contact: elevhalsan"))[LEAFLET],
            [f"data/{LEAFLET}:119: ”elevhalsan” finns inte"],
            id="where it is needed if all lack it",
        ),
    ],
)
def test_what_is_lacking_is_told_in_the_file_to_open(
    path: str, text: str, expected: list[str], example_copy: Copy
) -> None:
    """The agreement's leaflet names a contact."""
    _, problems = check(example_copy({path: text}))

    assert expected == first_lines(problems)


def test_faults_in_several_levels_are_found_at_once(example_copy: Copy) -> None:
    """A fault in one municipality hides none in another, nor one of another kind in the same."""
    town = (
        TOWN.replace("070-174 06 40", "ring") + "local: [{id: a, page: rutinn, title: A, text: '{mötte}'}]\n"
    )
    _, problems = check(
        example_copy(
            {
                "municipalities/provby.yaml": town,
                "municipalities/motby.yaml": TOWN.replace("Provby", "Motby").replace(
                    "service: elevhalsa", "service: skola"
                ),
                "areas/exempelbygden/local.yaml": "- {id: a, page: rutin, title: A, text: A, mer: B}\n",
            }
        )
    )

    assert ["unknown-field", "unknown-id", "phone", "placeholder-unfilled"] == [
        problem.rule for problem in problems
    ]
