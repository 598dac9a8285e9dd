"""Contacts by how early one calls: a card each, and a line for a service that a card elsewhere answers for."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from macros.records.contact import Contact
from macros.rendering import Renderer, Web
from tests.small import LEVELS, SLUG, load_small

_SERVICE = """\
  - id: kurator
    name: Kuratorn
    group: {group}
    does: Lyssnar.
    for_whom: Elever.
    call_when: En elev vill prata.
contacts:
"""
_FILE = f"municipalities/{SLUG}.yaml"


def draw(folder: Path, group: str, contacts: Sequence[Contact] | None = None) -> str:
    """Draw the directory, or other contacts, where one card answers for a second service in a group."""
    text = LEVELS[_FILE].replace("contacts:\n", _SERVICE.format(group=group))
    text = text.replace("service: elevhalsa", "services: [elevhalsa, kurator]")
    shelf = load_small(folder / "data", files={_FILE: text})
    binder = shelf.binders[SLUG]
    listed = binder.directory if contacts is None else contacts
    return Renderer(shelf, binder, Web(SLUG, 2)).component("contacts", listed)


@pytest.mark.parametrize(("group", "lines"), [("everyday", []), ("more", ["Kuratorn: ring Skolsköterskan"])])
def test_joint_card_is_led_to_from_another_group_only(group: str, lines: list[str], tmp_path: Path) -> None:
    """In its own group the card names both services already."""
    html = draw(tmp_path, group)

    assert 1 == html.count('id="kontakt-')
    assert lines == [re.sub("<.*?>", "", line) for line in re.findall('<p class="also">(.*?)</p>', html)]


def test_contact_that_is_not_listed_is_not_led_to(tmp_path: Path) -> None:
    """A further binder lists no contact that stands on the page already, nor leads to it."""
    assert "ring " not in draw(tmp_path, "more", [])


def test_several_contacts_of_a_service_say_who_answers(tmp_path: Path) -> None:
    """Among the numbers their lines would else be the same words twice."""
    one = LEVELS[_FILE]
    two = one + "  - {id: vaxel, service: elevhalsa, role: Växeln, location: Norr, phone: 0980-31 92 61}\n"
    lines = []
    for text, folder in ((one, "one"), (two, "two")):
        shelf = load_small(tmp_path / folder, files={_FILE: text})
        binder = shelf.binders[SLUG]
        draw = Renderer(shelf, binder, Web(SLUG, 2)).component
        lines.append(
            [re.findall("<a.*?>(.*?)</a>", draw("number_line", contact))[-1] for contact in binder.directory]
        )

    assert [["Elevhälsan"], ["Elevhälsan: Skolsköterskan", "Elevhälsan: Växeln, Norr"]] == lines
