"""Atom feeds: what a reader of feeds makes of them, for whom they are, and that they only follow the data."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest

from macros.checks import load
from macros.records.subscriptions import list_audiences
from macros.records.whole_shelf import Shelf
from macros.web.feeds import TYPE, write_feed, write_feeds
from macros.web.headers import apache_config, nginx_config, static_headers
from tests.conftest import Copy
from tests.edits import edit_example
from tests.sites import TODAY

ADDRESS = "https://exempelparmen.example/norrby/"
ATOM = "{http://www.w3.org/2005/Atom}"
REVISIONS = "agreements/exempelavtalet/revisions.yaml"


@pytest.fixture(scope="module")
def feeds(example: Shelf) -> dict[str, bytes]:
    """Every feed of the example by its address."""
    return {
        f"{address}/{name}": content
        for address, binder in example.binders.items()
        for name, content in write_feeds(example, binder)
    }


def test_a_reader_of_feeds_reads_them_without_complaint(feeds: dict[str, bytes]) -> None:
    """With the title, the language, the addresses and the newest first."""
    read = {name: feedparser.parse(feed) for name, feed in feeds.items()}
    news = read["norrby/nytt.xml"]
    links = {link.rel: link.href for link in news.feed.links}

    assert [] == [name for name, feed in read.items() if feed.bozo or feed.version != "atom10"]
    assert ("Nytt i Norrby", "sv", "Exempelutgivaren") == (
        news.feed.title,
        news.feed.language,
        news.feed.author,
    )
    assert {"self": f"{ADDRESS}nytt.xml", "alternate": f"{ADDRESS}nytt/"} == links
    assert [
        ("Informationsblad nr 2: Fler ringer innan de kallar", f"{ADDRESS}nytt/2/"),
        ("Ring familjen innan kallelsen går ut", f"{ADDRESS}nytt/#andring-ring-forst"),
        ("Informationsblad nr 1: Nu börjar hösten", f"{ADDRESS}nytt/1/"),
        ("Kortare tid till samverkansmötet i Norrby", f"{ADDRESS}nytt/#andring-norrby-tio-dagar"),
        ("Två veckor till samverkansmötet", f"{ADDRESS}nytt/#andring-v2-1"),
    ] == [(entry.title, entry.link) for entry in news.entries]
    assert "2026-11-15T12:00:00Z" == news.feed.updated == news.entries[0].updated


def test_every_feed_has_what_the_standard_demands(feeds: dict[str, bytes]) -> None:
    """RFC 4287, 4.1: one id, title and time each, ids that differ, an author, HTML that is whole."""
    for name, content in feeds.items():
        root = ElementTree.fromstring(content)
        entries = root.findall(f"{ATOM}entry")
        ids = [root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
        for part in (root, *entries):
            for field in ("id", "title", "updated"):
                assert 1 == len(part.findall(f"{ATOM}{field}")), (name, field)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00Z", part.findtext(f"{ATOM}updated") or "")
        assert len(ids) == len(set(ids)), name
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        for entry in entries:
            ElementTree.fromstring(f"<div>{entry.findtext(f'{ATOM}content')}</div>")


def test_each_audience_hears_what_is_meant_for_it(feeds: dict[str, bytes]) -> None:
    """What says nothing of whom it is for is for all who work. Only families get no information sheet."""
    texts = {name: feeds[f"norrby/nytt-{name}.xml"].decode() for name in ("personal", "chef", "familj")}
    titles = {name: [entry.title for entry in feedparser.parse(text).entries] for name, text in texts.items()}

    assert (5, 5) == (len(titles["personal"]), len(titles["chef"]))
    assert ["Ring familjen innan kallelsen går ut"] == titles["familj"]
    assert "Ge personalen tid" in texts["chef"]
    assert "Ge personalen tid" not in texts["personal"]
    assert "Någon ringer dig" in texts["familj"]
    assert "Ring först." not in texts["familj"]


def test_no_family_has_an_empty_feed_and_no_binder_without_news_has_one(
    example: Shelf, real: Shelf, example_copy: Copy
) -> None:
    """The feeds of those who work have an address from the beginning."""
    lines = edit_example(REVISIONS, ("    family: Någon ringer dig innan du får en kallelse.\n", ""))
    shelf = load(example_copy(lines), TODAY)

    assert [None, "staff", "managers", "family"] == list_audiences(example.binders["norrby"])
    assert [None, "staff", "managers"] == list_audiences(shelf.binders["norrby"])
    assert {(None, "staff", "managers")} == {
        tuple(list_audiences(binder)) for binder in real.binders.values()
    }


def test_the_same_data_gives_the_same_bytes_and_what_is_ahead_waits(example: Shelf) -> None:
    """The clock alone changes nothing but what has come."""
    binder = example.binders["norrby"]
    later, earlier = (replace(example, today=day) for day in (date(2027, 6, 1), date(2026, 10, 11)))

    assert write_feed(example, binder, None) == write_feed(later, binder, None)
    assert b"ring-forst" not in write_feed(earlier, binder, None)
    assert b"2026-09-15T12:00:00Z</updated>" in write_feed(earlier, binder, None)


def test_what_an_editor_types_is_only_text(example_copy: Copy) -> None:
    """In the title and in the HTML within."""
    evil = '<script>alert(1)</script> & ]]> \\"{{ 7 }}'
    files = edit_example(
        REVISIONS,
        ("Ring familjen innan kallelsen går ut", f'"{evil}"'),
        ("Ge personalen tid att ringa.", f'"{evil}"'),
    )
    shelf = load(example_copy(files), TODAY)
    content = write_feed(shelf, shelf.binders["norrby"], "managers")
    entry = next(
        item for item in feedparser.parse(content, sanitize_html=False).entries if "ring-forst" in item.id
    )

    assert b"<script" not in content
    assert "text/plain" == entry.title_detail.type
    assert "<script" not in entry.content[0].value
    assert "&lt;script&gt;" in entry.content[0].value


def test_servers_say_what_a_feed_is() -> None:
    """Each in its own way, also in a folder; on static hosts for first and further binders."""
    address = "https://kommunen.example/a/"

    assert f"default_type {TYPE};" in nginx_config(address)
    assert f'<FilesMatch "^nytt(-[a-z]+)?\\.xml$">\n  ForceType {TYPE}\n' in apache_config(address)
    for path in ("/a/:kommun/nytt.xml", "/a/:kommun/:parm/nytt-chef.xml"):
        assert f"\n{path}\n  Content-Type: {TYPE}; charset=utf-8\n" in static_headers(address)
