"""The site of a municipality with several binders: its folders, what stands once, what search and links say."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from macros.records.shelf import load
from macros.web.links import Links
from macros.web.shards import make_plan
from macros.web.site_fingerprints import fingerprints
from tests.conftest import TODAY
from tests.edits import copy_example
from tests.several import several
from tests.sites import build_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with Norrby in three areas: its ``data`` and ``site``."""
    folder = tmp_path_factory.mktemp("several")
    build_site(copy_example(folder / "data", several()), folder / "site")
    return folder


def read(folder: Path, page: str) -> html.HtmlElement:
    """Return a page of the site."""
    return html.document_fromstring((folder / "site" / page / "index.html").read_text("utf-8"))


def test_each_binder_has_its_folder_and_the_contacts_stand_once(folder: Path) -> None:
    """The first binder's addresses are as they were."""
    pages = {file.parent.relative_to(folder / "site").as_posix() for file in folder.rglob("index.html")}

    assert {"norrby", "norrby/rutin", "norrby/kontakter", "norrby/a-bygden", "norrby/a-bygden/rutin"} <= pages
    assert not {"norrby/a-bygden/kontakter", "norrby/delbygden/kontakter", "norrby/exempelbygden"} & pages
    assert (folder / "site" / "norrby" / "search.json").is_file()
    assert not list((folder / "site" / "norrby").glob("*/search.json"))


def test_no_link_is_dead(folder: Path) -> None:
    """Pages link within their binder, to what is common, and to the sheets that will lie there."""
    dead = [(page, link) for page, link in Links(folder / "site", "https://parm.example/", {}).find_dead()]

    assert [] == [(page, link) for page, link in dead if not link.endswith(".pdf")]


def test_the_first_page_is_the_shelf(folder: Path) -> None:
    """It leads to the further binders, each by its own name; the list of municipalities names it once."""
    links = read(folder, "norrby").xpath("//*[@class='binder_card']/h3/a/@href")
    chooser = read(folder, "").xpath("//*[@class='chooser']//a/@href")

    assert ["a-bygden/", "delbygden/"] == links
    assert ["norrby/", "soderby/"] == sorted(chooser)


def test_a_page_of_a_further_binder_says_where_it_is(folder: Path) -> None:
    """Its title names the collaboration, the path leads over the municipality, the register to the contacts."""
    page = read(folder, "norrby/a-bygden/rutin")
    trail = page.xpath("//*[@class='trail']//a/@href")
    register = page.xpath("//*[@id='register']//a/@href")

    assert "Norrby, Andra avtalet" in page.findtext(".//title")
    assert ["../../..", "../..", ".."] == [href.rstrip("/") for href in trail]
    assert "../../kontakter/" in register
    assert "Gäller inte än" in page.find_class("ribbon")[0].text_content()
    assert "Gäller inte än" not in read(folder, "norrby/rutin").find_class("ribbon")[0].text_content()


def test_contacts_and_questions_of_all_binders_stand_once(folder: Path) -> None:
    """A card for each contact, with its own binder's words; a question for each id."""
    page = read(folder, "norrby/kontakter")
    cards = page.xpath("//@id[starts-with(., 'kontakt-')]")
    questions = page.xpath("//tbody/@id[starts-with(., 'fraga-')]")

    assert len(cards) == len(set(cards))
    assert {"kontakt-bup", "kontakt-bup-andra", "kontakt-socialtjanst"} <= set(cards)
    assert questions
    assert len(questions) == len(set(questions))


def test_a_hit_says_which_binder_it_is_from(folder: Path) -> None:
    """One search file for the municipality; its first binder's pages have their plain names."""
    pages = json.loads((folder / "site" / "norrby" / "search.json").read_text("utf-8"))["pages"]
    names = {address: name for address, name, *_ in pages}

    assert "Rutin" == names["rutin/"]
    assert "Rutin, Andra avtalet" == names["a-bygden/rutin/"]
    assert ("Andra avtalet", "Norrby") == (names["a-bygden/"], names[""])


def test_a_change_in_one_binder_makes_the_municipality_anew(folder: Path) -> None:
    """Its folder is one piece, with all its binders."""
    shelf = load(folder / "data", TODAY)
    plan = make_plan(shelf, folder / "site", fingerprints(shelf))

    assert ["norrby", "soderby"] == plan.slugs
    assert re.fullmatch("[0-9a-f]{64}", plan.fingerprints["norrby"])
