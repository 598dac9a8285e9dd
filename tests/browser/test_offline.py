"""A binder saved in the browser is read without net, renewed by what has changed, and removed again."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.web.offline.saved_files import LIST
from tests.audit.browsing import served

COPY = "Du läser en sparad kopia från "
STATE = (
    "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"
)
STORED = """async (path) => {
  const [name] = await caches.keys();
  const copy = await (await caches.open(name)).match(new URL(path, location));
  return copy?.text();
}"""


@pytest.fixture
def own_site(example_site: Path, tmp_path: Path) -> Path:
    """A copy of the example's site, to change, with a sheet."""
    site = tmp_path / "site"
    shutil.copytree(example_site, site)
    sheet = site / "norrby/pdf/rutin.pdf"
    sheet.parent.mkdir()
    sheet.write_bytes(b"%PDF-1.7")
    edit_list(site, "sheets", ["pdf/rutin.pdf", 2_000_000, "0"])
    return site


def edit_list(site: Path, kind: str, row: list[object]) -> None:
    """Give a file another hash in Norrby's list, as a new build would."""
    file = site / "norrby" / LIST
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows[kind] = [other for other in rows[kind] if other[0] != row[0]] + [row]
    file.write_text(json.dumps({**rows, "version": f"{rows['version']}+"}), encoding="utf-8")


@pytest.fixture
def page(browser: Browser, own_site: Path) -> Iterator[Page]:
    """Norrby's first page on a phone, of a site that lies in a folder. Errors fail the test."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="sv-SE")
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    with served(own_site, "/a/parmen/", "no-cache") as address:
        page = context.new_page()
        page.goto(f"{address}norrby/")
        yield page
        context.close()
    assert [] == faults


def save(page: Page, sheets: bool) -> None:
    """Save the binder, with its sheets or without."""
    page.get_by_text("Spara pärmen i mobilen").click()
    button = page.get_by_role("button", name="Spara pärmen,")
    expect(button).to_contain_text(" MB")
    if sheets:
        page.get_by_label("Ta med bladen att skriva ut, 2 MB till").check()
    button.click()
    expect(page.get_by_role("button", name="Ta bort den sparade pärmen")).to_be_focused()


def test_a_saved_binder_is_read_without_net_and_removed(page: Page) -> None:
    """Nothing is stored before she asks; pages, search and shared pages are; nothing is left when she is done."""
    assert [0, 0] == page.evaluate(STATE)

    save(page, sheets=False)
    assert [1, 1] == page.evaluate(STATE)
    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    page.context.set_offline(True)

    for path in ("rutin/", "../kontakter/", "../../ordlista/", "../norrby/rutin"):
        page.goto(page.url + path)
        expect(page.locator(".copy_note")).to_contain_text(COPY)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(
            "getComputedStyle(document.querySelector('.md-header')).backgroundColor !== 'rgba(0, 0, 0, 0)'"
        )
    page.get_by_role("button", name="Sök").click()
    page.locator("dialog input").fill("samtycke")
    expect(page.locator("dialog .search__hit").first).to_contain_text("amtycke")

    page.goto(page.url + "../pdf/rutin.pdf")
    expect(page.locator("h1")).to_have_text("Sidan är inte sparad")
    page.get_by_role("link", name="Till den sparade pärmen").click()
    page.get_by_text("Pärmen är sparad här").click()
    page.get_by_role("button", name="Ta bort den sparade pärmen").click()
    expect(page.get_by_text("Pärmen är borttagen härifrån.")).to_be_visible()
    assert [0, 0] == page.evaluate(STATE)


def test_a_new_build_replaces_the_saved_one(page: Page, own_site: Path) -> None:
    """What has changed is fetched when a page is read with net, and nothing else; the sheets stay chosen."""
    save(page, sheets=True)
    assert "%PDF-1.7" == page.evaluate(STORED, "pdf/rutin.pdf")
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url.partition("/norrby/")[2]))
    for name in ("rutin", "chef"):
        (own_site / f"norrby/{name}/index.html").write_text("<article>ny</article>", encoding="utf-8")
    edit_list(own_site, "files", ["rutin/", 21, "1"])

    page.goto(page.url + "kontakter/")
    page.wait_for_function(f"async () => (await ({STORED})('../rutin/'))?.includes('>ny<')")

    assert "ny" not in page.evaluate(STORED, "../chef/")[:20]
    assert "%PDF-1.7" == page.evaluate(STORED, "../pdf/rutin.pdf")
    page.wait_for_function("async () => (await caches.keys()).length === 1")


def test_a_binder_that_cannot_be_saved_leaves_nothing(page: Page, own_site: Path) -> None:
    """It is told in plain words, and can be tried again."""
    (own_site / "norrby/search.json").unlink()
    page.get_by_text("Spara pärmen i mobilen").click()
    page.get_by_role("button", name="Spara pärmen,").click()

    expect(page.locator(".offline__told")).to_contain_text("Det gick inte att spara. Har du nät? Prova igen.")
    assert [0, 0] == page.evaluate(STATE)
    expect(page.get_by_role("button", name="Spara pärmen,")).to_be_enabled()
