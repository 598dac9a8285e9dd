"""The feedback link: on every page, with the page and its version, and nothing else."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from macros.checks import load
from macros.records.whole_shelf import Shelf
from macros.web.feedback import binder_version, feedback_link
from tests.conftest import EXAMPLE, TODAY, Copy

_LINK = re.compile(r'<a href="(mailto:[^"]*)">Lämna en synpunkt på sidan</a>')
_SUBJECT = re.compile(r"Synpunkt på .+, .+, version (?:.{1,24} \()?[0-9a-f]{7}\)?")


def subject(page: Path) -> str:
    """Give the subject of a page's only feedback link, as a mail program reads it."""
    (address,) = _LINK.findall(page.read_text(encoding="utf-8"))
    parts = urlsplit(unescape(address))
    asked = parse_qs(parts.query, strict_parsing=True)
    assert ("redaktion@exempelparmen.example", {"subject"}) == (parts.path, set(asked))
    assert re.fullmatch(r"subject=[A-Za-z0-9%._~-]+", parts.query)
    return unquote(parts.query.removeprefix("subject="))


def test_every_page_has_one_that_names_the_page_and_its_version(example_site: Path) -> None:
    """The shared pages and the page for what is not there too. The foot shows the same version."""
    pages = [page for page in sorted(example_site.rglob("*.html")) if page.parent.name != "visa"]
    subjects = {page: subject(page) for page in pages}
    starts = {
        "norrby/rutin/index.html": "Rutin, Norrby",
        "norrby/index.html": "Pärmens första sida, Norrby",
        "norrby/familj/fi/index.html": "Familj (fi), Norrby",
        "404.html": "Sidan finns inte, Exempelpärmen",
        "lagar/index.html": "Lagar, Exempelpärmen",
    }

    assert len(subjects) > 30
    for page, words in subjects.items():
        assert _SUBJECT.fullmatch(words)
        assert f"Version {words.rpartition(' version ')[2]}." in page.read_text(encoding="utf-8")
    for name, start in starts.items():
        assert subjects[example_site / name].startswith(f"Synpunkt på {start}, version ")


def versions(data: Path, today: date = TODAY) -> dict[str, str]:
    """Return the version of each binder."""
    shelf = load(data, today)
    return {slug: binder_version(shelf, binder) for slug, binder in shelf.binders.items()}


def test_the_version_follows_the_data_and_no_clock(example_copy: Copy) -> None:
    """The same anywhere and on any day; an edit of one municipality is no new version of the other's."""
    before = versions(EXAMPLE)
    assert before == versions(example_copy(), TODAY.replace(year=2028))

    file = "municipalities/norrby.yaml"
    after = versions(example_copy({file: (EXAMPLE / file).read_text(encoding="utf-8") + "# Ändrad.\n"}))

    assert {"norrby"} == {slug for slug in before if before[slug] != after[slug]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Version 3", r"Version 3 \([0-9a-f]{7}\)"),
        ("Omskriven efter versionen från 2013", r"[0-9a-f]{7}"),
    ],
)
def test_a_short_name_of_the_version_is_said_too(name: str, expected: str, example_copy: Copy) -> None:
    """A long one is a sentence about the text."""
    file = "agreements/exempelavtalet/routine.yaml"
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    data = example_copy({file: re.sub(r"^  version: .*$", f"  version: {name}", text, flags=re.M)})

    assert re.fullmatch(expected, versions(data)["norrby"])


@pytest.mark.parametrize("title", ["A &amp; B?c=d&amp;body=x", "å%0D%0ABcc: x", "&lt;b&gt; \" ' #"])
def test_a_strange_title_is_only_words(title: str, example: Shelf) -> None:
    """It starts no field of its own."""
    address = feedback_link(example, None, title, "1")

    assert {"subject"} == set(parse_qs(urlsplit(address).query, strict_parsing=True))
    assert unescape(title) in unquote(address)
