"""How a lower level changes what stands above it, and how the binder remembers who wrote what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.records.binder import Binder, Shelf
from macros.records.path import NoSuchPathError
from macros.records.text import Placeholder
from macros.rendering.explain import explain

Copy = Callable[..., Path]

TOWN = """\
state: example
name: Provby
area: exempelbygden
county: Granlands län
membership: {status: member}
contacts: [{id: elevhalsa, service: elevhalsa, role: Expeditionen, phone: 070-174 06 40}]
"""


@pytest.fixture
def provby(example_copy: Copy) -> Callable[[str], Binder]:
    """Give the binder of a third municipality that has some lines of its own."""

    def binder(more: str) -> Binder:
        return load(example_copy({"municipalities/provby.yaml": TOWN + more})).binders["provby"]

    return binder


def test_the_municipalitys_wording_wins_in_place(example: Shelf) -> None:
    """Same id: the lower level's text replaces, and the order stays."""
    here = example.binders["norrby"].checklists["samverkan"].questions
    there = example.binders["soderby"].checklists["samverkan"].questions

    assert "Vem kallar, och vem bokar lokal i Folkets hus?" == _text(here[3])
    assert "Vem kallar, och vem bokar lokal?" == _text(there[2])
    assert [q.id for q in there] == [q.id for q in here if q.id != "ring"]


def test_what_the_change_does_not_mention_stays(example: Shelf) -> None:
    """Only the field that is written is replaced."""
    meeting = example.binders["norrby"].routine.meeting

    assert "10 dagar" == f"{meeting.within.number} dagar"
    assert "calendar" == meeting.day_kind


def test_new_records_stand_last(example: Shelf) -> None:
    """An id that is new at a lower level comes after those above."""
    assert ["bup", "bvc", "elevhalsa", "socialtjanst"] == [
        contact.id for contact in example.binders["norrby"].contacts
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("before: ser", ["ny", "ser", "vem-pratar"]),
        ("after: ser", ["ser", "ny", "vem-pratar"]),
        ("before: vem-pratar", ["ser", "ny", "vem-pratar"]),
    ],
)
def test_a_new_record_asks_for_its_place(
    order: str, expected: list[str], provby: Callable[[str], Binder]
) -> None:
    """``before:`` and ``after:`` an id."""
    questions = (
        provby(f"checklists: {{samverkan: {{questions: [{{id: ny, {order}, phase: fore, text: Ny?}}]}}}}")
        .checklists["samverkan"]
        .questions
    )

    assert expected == [question.id for question in questions][:3]


def test_a_record_from_above_may_be_moved(provby: Callable[[str], Binder]) -> None:
    """An order on an id from above moves it, and its text stays."""
    questions = (
        provby("checklists: {samverkan: {questions: [{id: nasta-mote, before: ser}]}}")
        .checklists["samverkan"]
        .questions
    )

    assert ["nasta-mote", "ser"] == [question.id for question in questions][:2]
    assert "När ses vi igen?" == _text(questions[0])


def test_a_record_is_removed(provby: Callable[[str], Binder]) -> None:
    """``- remove: id`` takes a record from above away."""
    assert ["skola", "vard"] == [
        lane.id
        for lane in provby(
            "flow: {lanes: [{remove: socialtjanst}], nodes: [{remove: radgivning}, {remove: familjestod}], "
            "edges: [{remove: rad-stod}]}"
        ).flow.lanes
    ]


def test_a_field_is_removed(provby: Callable[[str], Binder]) -> None:
    """``remove: [field]`` takes a field from above away."""
    binder = provby("routine: {remove: [steering_group, history]}")

    assert (None, []) == (binder.routine.steering_group, binder.routine.history)


def test_an_entry_of_a_mapping_is_removed(provby: Callable[[str], Binder]) -> None:
    """In a mapping, ``remove`` names keys."""
    assert (
        "enkat-folder"
        not in provby("surveys: {remove: [enkat-folder]}\nleaflets: {familj: {remove: [survey]}}").surveys
    )


def test_a_plain_list_is_replaced(provby: Callable[[str], Binder]) -> None:
    """Texts have no ids: a list of them is one value."""
    group = provby("routine: {steering_group: {members: [Rektor]}}").routine.steering_group

    assert group is not None
    assert ["Rektor"] == [member.fill(str) for member in group.members]
    assert 2 == len(group.tasks)


def test_a_term_is_replaced_as_one(provby: Callable[[str], Binder]) -> None:
    """A term's forms are one value: no text mixes two words."""
    forms = (
        "möte: träff, ett möte: en träff, mötet: träffen, mötets: träffens, möten: träffar, mötena: träffarna"
    )
    binder = provby(f"terms: {{mote: {{forms: {{{forms}}}}}}}")

    assert {"träff", "en träff", "träffen", "träffens", "träffar", "träffarna"} == set(
        binder.phrases.values()
    )


def test_a_municipality_is_a_file_or_a_folder(example: Shelf) -> None:
    """A folder's other files are keys beside those of its index."""
    assert "Kuratorn, Söderbyskolan" == example.binders["soderby"].contacts[2].who.fill(str)
    assert "Skolsköterskan, Norrbyskolan" == example.binders["norrby"].contacts[2].who.fill(str)


def test_one_contact_in_the_area_serves_all(example: Shelf) -> None:
    """Anything may stand at any level; the municipality adds a number to it."""
    phones = {
        slug: next(contact.phone for contact in binder.contacts if contact.id == "bvc")
        for slug, binder in example.binders.items()
    }

    assert {"norrby": "070-174 06 22", "soderby": "070-174 06 10"} == phones


def test_an_untouched_kind_is_one_shared_object(example: Shelf) -> None:
    """The cost of a municipality follows what it changes."""
    norrby, soderby = example.binders["norrby"], example.binders["soderby"]

    assert norrby.flow is soderby.flow
    assert norrby.agreement is soderby.agreement
    assert norrby.routine is not soderby.routine
    assert norrby.routine.steps[0] is soderby.routine.steps[0]


# States


def _adopt(copy: Copy, record: str, own: str) -> Binder:
    """Give Provby's binder with an adopted routine above and some lines of its own."""
    folder = copy()
    routine = folder / "agreements" / "exempelavtalet" / "routine.yaml"
    routine.write_text(f"state: {record}\n{routine.read_text(encoding='utf-8')}", encoding="utf-8")
    (folder / "municipalities" / "provby.yaml").write_text(
        TOWN.replace("state: example", "state: draft") + own, encoding="utf-8"
    )
    return load(folder).binders["provby"]


def test_a_record_takes_its_holders_state(example: Shelf) -> None:
    """Without a state of its own, what it lies in tells."""
    norrby = example.binders["norrby"]

    assert ("example", "example") == (norrby.routine.state, norrby.routine.steps[0].state)


def test_an_explicit_state_holds_inside_too(example_copy: Copy) -> None:
    """A state that is written wins, and what lies inside takes it."""
    routine = _adopt(example_copy, "adopted", "").routine

    assert ("adopted", "adopted") == (routine.state, routine.steps[0].state)


def test_the_weaker_state_wins_where_a_lower_level_changes(example_copy: Copy) -> None:
    """A municipality's draft of an adopted rule is no adopted rule; what it leaves alone still is."""
    routine = _adopt(example_copy, "adopted", "routine: {meeting: {within: 5 dagar}}").routine

    assert "draft" == routine.meeting.state
    assert "adopted" == routine.steps[0].state


def test_a_lower_level_does_not_strengthen_by_changing(example_copy: Copy) -> None:
    """A proposal stays one when a draft changes it."""
    routine = _adopt(example_copy, "proposed", "routine: {meeting: {within: 5 dagar}}").routine

    assert "proposed" == routine.meeting.state


def test_a_lower_level_may_say_its_state(example_copy: Copy) -> None:
    """An explicit state wins over the rule of the weaker."""
    own = "routine: {meeting: {within: 5 dagar, state: adopted}}"

    assert "adopted" == _adopt(example_copy, "proposed", own).routine.meeting.state


def test_a_new_record_takes_its_own_levels_state(example_copy: Copy) -> None:
    """What a draft level adds to an adopted record is a draft."""
    own = "routine: {steps: [{id: ny, phase: fore, title: Nytt, text: Ny text.}]}"
    steps = _adopt(example_copy, "adopted", own).routine.steps

    assert ("adopted", "draft") == (steps[0].state, steps[-1].state)


def test_the_binder_is_as_sure_as_its_weakest_level(example_copy: Copy) -> None:
    """Of example, proposed, draft and adopted, example is the weakest."""
    assert "example" == _adopt(example_copy, "adopted", "").state


# Where it comes from


def test_a_changed_record_remembers_both_places(example: Shelf) -> None:
    """``place`` is where it was first written, ``changed`` where a lower level changed it."""
    norrby = example.binders["norrby"]
    question = norrby.checklists["samverkan"].questions[3]

    assert question.place is not None
    assert question.changed is not None
    assert ("tests/exempel/agreements/exempelavtalet/checklists/samverkan.yaml", 20) == question.place[:2]
    assert ("tests/exempel/municipalities/norrby.yaml", 33) == question.changed[:2]
    assert ("Exempelavtalet", "Norrby") == (
        norrby.level_of(question.place),
        norrby.level_of(question.changed),
    )


def test_an_untouched_record_is_not_changed(example: Shelf) -> None:
    """Norrby changes one question; its neighbours are still the agreement's."""
    assert [None, None] == [
        record.changed
        for record in (
            example.binders["norrby"].checklists["samverkan"].questions[0],
            example.binders["soderby"].checklists["samverkan"].questions[2],
        )
    ]


def test_explain_names_value_file_line_and_level(example: Shelf) -> None:
    """Each binder tells where its own value was written."""
    path = "routine.meeting.within"

    assert [
        "routine.meeting.within = tio dagar\n  tests/exempel/municipalities/norrby.yaml:24  (Norrby)",
        "routine.meeting.within = tre veckor\n  tests/exempel/municipalities/soderby/index.yaml:13  (Söderby)",
    ] == [explain(binder, path) for binder in example.binders.values()]


def test_explain_tells_of_texts_lists_and_gaps(example: Shelf) -> None:
    """A text is filled in, a list counted, what is left out said to be."""
    norrby = example.binders["norrby"]

    assert (
        "routine.steps.kalla.text = Samverkansmötet ska hållas inom tio dagar."
        == explain(norrby, "routine.steps.kalla.text").splitlines()[0]
    )
    assert [
        "contacts = 4 poster: bup, bvc, elevhalsa, socialtjanst",
        "agreement.aims = 2 poster",
        "routine.steering_group = fälten name, text, members, meets, led_by, tasks",
    ] == [
        explain(norrby, path).splitlines()[0]
        for path in ("contacts", "agreement.aims", "routine.steering_group")
    ]
    assert "contacts.bvc.hours = (utelämnat)" == explain(norrby, "contacts.bvc.hours")


def test_explain_tells_of_records_and_names(example: Shelf) -> None:
    """A record's values stand below it; the municipality's name in addresses is its file's."""
    norrby = example.binders["norrby"]

    assert [
        "  id: bvc",
        "  service: bvc",
        "  role: Mottagningen",
        "  location: för båda kommunerna",
        "  phone: 070-174 06 22",
    ] == [line for line in explain(norrby, "contacts.bvc").splitlines()[2:] if "state" not in line][:5]
    assert (
        "slug = norrby\n  tests/exempel/municipalities/norrby.yaml  (Norrby: filens eller mappens namn)"
        == explain(norrby, "slug")
    )
    assert "(förvalt eller ärvt: ingen egen rad)" in explain(norrby, "contacts.bvc.state")


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
    ("path", "places"),
    [
        ("agreements/exempelavtalet/introduction.yaml", ["agreements/exempelavtalet/introduction.yaml:1"]),
        ("areas/exempelbygden/introduction.yaml", ["areas/exempelbygden/introduction.yaml:1"]),
        ("municipalities/soderby/introduction.yaml", ["municipalities/soderby/introduction.yaml:1"]),
    ],
)
def test_a_missing_field_is_reported_once_where_it_went_missing(
    path: str, places: list[str], example_copy: Copy
) -> None:
    """At the highest level all of whose binders lack it, whatever the number of binders."""
    folder = example_copy()
    target = folder / path
    if target.exists():
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        target.write_text("".join(line for line in lines if not line.startswith("minutes")), encoding="utf-8")
    else:
        target.write_text("remove: [minutes]\n", encoding="utf-8")
    _, problems = check(folder)

    assert [f"data/{place}: fältet ”minutes” (lästid) saknas, i introduction" for place in places] == [
        str(problem).splitlines()[0] for problem in problems
    ]


@pytest.mark.parametrize(
    "path", ["agreements/exempelavtalet/routine.yaml", "areas/exempelbygden/contacts.yaml", "laws.yaml"]
)
def test_a_level_that_cannot_be_read_silences_what_hangs_on_it(path: str, example_copy: Copy) -> None:
    """One broken file is one message, however many levels build on it."""
    _, problems = check(example_copy({path: "- {\n"}))

    assert [f"data/{path}"] == [problem.file for problem in problems]


def test_what_one_municipality_lacks_is_told_in_its_own_file(example_copy: Copy) -> None:
    """The agreement's leaflet names a contact that the others have: the new file is the one to open."""
    town = TOWN.replace("contacts:", "# contacts:")
    leaflet = "data/agreements/exempelavtalet/leaflets/familj.yaml"
    _, problems = check(example_copy({"municipalities/provby.yaml": town}))

    assert [
        "data/municipalities/provby.yaml:1: platshållaren ”{contacts.elevhalsa.phone}” finns inte i pärmen, "
        f"men behövs på {leaflet}:115",
        f"data/municipalities/provby.yaml:1: ”elevhalsa” finns inte, men behövs på {leaflet}:119",
    ] == [str(problem).splitlines()[0] for problem in problems]


def test_what_all_lack_is_told_where_it_is_needed(example_copy: Copy) -> None:
    """A name that no binder knows is a fault of the text."""
    folder = example_copy()
    leaflet = folder / "agreements" / "exempelavtalet" / "leaflets" / "familj.yaml"
    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(text.replace("contact: elevhalsa", "contact: elevhalsan"), encoding="utf-8")
    _, problems = check(folder)

    assert [f"{leaflet.as_posix()}:119: ”elevhalsan” finns inte"] == [
        str(problem).splitlines()[0] for problem in problems
    ]


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


def _text(record: object) -> str:
    return str(getattr(record, "text").fill(str))  # noqa: B009
