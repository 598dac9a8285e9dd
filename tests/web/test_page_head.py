"""The head of a page: its title, description and picture for those who share it, its translations."""

import re
from html import unescape
from pathlib import Path

import pytest

from macros.records.contents import shown_record, tabs_in
from macros.records.last_change import find_last_change
from macros.records.whole_shelf import Shelf
from macros.web.page_head import LONGEST, shorten


def read(site: Path) -> dict[str, str]:
    """Return every page of a site but the one for lost readers, by its path."""
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    pages.pop("404.html")
    return pages


def words(html: str) -> str:
    """Return the words of a piece of HTML, without the sign beside a heading."""
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("¶", "").strip()


def named(page: str, name: str) -> str:
    """Return a meta element's content."""
    return unescape(
        re.findall(rf'<meta (?:name|property)="{name}"(?: lang="\w+")? content="([^"]*)">', page)[0]
    )


def test_the_register_the_title_and_the_heading_agree(example_site: Path) -> None:
    """The title holds the heading, and what the register calls the page."""
    for path, page in read(example_site).items():
        title = words(re.findall(r'<title(?: lang="\w+")?>(.*?)</title>', page)[0])
        heading = words(re.findall(r"<h1.*?>(.*?)</h1>", page, re.DOTALL)[0])
        register = re.findall(
            r'aria-current="page">(?:<span class="register__number">.*?</span>)?(.*?)</a>', page
        )
        name = words(register[0]) if register else ""

        assert heading in title or path == "index.html", path
        assert name in {"", "Pärmens första sida"} or name.casefold() in title.casefold(), path
        assert title == named(page, "og:title"), path


def test_every_page_describes_itself(example_site: Path) -> None:
    """In its own words, in at most 160 characters, also to those who share it; with a picture that is there."""
    for path, page in read(example_site).items():
        description, picture = named(page, "description"), named(page, "og:image")

        assert 20 <= len(description) <= LONGEST, path
        assert not re.search(r"[<>{}¶\u00ad]", description), path
        assert description == named(page, "og:description")
        assert re.match(r"https://[^/]+/(.*)", named(page, "og:url"))
        assert (example_site / picture.split("/", 3)[3]).read_bytes().startswith(b"\x89PNG"), path


def test_a_leaflet_names_its_languages(example_site: Path) -> None:
    """Each of them and itself, at addresses that are there; no other page does."""
    pages = read(example_site)
    languages = re.compile(r'<link rel="alternate" hreflang="(\w+)" href="https://[^/]+/([^"]*)">')
    found = {path: languages.findall(page) for path, page in pages.items()}
    leaflet = found.pop("norrby/familj/index.html")

    assert {"sv", "en", "ar"} <= {code for code, _ in leaflet}
    assert all((example_site / address / "index.html").is_file() for _, address in leaflet)
    assert leaflet == found["norrby/familj/en/index.html"]
    assert not [path for path, links in found.items() if links and "/familj/" not in path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kort.", "Kort."),
        (f"{'a' * 100}. {'b' * 100}.", f"{'a' * 100}."),
        (f"Ja. {'ord ' * 60}", f"Ja. {'ord ' * 37}ord…"),
    ],
)
def test_a_long_lead_ends_with_a_sentence_or_a_word(text: str, expected: str) -> None:
    """Never in the middle of one, and never after a very short sentence."""
    assert expected == shorten(text)


def test_a_page_says_when_it_last_changed(example: Shelf, example_site: Path) -> None:
    """As its binder knows it, and nothing where nobody knows."""
    binder = example.binders["norrby"]
    for tab in tabs_in(binder):
        page = read(example_site)[f"norrby/{'' if tab.name == 'index' else tab.name + '/'}index.html"]
        said = re.findall(r"Senast ändrad ([^.<]*)\.", page)
        known = find_last_change(binder, tab.name, shown_record(binder, tab))

        assert set(said) == ({str(known)} if known else set()), tab.name
    assert "Senast ändrad" in page
    assert "Senast ändrad" not in (example_site / "ordlista/index.html").read_text(encoding="utf-8")
