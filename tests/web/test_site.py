"""The finished site: its navigation, its titles, and what becomes of bad data."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from macros.project import ROOT
from macros.records.binder import Shelf
from macros.records.registry import PAGES
from macros.web.session import SESSION
from macros.web.site_build import SiteError, build_pages
from macros.web.swedish_order import swedish_key
from tests.conftest import EXAMPLE
from tests.sites import build_site

NORRBY = "municipalities/norrby.yaml"
STRANGE = "<b>Norr</b>by *x* [y](javascript:alert(1)) {{ config }} & <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def fresh_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a build that has read nothing."""
    for name, value in {"serving": False, "shelf": None, "problems": []}.items():
        monkeypatch.setattr(SESSION, name, value)


@pytest.fixture(scope="module")
def site(example_site: Path) -> Path:
    """The example's site."""
    return example_site


@pytest.fixture(scope="module")
def routine_page(site: Path) -> str:
    """The page of Norrby's routine."""
    return (site / "norrby/rutin/index.html").read_text(encoding="utf-8")


TEMPLATES = ("{{ config }}", "{% raw %}", "{# dolt #}")


@pytest.fixture(scope="module")
def strange_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site, with a municipality of a strange name and a text with templates in it."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("strange") / "data"))
    replace_in(data / NORRBY, "name: Norrby\n", f"name: '{STRANGE}'\n")
    replace_in(data / NORRBY, "så ordnar vi tolk.", f"'så ordnar {' och '.join(TEMPLATES)} vi tolk.'")
    return build_site(data, data.parent / "site")


def replace_in(file: Path, old: str, new: str) -> None:
    """Change a text in a file that must hold it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def links(part: str) -> list[str]:
    """Give the addresses of the links in a piece of HTML."""
    return re.findall(r'<a [^>]*?href="([^"]*)"', part)


def element(page: str, start: str, end: str) -> str:
    """Give the piece of a page between two marks, both of which it must have."""
    return page.split(start, 1)[1].split(end, 1)[0]


def test_every_page_of_the_register_is_there(site: Path) -> None:
    """Each at the address that other programs rely on."""
    for slug in ("norrby", "soderby"):
        for tab in PAGES:
            folder = site / slug if tab.name == "index" else site / slug / tab.name
            assert (folder / "index.html").is_file()


def test_a_municipality_has_its_own_small_navigation(routine_page: str) -> None:
    """Its twelve pages and no other municipality's."""
    register = element(routine_page, 'class="md-nav__list register"', "</ul>\n</nav>\n</div>")

    assert "../../soderby/" not in routine_page
    assert {"../", "../rutin/", "../checklista/", "../nytt/"} <= set(links(register))


@pytest.mark.parametrize(
    ("name", "addresses"), [("onward", ["../introduktion/", "../checklista/"]), ("trail", ["../../", "../"])]
)
def test_a_page_leads_on_back_and_up(name: str, addresses: list[str], routine_page: str) -> None:
    """To the pages before and after in reading order; to all municipalities and the municipality."""
    assert addresses == links(element(routine_page, f'<nav class="{name}"', "</nav>"))


def test_a_page_names_its_files(routine_page: str) -> None:
    """The footer says which data and which pattern made the page."""
    footer = element(routine_page, "<footer", "</footer>")

    assert "data/agreements/exempelavtalet/routine.yaml" in footer
    assert "docs/_kommun/rutin.md" in footer


def test_the_glossary_shows_what_readers_meet_in_swedish_order(site: Path) -> None:
    """The abbreviation first, and everyday words for the search alone."""
    page = (site / "ordlista/index.html").read_text(encoding="utf-8")
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
    assert ["Ale", "bo", "Zeta", "Åre", "älv", "Örebro"] == sorted(
        ["Örebro", "älv", "Åre", "Zeta", "bo", "Ale"], key=swedish_key
    )


def test_an_example_number_is_no_link_and_says_what_it_is(site: Path) -> None:
    """Nobody shall call it."""
    page = (site / "norrby/kontakter/index.html").read_text(encoding="utf-8")
    cards = element(page, '<div class="cards">', 'id="skriv-ut"')

    assert "tel:" not in cards
    assert re.search(
        r'<span class="number">[\d -]+</span>\s*<span class="state state-example">Exempel', cards
    )


def test_who_has_not_joined_is_told_what_the_law_says_all_the_same(site: Path) -> None:
    """On every page; the first also says what is known about the membership."""
    for name in ("", "rutin/", "familj/"):
        ribbon = element(
            (site / f"soderby/{name}index.html").read_text(encoding="utf-8"),
            '<aside class="ribbon"',
            "</aside>",
        )
        assert "Gäller inte än" in ribbon
        assert "Det som följer av lag gäller ändå" in ribbon
        assert (name == "") == ("när nämnden har beslutat" in ribbon)


def test_a_lost_reader_finds_the_acute_numbers(site: Path) -> None:
    """All of them, also where there is no page."""
    page = (site / "404.html").read_text(encoding="utf-8")

    assert ["tel:112", "tel:1177"] == re.findall(r'href="(tel:\d+)"', page)[:2]
    assert all(address.startswith("/") for address in links(element(page, "<h2>Gå vidare", "</article>")))


def test_the_first_doors_ask_for_the_municipality(site: Path) -> None:
    """Each holds the list, and is no link itself."""
    doors = element((site / "index.html").read_text(encoding="utf-8"), '<ul class="doors"', 'id="lan"')

    assert 3 == doors.count("<summary>Välj kommun</summary>")
    assert ["norrby/introduktion/", "soderby/introduktion/"] == [
        address.removeprefix("./") for address in links(doors) if "introduktion" in address
    ]
    assert not [address for address in links(doors) if "#" in address]


@pytest.mark.site
def test_a_pattern_that_fails_says_so(shelf: Shelf, tmp_path: Path) -> None:
    """mkdocs-macros ends the program; whoever built is told, and nothing is hidden."""
    for name in ("mkdocs.yml", "macros", "overrides", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs/index.md").write_text(
        "---\nrender_macros: true\n---\n{{ finns_inte }}\n", encoding="utf-8"
    )

    with pytest.raises(SiteError, match="finns_inte"):
        build_pages(tmp_path / "site", shelf, config_file=tmp_path / "mkdocs.yml")


def test_the_patterns_are_not_published(site: Path) -> None:
    """Nor is any template, or a file of ours that is no page."""
    published = {path.relative_to(site).as_posix() for path in site.rglob("*")}

    assert not [path for path in published if "_kommun" in path or path.endswith((".py", ".yaml", ".md"))]


def test_a_strange_name_stays_words_everywhere(strange_site: Path) -> None:
    """In heading, title, navigation and 404: never markup, a link or a template."""
    for file in strange_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<b>Norr" not in text
        assert "<script>alert" not in text
        assert 'href="javascript:alert' not in text
        assert "MkDocsConfig" not in text
        assert "<em>x</em>" not in text


def test_a_strange_name_and_a_template_are_read_as_they_stand(strange_site: Path) -> None:
    """The reader sees every character; nothing is rendered."""
    page = (strange_site / "norrby/index.html").read_text(encoding="utf-8")
    heading = re.sub(r"<a class=\"headerlink.*?</a>", "", element(page, "<h1", "</h1>"))
    title = element(page, "<title>", "</title>")

    assert STRANGE == unescape(heading.split(">", 1)[1])
    assert unescape(title).startswith(STRANGE)
    assert f"så ordnar {' och '.join(TEMPLATES)} vi tolk." in unescape(page)


def test_bad_data_stops_a_build_before_the_old_site_is_touched(
    example: Path, build_example: Callable[[], Path], tmp_path: Path
) -> None:
    """All problems at once in plain words, no traceback, and the previous site stays."""
    old = tmp_path / "site/index.html"
    old.parent.mkdir()
    old.write_text("gammal", encoding="utf-8")
    replace_in(example / NORRBY, "name: Norrby\n", "nam: Norrby\n")

    with pytest.raises(Abort) as stopped:
        build_example()

    assert "norrby.yaml" in str(stopped.value)
    assert "Ingenting byggdes." in str(stopped.value)
    assert "gammal" == old.read_text(encoding="utf-8")


def test_a_preview_keeps_the_last_whole_shelf_and_shows_the_problems(
    example: Path, build_example: Callable[[], Path]
) -> None:
    """Every page goes on answering, with the problems on it."""
    SESSION.serving = True
    build_example()
    replace_in(example / NORRBY, "name: Norrby\n", "nam: <Norrby>\n")
    page = (build_example() / "norrby/rutin/index.html").read_text(encoding="utf-8")

    assert "Det finns fel i data" in page
    problems = element(page, '<aside class="problems"', "</aside>")
    assert "norrby.yaml" in problems
    assert ["../../redaktor/falt/#municipality-name"] == links(problems)


def test_a_preview_that_never_read_a_whole_shelf_still_answers(
    example: Path, build_example: Callable[[], Path]
) -> None:
    """One page, with the problems on it."""
    SESSION.serving = True
    replace_in(example / NORRBY, "name: Norrby\n", "nam: Norrby\n")
    page = (build_example() / "index.html").read_text(encoding="utf-8")

    assert "Det finns fel i data" in page
