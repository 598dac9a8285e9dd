"""A municipality with very many contacts: its sheets grow by a line each, and are laid out once."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.paper import fit
from macros.paper.documents import Writer
from macros.paper.sheets import CARDS_ROOM, choose_family_contacts
from macros.records.registry import DOCUMENTS
from macros.records.whole_shelf import Shelf
from tests.edits import EXAMPLE
from tests.small import LEVELS, SLUG, load_small


def write_sheet(shelf: Shelf, name: str, count: int, **changes: str) -> str:
    """Write a sheet of Norrby's with so many contacts, in turn of three services."""
    binder = shelf.binders["norrby"]
    three = [contact for contact in binder.contacts if "bup" not in contact.services]
    contacts = [
        three[n % len(three)].model_copy(update={"id": f"nummer-{n}", **changes}) for n in range(count)
    ]
    return Writer(shelf, binder.model_copy(update={"contacts": contacts})).sheet(name).html


@pytest.mark.parametrize("count", [CARDS_ROOM + 1, 3 * CARDS_ROOM])
def test_many_contacts_are_a_line_each_and_each_service_a_heading(count: int, example: Shelf) -> None:
    """Up to a limit they are cards, which repeat what the service does."""
    html, cards = (write_sheet(example, "kontakter", number) for number in (count, CARDS_ROOM))
    contact_list = html.partition('class="contact_list"')[2]

    assert (CARDS_ROOM, 0) == (cards.count('class="contact '), html.count('class="contact '))
    assert (count, 3, 3) == tuple(len(re.findall(tag, contact_list)) for tag in ("<li>", "<h3", "<ul"))
    assert "kontrollera" not in contact_list  # that they are examples says enough
    assert count == len(re.findall(r'"unsure">070-174 06 \d\d<', contact_list))
    assert 1 == html.count("Exempel: påhittade nummer")  # once, over all
    assert count == contact_list.count('href="mailto:')


def test_a_number_that_is_no_example_says_whether_it_is_checked(example: Shelf) -> None:
    html = write_sheet(example, "kontakter", CARDS_ROOM + 1, state="proposed")

    assert 1 == html.count("Förslag: inget nummer är kontrollerat")


def test_the_introduction_lists_what_a_page_has_room_for(example: Shelf) -> None:
    """It says how many there are, and where; up to a limit it lists them all."""
    large, small = (write_sheet(example, "introduktion", CARDS_ROOM + more) for more in (1, 0))

    assert [16, CARDS_ROOM] == [html.count('<td class="phone">') for html in (large, small)]
    assert [True, False] == ["Här får 16 av 101 kontakter plats." in html for html in (large, small)]


def test_a_long_directory_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many its pages, it is not set smaller to save any."""
    document = next(document for document in DOCUMENTS if document.name == "kontakter")
    pages = [SimpleNamespace()] * 300
    laid_out: list[object] = []
    monkeypatch.setattr(fit, "find_overfull", lambda _: [])
    monkeypatch.setattr(fit, "page_boxes", lambda _: pages)
    monkeypatch.setattr(fit, "_filled_share", lambda _: 1.0)

    class Body(dict[str, str]):
        """The body of a document: its attributes, and no elements."""

        set = dict.__setitem__

        def iter(self) -> list[object]:
            """Return no elements."""
            return []

    def lay_out() -> SimpleNamespace:
        laid_out.append(1)
        return SimpleNamespace(pages=pages)

    fit.lay_out_to_fit(lay_out, Body({"data-pages": str(document.pages)}), "kontakter")

    assert 1 == len(laid_out)


def test_who_only_takes_complaints_takes_no_room_among_those_to_call(tmp_path: Path) -> None:
    """The families' sheet lists her once, among the complaints: so one more of the others gets a line."""
    file = f"municipalities/{SLUG}.yaml"
    service = "  - {id: namnd, name: Nämnden, group: more, does: Lyssnar., for_whom: Alla., call_when: Nu.}\n"
    contact = "  - {{id: k{0}, state: draft, service: {1}, role: Skolsköterskan, location: Skola {0}, phone: 070-174 06 {0}}}\n"
    numbers = contact.format(20, "namnd") + "".join(contact.format(n, "elevhalsa") for n in range(21, 33))
    town = LEVELS[file].partition("contacts:")[0] + f"{service}contacts:\n{numbers}"
    site = (EXAMPLE / "site.yaml").read_text("utf-8")
    complained = site.replace(
        "services: [elevhalsa]\n        - id: skol", "services: [namnd]\n        - id: skol"
    )
    shelf = load_small(tmp_path / "data", files={file: town, "site.yaml": complained})

    chosen = choose_family_contacts(shelf.site, shelf.binders[SLUG])

    assert [f"k{n}" for n in range(21, 33)] == [contact.id for contact in chosen]
