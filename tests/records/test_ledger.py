"""What has been published is found again: where it was, or where it has moved."""

import pytest

from macros.records.addresses import Addresses
from macros.records.ledger import Ledger, find_redirects, list_new_addresses
from macros.records.whole_shelf import Shelf

LIVING = frozenset({"", "nyby", "nyby/rutin", "nyby/pdf/rutin.pdf", "nyby/skola", "nyby/skola/rutin"})
PUBLISHED = {
    "id": "2026-12-01",
    "binders": ["gamlaby", "gamlaby/elev", "nyby", "nyby/elev"],
    "pages": ["rutin", "flode"],
    "sheets": ["rutin"],
}


def ledger(**moved: str) -> Ledger:
    """Return a ledger of four binders, of which one exists under its old address."""
    moves = {old.replace("__", "/"): new for old, new in moved.items()}
    addresses = Addresses.model_validate({"published": [PUBLISHED], "moved": moves})
    return Ledger(LIVING, frozenset({"nyby", "nyby/skola"}), addresses)


@pytest.mark.parametrize(
    ("moved", "old", "new"),
    [
        ({}, "nyby/rutin", "nyby/rutin"),
        ({}, "nyby/flode", None),
        ({"nyby__flode": "nyby/rutin"}, "nyby/flode", "nyby/rutin"),
        ({"nyby__flode": "/nyby/rutin/"}, "nyby/flode", "nyby/rutin"),
        ({"nyby__flode": "nyby/hjalp", "nyby__hjalp": "nyby"}, "nyby/flode", "nyby"),
        ({"nyby__flode": "nyby/hjalp", "nyby__hjalp": "nyby/flode"}, "nyby/flode", None),
        ({"gamlaby": "nyby"}, "gamlaby", "nyby"),
        ({"gamlaby": "nyby"}, "gamlaby/pdf/rutin.pdf", "nyby/pdf/rutin.pdf"),
        ({"gamlaby": "nyby"}, "gamlaby/flode", None),
        ({"gamlaby": "nyby", "gamlaby__flode": "nyby/rutin"}, "gamlaby/flode", "nyby/rutin"),
        ({"gamlaby": "nyby", "nyby__flode": "nyby/rutin"}, "gamlaby/flode", "nyby/rutin"),
        ({"gamlaby": "nyby", "nyby__elev": "nyby/skola"}, "gamlaby/elev/rutin", "nyby/skola/rutin"),
        ({"nyby__elev": "nyby"}, "nyby/elev/rutin", "nyby/rutin"),
        ({"gamlaby": "/"}, "gamlaby/elev/rutin", ""),
        ({"nyby__flode": "nyby/rutin"}, "nyby/flode/fi", None),
        ({"gamlaby": "gamlaby/x"}, "gamlaby/rutin", None),
    ],
)
def test_an_address_leads_where_it_is_now(moved: dict[str, str], old: str, new: str | None) -> None:
    """By its own line first, then by its binder's and its municipality's, from one move to the next."""
    assert new == ledger(**moved).find(old)


def test_all_of_a_municipality_that_has_moved_is_redirected() -> None:
    """Pages and sheets that the new place has too; what exists is left alone."""
    moves = ledger(gamlaby="nyby", nyby__elev="nyby/skola").redirects

    assert {"gamlaby": "nyby", "gamlaby/pdf/rutin.pdf": "nyby/pdf/rutin.pdf"}.items() <= moves.items()
    assert {"nyby", "nyby/rutin", "gamlaby/flode"}.isdisjoint(moves)


def test_a_folder_without_a_ledger_has_published_nothing(example: Shelf) -> None:
    """Nothing has moved; all is new, and binders with the same pages and sheets are one line."""
    (new,) = list_new_addresses(example)

    assert {} == find_redirects(example)
    assert (["norrby", "soderby"], True) == (new.binders, {"rutin", "familj/fi"} <= set(new.pages))
    assert {"rutin", "familj-fi", "familjepaket"} <= set(new.sheets)
