"""A leaflet knows its reader, and shows only what it has: its page, its folder and its large print."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.paper.documents import Writer
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.front_doors import front_doors
from tests.edits import EXAMPLE
from tests.page_text import draw_page
from tests.paper.printed import Printed
from tests.small import AGREEMENT, LEAFLET, SLUG, load_small

BARE = """\
title: Folder hem
audience: Till dig
lead: Därför får du den här.
steps: [{id: vi-pratar, title: Vi pratar, when: Först, text: Vi frågar dig.}]
senders: Skolan
"""
COORDINATOR = "coordinator: {id: samordnare, title: Din samordnare, paragraphs: [Du kan ringa.]}\n"
NO_PLAN = "no_plan: {id: plan, title: Ingen plan än, paragraphs: [Prata med skolan.]}\n"
SITE = (
    (EXAMPLE / "site.yaml")
    .read_text(encoding="utf-8")
    .replace("phone: 116 111\n", "phone: 116 111\n    child: ja\n")
    .replace(
        "complaints:\n", '  - {id: vuxen, phone: "90390", text: För vuxna., adult: ja}\ncomplaints:\n', 1
    )
)
PUBLIC = ("112", "1177", "116 111", "90390")
PHONE_LINE = "<span[^>]*>Telefon<"


def load_leaflet(folder: Path, leaflet: str, *kinds: str) -> Shelf:
    """Load a small binder with one leaflet, on a site with a number for grown-ups."""
    files = {"site.yaml": SITE, f"{AGREEMENT}/leaflets/hem.yaml": leaflet}
    return load_small(folder / "data", *kinds, files=files)


def draw_everywhere(shelf: Shelf) -> dict[str, str]:
    """Draw the leaflet's page, folder and large print."""
    writer = Writer(shelf, shelf.binders[SLUG])
    sheets = {name: writer.sheet(name).html for name in ("familj", "familj-storstil")}
    return {"page": draw_page(shelf, "familj", SLUG), **sheets}


@pytest.mark.parametrize(
    ("reader", "numbers"),
    [
        ("child", "112 1177 116 111"),
        ("custodian", "112 1177 90390"),
        ("adult", "112 1177 90390"),
        ("family", "112 1177 116 111 90390"),
        ("staff", "112 1177"),
    ],
)
def test_each_reader_gets_her_numbers_opening_and_end(reader: str, numbers: str, tmp_path: Path) -> None:
    """Staff read of their duty to report, and of no meeting, complaint or lines for what they want to ask."""
    shelf = load_leaflet(
        tmp_path, LEAFLET.format(title="Folder", audience="Till dig") + f"reader: {reader}\n", "meeting"
    )
    drawn = draw_everywhere(shelf)
    staff = reader == "staff"
    doors = [door["title"] for door in front_doors(Renderer(shelf, None, Web()))]

    for name, html in drawn.items():
        shown = [number for number in PUBLIC if re.search(rf'class="number"[^>]*>{number}<', html)]
        assert numbers == " ".join(shown), name
        assert staff == ("Misstänker du att ett barn far illa?" in html), name
        assert staff != ("Nästa möte" in html), name
        assert name == "familj" or staff != ("Behöver du prata med någon nu?" in html), name
    assert staff != ("{ #klaga }" in drawn["page"])
    assert staff != ("Det här vill jag fråga eller berätta" in drawn["familj"])
    assert staff != ("Familj" in doors) == ("/familj/#det-har-hander" in draw_page(shelf, "index", SLUG))


def test_a_leaflet_shows_only_what_it_has(tmp_path: Path) -> None:
    """Five fields are enough: no empty part, picture or link, and a warning of nothing."""
    shelf = load_leaflet(tmp_path, BARE)
    drawn = draw_everywhere(shelf)
    links = re.findall(r'href="../familj/#([^"]*)"', draw_page(shelf, "index", SLUG))

    for name, html in drawn.items():
        assert [] == re.findall(r'class="(?:coordinator|rights|no_plan|opinion)"', html), name
        assert '<li class="bare">\n<div class="text">' in html, name
    assert ["det-har-hander"] == links
    assert 2 == len(re.findall(r"^## .*\{ #(?:det-har-hander|klaga) \}", drawn["page"], re.MULTILINE))


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ("", "numbers family_duty"),
        (COORDINATOR, "coordinator"),
        (NO_PLAN, "no_plan"),
        (COORDINATOR + NO_PLAN, "no_plan"),
    ],
)
def test_the_contact_stands_where_its_number_is_looked_for(parts: str, place: str, tmp_path: Path) -> None:
    """Once on each: where there is no plan, else with the coordinator, else among the first numbers."""
    drawn = draw_everywhere(load_leaflet(tmp_path, f"{BARE}{parts}contact: elevhalsa\n"))

    for name, html in drawn.items():
        before, *after = html.split('<div class="leaflet_contact">')
        assert 1 == len(after), name
        assert re.findall(r'class="(numbers|family_duty|coordinator|no_plan)"', before)[-1] in place, name
        assert (parts == COORDINATOR) == ("Din samordnare" in html and not re.search(PHONE_LINE, html)), name


@pytest.mark.parametrize(
    ("kinds", "more", "shown"),
    [((), "", False), (("meeting",), "", True), (("meeting",), "next_meeting: nej\n", False)],
)
def test_next_meeting_stands_only_where_there_is_one(
    kinds: tuple[str, ...], more: str, shown: bool, tmp_path: Path
) -> None:
    """The routine has a meeting, and the leaflet does not say that its reader stays away."""
    drawn = draw_everywhere(load_leaflet(tmp_path, BARE + COORDINATOR + more, *kinds))

    assert {shown} == {"Nästa möte" in html for html in drawn.values()}


def test_a_short_leaflet_is_a_folder_of_two_pages(tmp_path: Path, press: Callable[..., Printed]) -> None:
    """For staff too, whose duty to report stands on its front."""
    sheet = press(load_leaflet(tmp_path, f"{BARE}reader: staff\ncontact: elevhalsa\n"), SLUG, "familj")

    assert 2 == len(sheet.sizes)
    assert sheet.text(0).index("Misstänker du") < sheet.text(0).index("070-174 06 20")
