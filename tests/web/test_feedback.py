"""The feedback link: on every page, with the page and its version, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from macros.checks import load
from macros.records.binder import Shelf
from macros.web.feedback import binder_version, feedback_link
from tests.conftest import EXAMPLE, TODAY

_LINK = re.compile(r'<a href="(mailto:[^"]*)">Lämna en synpunkt på sidan</a>')
_SUBJECT = re.compile(r"Synpunkt på .+, .+, version (?:.{1,24} \()?[0-9a-f]{7}\)?")


@pytest.fixture(scope="module")
def site(example_site: Path) -> Path:
    """The example's site."""
    return example_site


def subject(page: Path) -> str:
    """Give the subject of a page's only feedback link, as a mail program reads it."""
    (address,) = _LINK.findall(page.read_text(encoding="utf-8"))
    parts = urlsplit(unescape(address))
    asked = parse_qs(parts.query, strict_parsing=True)
    assert ("redaktion@exempelparmen.example", {"subject"}) == (parts.path, set(asked))
    assert re.fullmatch(r"subject=[A-Za-z0-9%._~-]+", parts.query)
    return unquote(parts.query.removeprefix("subject="))


def test_every_page_has_one_that_names_the_page_and_its_version(site: Path) -> None:
    """The shared pages and the page for what is not there too. The foot shows the same version."""
    pages = sorted(site.rglob("*.html"))
    said = {page.relative_to(site).as_posix(): subject(page) for page in pages}

    assert len(pages) > 30
    assert [] == [name for name, words in said.items() if not _SUBJECT.fullmatch(words)]
    assert said["norrby/rutin/index.html"].startswith("Synpunkt på Rutin, Norrby, version ")
    assert said["norrby/index.html"].startswith("Synpunkt på Pärmens första sida, Norrby, version ")
    assert said["norrby/familj/fi/index.html"].startswith("Synpunkt på Familj (fi), Norrby, version ")
    assert said["404.html"].startswith("Synpunkt på Sidan finns inte, Exempelpärmen, version ")
    assert said["lagar/index.html"].startswith("Synpunkt på Lagar, Exempelpärmen, version ")
    for name, words in said.items():
        assert f"Version {words.rpartition(' version ')[2]}." in (site / name).read_text(encoding="utf-8")


def test_the_version_follows_the_data_and_no_clock(tmp_path: Path, shelf: Shelf) -> None:
    """The same anywhere and on any day; an edit of one municipality is no new version of the other's."""
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "annanstans"))
    later = load(copy, TODAY.replace(year=2028))
    before = {slug: binder_version(shelf, binder) for slug, binder in shelf.binders.items()}
    assert before == {slug: binder_version(later, binder) for slug, binder in later.binders.items()}

    file = copy / "municipalities/norrby.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# Ändrad.\n", encoding="utf-8")
    edited = load(copy, TODAY)
    after = {slug: binder_version(edited, binder) for slug, binder in edited.binders.items()}

    assert {"norrby"} == {slug for slug in before if before[slug] != after[slug]}


@pytest.mark.parametrize(
    ("said", "named"), [("Version 3", True), ("Omskriven efter versionen från 2013", False)]
)
def test_a_short_name_of_the_version_is_said_too(
    said: str, named: bool, example: Path, build_example: Callable[[], Path]
) -> None:
    """A long one is a sentence about the text."""
    file = example / "agreements/exempelavtalet/routine.yaml"
    file.write_text(
        re.sub(r"^  version: .*$", f"  version: {said}", file.read_text("utf-8"), flags=re.M),
        encoding="utf-8",
    )
    shelf = load(example, TODAY)
    found = binder_version(shelf, shelf.binders["norrby"])

    assert named == (re.fullmatch(r"Version 3 \([0-9a-f]{7}\)", found) is not None)
    assert named != (re.fullmatch(r"[0-9a-f]{7}", found) is not None)


@pytest.mark.parametrize("title", ["A &amp; B?c=d&amp;body=x", "å%0D%0ABcc: x", "&lt;b&gt; \" ' #"])
def test_a_strange_title_is_only_words(title: str, shelf: Shelf) -> None:
    """It starts no field of its own."""
    address = feedback_link(shelf, None, title, "1")

    assert {"subject"} == set(parse_qs(urlsplit(address).query, strict_parsing=True))
    assert unescape(title) in unquote(address)
