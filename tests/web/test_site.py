"""The finished site: its navigation, its titles, and what becomes of bad data."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from macros.checks import load
from macros.files import write_file
from macros.project import ROOT
from macros.records.registry import PAGES
from macros.records.whole_shelf import Shelf
from macros.web.policy import policy
from macros.web.session import SESSION
from macros.web.site_build import SiteError, build_pages
from macros.web.swedish_order import swedish_key
from tests.conftest import Copy
from tests.edits import copy_example, edit_example
from tests.sites import TODAY, build_site

NORRBY = "municipalities/norrby.yaml"
STRANGE = "<b>Norr</b>by *x* [y](javascript:alert(1)) {{ config }} & <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def fresh_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a build that has read nothing."""
    for name, value in {"serving": False, "shelf": None, "problems": []}.items():
        monkeypatch.setattr(SESSION, name, value)


@pytest.fixture
def build_example(example_copy: Copy, tmp_path: Path) -> Callable[..., Path]:
    """Build the example with one text of Norrby's file changed."""
    return lambda old, new: build_site(
        example_copy(edit_example(NORRBY, (old, new))).resolve(), tmp_path / "site"
    )


@pytest.fixture(scope="module")
def routine_page(example_site: Path) -> str:
    """The page of Norrby's routine."""
    return (example_site / "norrby/rutin/index.html").read_text(encoding="utf-8")


TEMPLATES = "så ordnar {{ config }} och {% raw %} och {# dolt #} vi tolk."


@pytest.fixture(scope="module")
def strange_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a municipality of a strange name, which has a text with templates in it."""
    changes = (("name: Norrby\n", f"name: '{STRANGE}'\n"), ("så ordnar vi tolk.", f"'{TEMPLATES}'"))
    data = copy_example(tmp_path_factory.mktemp("strange") / "data", edit_example(NORRBY, *changes))
    build_pages(data.parent / "site", load(data, TODAY), only=["norrby"])
    return data.parent / "site"


def links(part: str) -> list[str]:
    """Give the addresses of the links in a piece of HTML."""
    return re.findall(r'<a [^>]*?href="([^"]*)"', part)


def element(page: str, start: str, end: str) -> str:
    """Give the piece of a page between two marks, both of which it must have."""
    return page.split(start, 1)[1].split(end, 1)[0]


@pytest.mark.parametrize("slug", ["norrby", "soderby"])
def test_every_page_of_the_register_is_there(slug: str, example_site: Path) -> None:
    """Each at the address that other programs rely on."""
    pages = {
        page.relative_to(example_site / slug).as_posix() for page in example_site.rglob(f"{slug}/**/*.html")
    }

    assert {"index.html", *(f"{tab.name}/index.html" for tab in PAGES if tab.name != "index")} <= pages


def test_a_municipality_has_its_own_small_navigation(routine_page: str) -> None:
    """Its twelve pages and no other municipality's."""
    register = element(routine_page, 'class="md-nav__list register"', "</ul>\n</nav>\n</div>")

    assert "../../soderby/" not in routine_page
    assert {"../", "../rutin/", "../checklista/", "../nytt/"} <= set(links(register))


@pytest.mark.parametrize(
    ("name", "addresses"), [("onward", ["../lasvag/", "../checklista/"]), ("trail", ["../../", "../"])]
)
def test_a_page_leads_on_back_and_up(name: str, addresses: list[str], routine_page: str) -> None:
    """To the pages before and after in reading order; to all municipalities and the municipality."""
    assert addresses == links(element(routine_page, f'<nav class="{name}"', "</nav>"))


def test_a_page_names_its_files(routine_page: str) -> None:
    """The footer says which data and which pattern made the page."""
    footer = element(routine_page, "<footer", "</footer>")

    assert "data/agreements/exempelavtalet/routine.yaml" in footer
    assert "docs/_kommun/rutin.md" in footer


def test_the_glossary_shows_what_readers_meet_in_swedish_order(example_site: Path) -> None:
    """The abbreviation first, and everyday words for the search alone."""
    page = (example_site / "ordlista/index.html").read_text(encoding="utf-8")
    heads = re.findall(r"<dt>(.*?)</dt>", page)

    assert [
        'APT <span class="term">arbetsplatsträff</span>',
        "avvikelse",
        'BUP <span class="term">barn- och ungdomspsykiatrin</span>',
        "elevhälsa",
        "samtycke",
        'SIP <span class="term">samordnad individuell plan</span>',
    ] == heads
    assert "Kallas också" not in page
    assert "vårdplan" not in page


def test_swedish_letters_come_last() -> None:
    """Å before ä before ö, capitals and small letters alike."""
    names = ["Ale", "bo", "Zeta", "Åre", "älv", "Örebro"]

    assert names == sorted({*names}, key=swedish_key)


def test_an_example_number_is_no_link_and_says_what_it_is(example_site: Path) -> None:
    """Nobody shall call it. Where many say so once, each still does for those who listen or search."""
    page = (example_site / "norrby/kontakter/index.html").read_text(encoding="utf-8")
    cards = element(page, '<h2 id="ring-forst-hit"', 'id="skriv-ut"')
    numbers = re.findall(
        r'<span class="number ?(\w*)">[\d -]+</span>\s*<span class="([\w -]+)">Exempel<', cards
    )

    assert "tel:" not in cards
    assert 2 == cards.count(">Exempel: påhittade nummer<")  # over the cards, and over whom to ring about what
    assert {("unsure", "quiet state state-example"), ("unsure", "state state-example")} == set(numbers)


@pytest.mark.parametrize("name", ["", "rutin/", "familj/"])
def test_joining_municipality_still_shows_statutory_duties(name: str, example_site: Path) -> None:
    """On every page; the first also says what is known about the membership."""
    page = (example_site / f"soderby/{name}index.html").read_text(encoding="utf-8")
    ribbon = element(page, '<aside class="ribbon"', "</aside>")

    assert "Gäller inte än" in ribbon
    assert "Det som följer av lag gäller ändå" in ribbon
    assert (name == "") == ("när nämnden har beslutat" in ribbon)


def test_every_page_carries_the_policy(example_site: Path) -> None:
    """Before anything is loaded, for servers that send no headers."""
    first = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
    pages = {path: path.read_text(encoding="utf-8") for path in example_site.rglob("*.html")}

    assert len(pages) > 20
    assert [] == [str(path) for path, text in pages.items() if first not in text.partition("<title>")[0]]


def test_a_lost_reader_finds_the_acute_numbers(example_site: Path) -> None:
    """All of them, also where there is no page."""
    page = (example_site / "404.html").read_text(encoding="utf-8")

    assert ["tel:112", "tel:1177"] == re.findall(r'href="(tel:\d+)"', page)[:2]
    assert all(address.startswith("/") for address in links(element(page, "<h2>Gå vidare", "</article>")))


def test_the_first_doors_ask_for_the_municipality(example_site: Path) -> None:
    """Each holds the list, and is no link itself."""
    doors = element(
        (example_site / "index.html").read_text(encoding="utf-8"), '<ul class="doors"', 'id="vad-ar-en-parm"'
    )

    assert 3 == doors.count("<summary>Välj kommun</summary>")
    assert ["norrby/introduktion/", "soderby/introduktion/"] == [
        address.removeprefix("./") for address in links(doors) if "introduktion" in address
    ]
    assert not [address for address in links(doors) if "#" in address]


@pytest.mark.site
def test_a_pattern_that_fails_says_so(example: Shelf, tmp_path: Path) -> None:
    """mkdocs-macros ends the program; whoever built is told, and nothing is hidden."""
    for name in ("mkdocs.yml", "macros", "overrides", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs/index.md").write_text(
        "---\ntitle: Alla\nrender_macros: true\n---\n{{ site.nickname }}\n", encoding="utf-8"
    )

    with pytest.raises(SiteError, match="nickname"):
        build_pages(tmp_path / "site", example, config_file=tmp_path / "mkdocs.yml")


def test_the_patterns_are_not_published(example_site: Path) -> None:
    """Nor is any template, or a file of ours that is no page."""
    published = {path.relative_to(example_site).as_posix() for path in example_site.rglob("*")}

    assert not [path for path in published if "_kommun" in path or path.endswith((".py", ".yaml", ".md"))]


def test_a_strange_name_stays_words_everywhere(strange_site: Path) -> None:
    """In heading, title, navigation and 404: never markup, a link or a template."""
    markup = ("<b>Norr", "<script>alert", 'href="javascript:alert', "MkDocsConfig", "<em>x</em>")
    for page in strange_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert [] == [piece for piece in markup if piece in text]


def test_a_strange_name_and_a_template_are_read_as_they_stand(strange_site: Path) -> None:
    """The reader sees every character; nothing is rendered."""
    page = (strange_site / "norrby/index.html").read_text(encoding="utf-8")
    heading = re.sub(r"<a class=\"headerlink.*?</a>", "", element(page, "<h1", "</h1>"))

    assert STRANGE == unescape(heading.split(">", 1)[1])
    assert unescape(element(page, "<title>", "</title>")).startswith(STRANGE)
    assert TEMPLATES in unescape(page)


def test_bad_data_stops_a_build_before_the_old_site_is_touched(
    build_example: Callable[..., Path], tmp_path: Path
) -> None:
    """All problems at once in plain words, no traceback, and the previous site stays."""
    old = tmp_path / "site/index.html"
    write_file(old, "gammal")

    with pytest.raises(Abort, match=r"(?s)norrby\.yaml.*Ingenting byggdes\."):
        build_example("name: Norrby\n", "nam: Norrby\n")

    assert "gammal" == old.read_text(encoding="utf-8")


def test_a_preview_keeps_the_last_whole_shelf_and_shows_the_problems(
    build_example: Callable[..., Path], example: Shelf
) -> None:
    """Every page goes on answering, with the problems on it."""
    SESSION.read(lambda: example)
    SESSION.serving = True
    page = build_example("name: Norrby\n", "nam: <Norrby>\n") / "norrby/rutin/index.html"
    problems = element(page.read_text(encoding="utf-8"), '<aside class="problems"', "</aside>")

    assert "Det finns fel i data" in problems
    assert "norrby.yaml" in problems
    assert ["../../redaktor/falt/kommun/#municipality-name"] == links(problems)


def test_a_preview_that_never_read_a_whole_shelf_still_answers(build_example: Callable[..., Path]) -> None:
    """One page, with the problems on it."""
    SESSION.serving = True
    page = build_example("name: Norrby\n", "nam: Norrby\n") / "index.html"

    assert "Det finns fel i data" in page.read_text(encoding="utf-8")
