"""A saved file is seen in a real browser, which loads the page anew by itself."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from socket import create_server
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from macros.preview.server import Preview
from tests.browser.tabs import Tabs
from tests.edits import copy_example, replace_text
from tests.preview.form_changes import CHANGES
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


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_made_without_a_script(name: str, address: str, folder: Path, tabs: Tabs) -> None:
    """By a link on the page and its form; seen on the page, small in the file, undone byte for byte."""
    change = CHANGES[name]
    file = folder / "data" / change.file
    before = file.read_bytes()
    with tabs.lend(java_script_enabled=False) as page:
        page.goto(f"{address}/norrby/{change.page}/")
        page.get_by_role("link", name="Ändra", exact=True).click()
        page.locator(f'a[href*="post={quote(change.path)}"]').first.click()
        for label, text in change.typed.items():
            page.get_by_label(label).first.fill(text)
        for label, word in change.chosen:
            page.get_by_label(label).select_option(word)
        for label in filter(None, (*change.ticked, change.level)):
            page.get_by_label(label).first.check()
        page.get_by_role("button", name=change.button).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sparat")
        after = file.read_bytes()
        page.get_by_role("link", name="Tillbaka till sidan").click()
        expect(page.locator("main")).to_contain_text(re.compile(change.seen, re.DOTALL))
        page.go_back()
        page.get_by_role("button", name="Ångra").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ångrat")

    lines = unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    assert change.lines == len([line for line in lines if line[:1] in "+-"]) - 2
    assert before == file.read_bytes()
