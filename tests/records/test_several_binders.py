"""A municipality in several areas: its binders, their levels, what is common and what is each one's own."""

import pytest

from macros.checks import check
from macros.records.due import falling_due
from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from macros.rendering.explain import explain
from macros.rendering.surface import Paper, Web
from macros.web.site_fingerprints import fingerprints
from tests.conftest import TODAY, Copy
from tests.edits import copy_example, edit_example, replace_in
from tests.several import several

SITE = "https://parm.example"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Norrby in two areas with agreements of their own, and in a part of the first."""
    return load(copy_example(tmp_path_factory.mktemp("several") / "data", several()), TODAY)


def test_each_area_gives_a_binder_with_an_address_of_its_own(shelf: Shelf) -> None:
    """The first has the short address, whatever the order in the file."""
    assert ["norrby", "norrby/a-bygden", "norrby/delbygden", "soderby"] == list(shelf.binders)
    assert ["norrby", "soderby"] == list(shelf.first_binders)
    assert {"exempelbygden": "member", "a-bygden": "joining", "delbygden": "member"} == {
        binder.levels.area_slug: binder.membership.status for binder in shelf.binders_of("norrby")
    }


def test_levels_of_any_depth_are_laid_over_each_other(shelf: Shelf) -> None:
    """A part of an area changes what the area says; what is written under another area is not seen."""
    first, other, part = shelf.binders_of("norrby")

    assert ["Rutinen", "Rutinen", "Delbygdens rutin"] == [
        binder.routine.title.fill(binder.value) for binder in (first, other, part)
    ]
    assert ["tio dagar", "fem dagar", "14 dagar"] == [
        str(binder.routine.meeting.within) for binder in (first, other, part)
    ]
    assert ["exempelavtalet", "a-avtalet", "exempelavtalet"] == [
        binder.levels.agreement_slug for binder in (first, other, part)
    ]


def test_binders_under_one_agreement_are_called_by_their_areas(shelf: Shelf) -> None:
    """Two that were both called by the agreement could not be told apart."""
    assert ["Exempelbygden", "Andra avtalet", "Delbygden"] == [
        binder.title for binder in shelf.binders_of("norrby")
    ]


def test_what_belongs_to_the_municipality_serves_all_its_binders(shelf: Shelf) -> None:
    """Its own contacts stand in each; an area's stand in the binders of that area."""
    first, other, part = ({contact.id for contact in b.contacts} for b in shelf.binders_of("norrby"))

    assert {"elevhalsa", "socialtjanst"} <= first & other & part
    assert {"bup", "bvc"} == first - other
    assert {"bup-andra"} == other - first


@pytest.mark.parametrize(
    ("address", "path", "line"),
    [
        ("norrby", "routine.meeting.within", "routine.meeting.within = tio dagar"),
        ("norrby/a-bygden", "routine.meeting.within", "routine.meeting.within = fem dagar"),
        ("norrby/a-bygden", "membership.status", "membership.status = joining"),
        ("norrby/a-bygden", "address", "address = norrby/a-bygden"),
    ],
)
def test_a_binder_says_where_its_values_come_from(address: str, path: str, line: str, shelf: Shelf) -> None:
    """What is written under an area is the municipality's own."""
    binder = shelf.binders[address]
    said, origin = explain(binder, path).splitlines()[:2]

    assert line == said
    assert "municipalities/norrby.yaml" in origin
    assert path == "address" or binder.wrote(binder.place_of(path))


@pytest.mark.parametrize(
    ("binder", "page", "depth", "web", "paper"),
    [
        ("norrby", "rutin", 2, "../rutin/", "/norrby/rutin/"),
        ("norrby/a-bygden", "rutin", 3, "../rutin/", "/norrby/a-bygden/rutin/"),
        ("norrby/a-bygden", "", 2, "./", "/norrby/a-bygden/"),
        ("norrby/a-bygden", "kontakter", 3, "../../kontakter/", "/norrby/kontakter/"),
        ("norrby/a-bygden", "/lagar", 3, "../../../lagar/", "/lagar/"),
    ],
)
def test_links_lead_within_the_binder_and_to_what_is_common(
    binder: str, page: str, depth: int, web: str, paper: str
) -> None:
    """The page of contacts stands once for the municipality."""
    assert web == Web(binder, depth).link(page)
    assert "../a-bygden/rutin/" == Web("norrby/a-bygden", 2, beside=True).link("rutin")
    assert "../kontakter/" == Web("norrby/a-bygden", 2, beside=True).link("kontakter")
    assert "a-bygden/pdf/rutin.pdf" == Web("norrby/a-bygden", 1, beside=True).pdf("rutin")
    assert SITE + paper == Paper(binder, SITE).link(page)


def test_a_fault_in_one_binder_is_told_where_it_is_written(example_copy: Copy) -> None:
    """Not at the agreement that the municipality's other binder shares with others."""
    files = several()
    wrong = "{meeting: {within: 5 dagar}, lead: 'Ring {contacts.bvcc.phone}.'}"
    town = replace_in(files["municipalities/norrby.yaml"], ("{meeting: {within: 5 dagar}}", wrong))
    _, problems = check(example_copy({**files, "municipalities/norrby.yaml": town}), TODAY)

    assert [("data/municipalities/norrby.yaml", 8)] == [(problem.file, problem.line) for problem in problems]


def test_what_only_one_binder_lacks_is_told_under_its_area(example_copy: Copy) -> None:
    """A contact that the agreement's leaflet names, and that the municipality removes in one of its areas."""
    files = several()
    text = replace_in(
        files["municipalities/norrby.yaml"],
        ("    contacts:\n", "    contacts:\n      - remove: elevhalsa\n"),
    )
    _, problems = check(example_copy({**files, "municipalities/norrby.yaml": text}), TODAY)
    line = text.splitlines().index("  exempelbygden:") + 1

    assert {("data/municipalities/norrby.yaml", line)} == {
        (problem.file, problem.line) for problem in problems
    }


def test_a_contact_of_two_agreements_is_a_fault_at_the_second(example_copy: Copy) -> None:
    """The municipality's page has each contact once."""
    files = several()
    contacts = replace_in(files["agreements/a-avtalet/contacts.yaml"], ("id: bup-andra", "id: bup"))
    _, problems = check(example_copy({**files, "agreements/a-avtalet/contacts.yaml": contacts}), TODAY)

    assert [("data/agreements/a-avtalet/contacts.yaml", 2, "contact-twice")] == [
        (problem.file, problem.line, problem.rule) for problem in problems
    ]


def test_the_fingerprint_sees_a_change_in_the_further_binders_agreement(example_copy: Copy) -> None:
    """The municipality's pages and the binder's sheets are made again; the others' are not."""
    before = load(example_copy(several()), TODAY)
    old = fingerprints(before)
    lead = ("short: Andra avtalet", "short: Tredje avtalet")
    changed = replace_in(several()["agreements/a-avtalet/index.yaml"], lead)
    after = load(example_copy({**several(), "agreements/a-avtalet/index.yaml": changed}), TODAY)
    new = fingerprints(after)

    assert {"norrby", ""} == {slug for slug in old if old[slug] != new[slug]}
    assert {"norrby/a-bygden"} == {
        key
        for key, binder in before.binders.items()
        if before.fingerprint(binder) != after.fingerprint(after.binders[key])
    }


def test_a_municipality_in_several_areas_falls_due_once(shelf: Shelf) -> None:
    """What stands once in the file is one thing to do."""
    keys = [due.key for due in falling_due(shelf, 400)]

    assert len(keys) == len(set(keys))
    assert all(len(due.municipalities) == len(set(due.municipalities)) for due in falling_due(shelf, 400))


def test_one_area_in_short_is_the_same_as_the_mapping(example_copy: Copy) -> None:
    """``area: x`` and a list of one are read as ``areas``."""
    short = load(example_copy({}), TODAY).binders["norrby"]
    for areas in ("areas: [exempelbygden]", "areas:\n  exempelbygden:\n    state: example"):
        files = edit_example("municipalities/norrby.yaml", ("area: exempelbygden", areas))
        binder = load(example_copy(files), TODAY).binders["norrby"]

        assert dict(short.membership) == dict(binder.membership)
        assert short.levels.area_slug == binder.levels.area_slug
