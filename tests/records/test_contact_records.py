"""Contacts of several services, for some districts, with exceptional hours."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.records.contact import services_by_district
from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from tests.conftest import Copy
from tests.edits import edit_example, replace_in
from tests.small import LEVELS, SLUG, load_small


def test_one_contact_answers_for_each_of_its_services(example: Shelf) -> None:
    """The first decides where it stands."""
    soderby = example.binders["soderby"]

    assert ["elevhalsa", "familjecentral"] == [contact.id for contact in soderby.contacts_of("elevhalsa")]
    assert ["bvc", "familjecentral"] == [contact.id for contact in soderby.contacts_of("bvc")]


@pytest.mark.parametrize(
    ("written", "services"),
    [
        ("", ["bvc"]),
        ("service: bup", ["bup"]),
        ("services: bup", ["bup"]),
        ("services: [bup, bvc]", ["bup", "bvc"]),
        ("service: [bup, bvc]", ["bup", "bvc"]),
    ],
)
def test_one_service_is_a_list_of_one(example_copy: Copy, written: str, services: list[str]) -> None:
    """Under either name, also where a municipality changes its area's contact."""
    files = edit_example("municipalities/norrby.yaml", ("  - id: bvc\n", f"  - id: bvc\n    {written}\n"))
    binder = load(example_copy(files)).binders["norrby"]

    (contact,) = (one for one in binder.contacts if one.id == "bvc")
    assert services == contact.services


def test_one_service_is_a_list_of_one_under_an_area_too(tmp_path: Path) -> None:
    """What a municipality has of its own for an area is read as its own file is."""
    town = f"municipalities/{SLUG}.yaml"
    contact = "{id: kurator, state: example, service: elevhalsa, role: Kuratorn, phone: 070-174 06 21}"
    areas = f"areas: {{litet: {{membership: {{status: member}}, contacts: [{contact}]}}}}\n"
    text = replace_in(LEVELS[town], ("area: litet\n", areas), ("\nmembership: {status: member}\n", "\n"))
    binder = load_small(tmp_path / "data", files={town: text}).binders[SLUG]

    assert [["elevhalsa"], ["elevhalsa"]] == [contact.services for contact in binder.contacts]


def test_where_one_lives_matters_only_where_contacts_are_told_apart_by_it(example: Shelf) -> None:
    """BVC has one contact for all and one for a part: nobody need say where."""
    assert {"elevhalsa"} == services_by_district(example.binders["soderby"].contacts)
    assert set() == services_by_district(example.binders["norrby"].contacts)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-11-20", False),
        ("2026-11-21", True),
        ("2026-12-31", True),
        ("2027-01-06", True),
        ("2027-01-07", False),
    ],
)
def test_exceptional_hours_are_shown_from_a_month_before_to_the_last_day(
    example: Shelf, day: str, shown: bool
) -> None:
    """And that a day is near enters the fingerprint, so that pages and sheets are made anew."""
    today = date.fromisoformat(day)
    binder = example.binders["soderby"]
    fingerprint, earlier = (
        replace(example, today=each).fingerprint(binder) for each in (today, date(2026, 11, 20))
    )
    (contact,) = (one for one in binder.contacts if one.id == "familjecentral")

    assert shown == bool(contact.exceptions(today))
    assert ["Stängt 21 december 2026 – 6 januari 2027"] == [str(exception) for exception in contact.schedule]
    assert (day == "2026-11-20") == (fingerprint == earlier)
