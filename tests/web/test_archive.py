"""The ZIP of a municipality: opened from a folder by a browser, without net."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.records.whole_shelf import Shelf
from macros.web.links import Links
from macros.web.offline.archive import archive_name, make_archive, write_archives
from macros.web.offline.file_pages import Folder
from macros.web.offline.saved_files import LIST, write_offline_files
from tests.conftest import run_parmen


@pytest.fixture(scope="module")
def own_site(example_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example's site, with a sheet."""
    site = tmp_path_factory.mktemp("zip") / "site"
    shutil.copytree(example_site, site)
    sheet = site / "norrby/pdf/rutin.pdf"
    sheet.parent.mkdir()
    sheet.write_bytes(b"%PDF-1.7")
    return site


@pytest.fixture(scope="module")
def folder(own_site: Path, example: Shelf) -> Path:
    """Norrby's ZIP, unpacked."""
    unpacked = own_site.parent / "parmen-norrby"
    with ZipFile(BytesIO(make_archive(own_site, example, "norrby"))) as archive:
        archive.extractall(unpacked)
    return unpacked


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without net. What is wrong on it fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="sv-SE", offline=True)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda line: faults.append(line.text))
    context.on("requestfailed", lambda request: faults.append(request.url))
    yield context.new_page()
    context.close()
    assert [] == faults


def test_every_link_leads_to_a_file_or_to_the_living_site(folder: Path, own_site: Path) -> None:
    """No folder is left to a server to open; every page of the municipality is there, with its sheets."""
    links = Links(folder, "https://elsewhere.invalid/").all_links
    relative = [(name, urlsplit(link).path) for name, link in links if not urlsplit(link).scheme]
    pages = {path.relative_to(own_site).as_posix() for path in own_site.glob("norrby/**/*.html")}

    assert len(relative) > 500
    assert [] == [
        link
        for link in relative
        if link[1] and not (folder / normpath(join(dirname(link[0]), link[1]))).is_file()
    ]
    assert {"index.html", "ordlista/index.html", "norrby/pdf/rutin.pdf", *pages} <= {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }
    assert not list(folder.glob("soderby"))


def test_no_script_needs_a_server(folder: Path) -> None:
    """A browser refuses modules and fetches from files; the pages have no place left for them."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.js")}
    pages = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))

    assert {"frame.js", "checklist.js", "contents.js"} <= scripts.keys()
    assert [] == [name for name, text in scripts.items() if "fetch(" in text or "import(" in text]
    assert 'src="../assets/offline.js"' not in pages
    assert "data-search" not in pages


def test_the_contents_open_and_lead_on(folder: Path, page: Page) -> None:
    """A double click on index.html: words filter contacts, pages and headings; our own fonts; every script runs."""
    page.goto((folder / "index.html").as_uri())
    field, rows = page.get_by_label("Skriv vad du söker"), page.locator(".contents > ul > li:visible")
    everything = rows.count()
    assert "loaded" == page.evaluate("document.fonts.load('16px Literata').then(([font]) => font.status)")

    for typed in ("SOCIALTJÄNST", "socialtjanst"):
        field.fill(typed)
        expect(rows.first).to_contain_text("Socialtjänst")
        assert 0 < rows.count() < everything
    field.fill("finns verkligen inte")
    expect(page.get_by_text("Inget i pärmen heter så.")).to_be_visible()
    field.fill("rutin")
    page.locator(".contents").get_by_role("link", name="Rutin").first.click()
    expect(page.locator("h1")).to_contain_text("Rutin")
    page.get_by_role("button", name="Visa registret").click()
    page.locator("#register").get_by_role("link", name="Kontakter").click()
    expect(page.locator("h1")).to_contain_text("Kontakter i Norrby")
    page.locator("header").get_by_role("link", name="Innehåll", exact=True).click()
    expect(page.locator("h1")).to_have_text("Innehåll")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../rutin/", "../rutin/index.html"),
        ("../rutin/#steg", "../rutin/index.html#steg"),
        ("../pdf/rutin.pdf", "../pdf/rutin.pdf"),
        ("../../", "../../index.html"),
        ("../../#kommuner", "https://parmen.example/#kommuner"),
        ("../../redaktor/falt/kommun/#x", "https://parmen.example/redaktor/falt/kommun/#x"),
        ("../saknas.pdf", "https://parmen.example/a/saknas.pdf"),
        ("#har", "#har"),
        ("tel:112", "tel:112"),
        ("https://www.1177.se/", "https://www.1177.se/"),
        ("../../../utanfor/", "../../../utanfor/"),
    ],
)
def test_an_address_becomes_a_file_or_the_sites_own(address: str, expected: str) -> None:
    """What is not in the folder leads to the site."""
    folder = Folder({"a/rutin/index.html", "a/pdf/rutin.pdf"}, "https://parmen.example/", "a/")

    assert expected == folder.find_address(address, "a/chef/index.html", "a/chef/index.html")


def test_a_zip_is_made_anew_only_when_something_has_changed(own_site: Path, example: Shelf) -> None:
    """Equal files give equal bytes; what all municipalities share changes no ZIP unless it is in it."""
    file = own_site / "norrby" / archive_name("norrby")
    write_archives(own_site, example)
    first, made = file.read_bytes(), file.stat().st_mtime_ns
    assert first == make_archive(own_site, example, "norrby")

    (own_site / "index.html").write_text("en kommun till", encoding="utf-8")
    write_offline_files(own_site, example)
    write_archives(own_site, example)
    assert made == file.stat().st_mtime_ns

    (own_site / "norrby/pdf/rutin.pdf").write_bytes(b"%PDF-2.0")
    for slug in ("norrby", "soderby"):
        (own_site / slug / LIST).unlink()
    write_offline_files(own_site, example)
    (own_site / "soderby" / archive_name("soderby")).write_bytes(b"half")
    write_archives(own_site, example, jobs=2)
    assert first != file.read_bytes() == make_archive(own_site, example, "norrby")
    assert ZipFile(own_site / "soderby" / archive_name("soderby")).testzip() is None


def test_the_command_writes_the_zip_of_a_built_site(own_site: Path, tmp_path: Path) -> None:
    """By the municipality's name; without a site, and of half a page, it says what to do."""
    words = ("offline", "--data", "tests/exempel", "--today", "2026-11-21", "--out", str(tmp_path / "a.zip"))
    done = run_parmen(*words, "--site", str(own_site), "Norrby")
    lost = run_parmen(*words, "--site", str(tmp_path), "norrby")
    page = own_site / "norrby/rutin/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[: len(whole) // 2])
    (own_site / LIST).write_bytes(b"{")
    broken = run_parmen(*words, "--site", str(own_site), "Norrby")
    page.write_bytes(whole)

    assert (0, "index.html") == (done.exit_code, ZipFile(tmp_path / "a.zip").namelist()[0])
    assert (1, True) == (lost.exit_code, "parmen build" in lost.output)
    assert (1, True) == (broken.exit_code, "norrby/rutin/index.html är trasig" in broken.output), (
        broken.output
    )
