"""What an editor probably meant: Swedish names, everyday words and misspellings lead to what there is."""

from typing import get_args

import pytest

from macros.records import spelling
from macros.records.base import Record, State
from macros.records.contact import Contact
from macros.records.municipality import Membership, Municipality
from macros.records.shared_records import Control
from macros.records.unknown_field import KINDS

STATES: tuple[str, ...] = get_args(State)
STATE_SAID = Contact.model_fields["state"].description or ""
STATUS_SAID = Membership.model_fields["status"].description or ""


@pytest.mark.parametrize(
    ("model", "written", "meant"),
    [
        (Contact, "telefon", "phone"),
        (Contact, "Telefon", "phone"),
        (Contact, "telefn", "phone"),
        (Contact, "telefonnummer", "phone"),
        (Contact, "kontrollerad", "checked"),
        (Contact, "Kontrollerat", "checked"),
        (Contact, "e-post", "email"),
        (Contact, "epost", "email"),
        (Contact, "mejl", "email"),
        (Contact, "öppettider", "hours"),
        (Contact, "oppet", "hours"),
        (Contact, "läge", "state"),
        (Contact, "lage", "state"),
        (Contact, "anmarkning", "note"),
        (Control, "gäller från", "valid_from"),
        (Control, "galler_fran", "valid_from"),
        (Control, "ses-över-senast", "revise_by"),
        (Contact, "fax", ""),
    ],
)
def test_a_field_is_found_by_its_swedish_name(model: type[Record], written: str, meant: str) -> None:
    """Also without rings and dots, in capitals, misspelt, or by an everyday word."""
    assert meant == spelling.guess_field(model, written)


@pytest.mark.parametrize(("kind", "title"), KINDS.items())
def test_a_kind_is_found_by_its_swedish_name(kind: str, title: str) -> None:
    """At the top of a level's file, where it stands beside the level's own fields."""
    assert kind == spelling.guess_field(Municipality, title, KINDS)


@pytest.mark.parametrize(
    ("written", "allowed", "said", "meant"),
    [
        ("antagen", STATES, STATE_SAID, "adopted"),
        ("antaget", STATES, STATE_SAID, "adopted"),
        ("fastställd", STATES, STATE_SAID, "adopted"),
        ("Utkast", STATES, STATE_SAID, "draft"),
        ("förslag", STATES, STATE_SAID, "proposed"),
        ("forslag", STATES, STATE_SAID, "proposed"),
        ("exempel", STATES, STATE_SAID, "example"),
        ("adoptd", STATES, STATE_SAID, "adopted"),
        ("medlem", ("joining", "member", "left"), STATUS_SAID, "member"),
        ("på väg in", ("joining", "member", "left"), STATUS_SAID, "joining"),
        ("har lämnat", ("joining", "member", "left"), STATUS_SAID, "left"),
        ("xyz", STATES, STATE_SAID, ""),
    ],
)
def test_a_choice_is_found_by_its_swedish_name(
    written: str, allowed: tuple[str, ...], said: str, meant: str
) -> None:
    """The words are those of the field's own description, and some everyday ones."""
    assert meant == spelling.guess_choice(written, allowed, said)


def test_a_lost_field_has_a_home() -> None:
    """A line indented too little belongs to a kind that has its field."""
    assert [["contacts"], []] == [spelling.kinds_with_field("hours"), spelling.kinds_with_field("telefon")]
