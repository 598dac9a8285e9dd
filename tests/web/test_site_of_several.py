"""The site of a municipality with several binders: its folders, what stands once, what search and links say."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from macros.web.links import Links
from macros.web.shards import Plan, build_shards
from tests.conftest import TODAY
from tests.edits import copy_example
from tests.page_text import draw_page
from tests.several import several

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The example with Norrby in three areas."""
    return load(copy_example(tmp_path_factory.mktemp("several") / "data", several()), TODAY)


@pytest.fixture(scope="module")
def site(shelf: Shelf, example_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site, in which those three binders are Norrby's."""
    site = tmp_path_factory.mktemp("several") / "site"
    shutil.copytree(example_site, site, ignore=shutil.ignore_patterns("norrby"))
    build_shards(Plan(shelf, site, {"norrby": ""}), site)
    return site


def read(site: Path, page: str) -> html.HtmlElement:
    """Return a page of the site."""
    return html.document_fromstring((site / page / "index.html").read_text("utf-8"))


def test_each_binder_has_its_folder_and_the_contacts_stand_once(site: Path) -> None:
    """The first binder's addresses are as they were."""
    pages = {file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")}

    assert {"norrby", "norrby/rutin", "norrby/kontakter", "norrby/a-bygden", "norrby/a-bygden/rutin"} <= pages
    assert not {"norrby/a-bygden/kontakter", "norrby/delbygden/kontakter", "norrby/exempelbygden"} & pages
    assert (site / "norrby" / "search.json").is_file()
    assert not list((site / "norrby").glob("*/search.json"))


def test_no_link_is_dead(site: Path) -> None:
    """Pages link within their binder, to what is common, and to the sheets that will lie there."""
    dead = Links(site, "https://parm.example/", {}).find_dead()

    assert [] == [(page, link) for page, link in dead if not link.endswith((".pdf", ".zip"))]


def test_the_first_page_is_the_shelf(shelf: Shelf, site: Path) -> None:
    """It leads to the further binders, each by its own name; the list of municipalities names it once."""
    links = read(site, "norrby").xpath("//*[@class='binder_card']/h3/a/@href")
    chooser = html.fromstring(draw_page(shelf, "index")).xpath("//*[@class='chooser']//a/@href")

    assert ["a-bygden/", "delbygden/"] == links
    assert ["../../norrby/", "../../soderby/"] == sorted(chooser)


def test_a_page_of_a_further_binder_says_where_it_is(site: Path) -> None:
    """Its title names the collaboration, the path leads over the municipality, the register to the contacts."""
    page = read(site, "norrby/a-bygden/rutin")
    trail = page.xpath("//*[@class='trail']//a/@href")
    register = page.xpath("//*[@id='register']//a/@href")

    assert "Norrby, Andra avtalet" in page.findtext(".//title")
    assert ["../../..", "../..", ".."] == [href.rstrip("/") for href in trail]
    assert "../../kontakter/" in register
    assert "Gäller inte än" in page.find_class("ribbon")[0].text_content()
    assert "Gäller inte än" not in read(site, "norrby/rutin").find_class("ribbon")[0].text_content()


def test_contacts_and_questions_of_all_binders_stand_once(site: Path) -> None:
    """A card for each contact, with its own binder's words; a question for each id."""
    page = read(site, "norrby/kontakter")
    cards = page.xpath("//@id[starts-with(., 'kontakt-')]")
    questions = page.xpath("//tbody/@id[starts-with(., 'fraga-')]")

    assert len(cards) == len(set(cards))
    assert {"kontakt-bup", "kontakt-bup-andra", "kontakt-socialtjanst"} <= set(cards)
    assert questions
    assert len(questions) == len(set(questions))


def test_a_hit_says_which_binder_it_is_from(site: Path) -> None:
    """One search file for the municipality; its first binder's pages have their plain names."""
    pages = json.loads((site / "norrby" / "search.json").read_text("utf-8"))["pages"]
    names = {address: name for address, name, *_ in pages}

    assert "Rutin" == names["rutin/"]
    assert "Rutin, Andra avtalet" == names["a-bygden/rutin/"]
    assert ("Andra avtalet", "Norrby") == (names["a-bygden/"], names[""])
