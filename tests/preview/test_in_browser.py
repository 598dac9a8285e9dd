"""A saved file is seen in a real browser, which loads the page anew by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest
from playwright.sync_api import expect

from macros.preview.server import Preview
from tests.browser.tabs import Tabs
from tests.edits import copy_example, replace_text
from tests.preview.test_application import leave_program_unread
from tests.sites import NOON

NUMBER, CHANGED = "070-174 06 20", "070-174 06 29"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the preview's data."""
    return tmp_path_factory.mktemp("preview")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of a preview that watches a copy of the example, and makes no sheets."""
    data = copy_example(folder / "data")
    ready = threading.Event()
    with create_server(("127.0.0.1", 0)) as listening, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        leave_program_unread(patch, folder)
        preview = Preview(data, folder, missing_sheets="Blad görs inte här.")
        thread = threading.Thread(target=preview.serve, args=(listening, ready.set))
        thread.start()
        ready.wait()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        preview.end()
        thread.join()


def test_a_saved_number_and_a_fault_are_seen_without_a_touch(address: str, folder: Path, tabs: Tabs) -> None:
    """Within the policy of the pages, and gone when it is mended."""
    said: list[str] = []
    file = folder / "data/municipalities/norrby.yaml"
    with tabs.lend() as page:
        page.on("console", lambda line: said.append(line.text))
        page.goto(f"{address}/norrby/kontakter/")
        body = page.locator("main")
        expect(body).not_to_contain_text("06 29")
        replace_text(file, (NUMBER, CHANGED))
        expect(body).to_contain_text("06 29", timeout=20_000)
        replace_text(file, (f"phone: {CHANGED}", f"telefn: {CHANGED}"))
        expect(page.get_by_role("alert")).to_contain_text("okänt fält ”telefn”", timeout=20_000)
        expect(body).to_contain_text("06 29")
        replace_text(file, (f"telefn: {CHANGED}", f"phone: {NUMBER}"))
        expect(page.get_by_role("alert")).to_have_count(0, timeout=20_000)
        expect(body).not_to_contain_text("06 29")

    assert [] == said


def test_a_number_is_changed_without_a_script(address: str, folder: Path, tabs: Tabs) -> None:
    """By a pencil and its form, seen on the page, and undone byte for byte."""
    file = folder / "data/municipalities/norrby.yaml"
    before = file.read_bytes()
    with tabs.lend(java_script_enabled=False) as page:
        page.goto(f"{address}/norrby/kontakter/")
        page.get_by_role("link", name="Ändra", exact=True).click()
        page.locator("li, tr, div, section", has_text=NUMBER).locator(".pencil").first.click()
        page.get_by_label("Telefon").fill("070-1740629")
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sparat")
        after = file.read_bytes()
        page.get_by_role("link", name="Tillbaka till sidan").click()
        expect(page.locator("main")).to_contain_text("06 29")
        page.go_back()
        page.get_by_role("button", name="Ångra").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ångrat")

    assert after != before
    assert before == file.read_bytes()
