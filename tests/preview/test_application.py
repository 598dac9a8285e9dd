"""What the preview answers: pages as the files say now, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from macros.paper.faults import PaperError
from macros.preview.application import Application
from macros.preview.current_site import CurrentSite
from macros.preview.press import Press
from macros.preview.readings import Readings
from macros.preview.tabs import Tabs
from macros.preview.watched_files import Kind
from tests.edits import copy_example, edit_example, replace_text
from tests.preview.calls import ask
from tests.sites import NOON

NUMBER = "070-174 06 20"
TOWN = "municipalities/norrby.yaml"


class PretendedPress(Press):
    """Makes a sheet of its name, or says why not."""

    def make(self, readings: Readings, binder: str, name: str) -> bytes:  # noqa: ARG002
        if name == "checklista":
            raise PaperError(name, ["texten får inte plats på <kortet>"])
        return f"%PDF {binder} {name}".encode()


def leave_program_unread(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the check read the data alone: the program's own pages are the same in each test."""
    patch.setattr("macros.checks.file_gate.ROOT", folder)
    patch.setattr("macros.checks.DOCS", folder / "docs")


class Preview:
    """A preview of a copy of the example, without a server."""

    def __init__(self, folder: Path) -> None:
        self.data = copy_example(folder / "data")
        self.site = CurrentSite(self.data, folder, lambda: None)
        self.app: ASGIApp = Application(self.site, Tabs(), PretendedPress()).make()
        self.site.readings.read_all()

    def page(self, address: str) -> str:
        """Return a page that is there."""
        answer = ask(self.app, address)
        assert 200 == answer.status
        return answer.text


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests of this module, which leave its files as they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        folder = tmp_path_factory.mktemp("preview")
        patch.chdir(folder)
        leave_program_unread(patch, folder)
        yield Preview(folder)


pytestmark = pytest.mark.site


def test_a_saved_number_is_on_the_page_and_a_fault_beside_it(preview: Preview) -> None:
    """The page that is looked at names itself anew; with a fault the last good page stays below."""
    before = ask(preview.app, "/norrby/kontakter/")
    file = preview.data / TOWN
    replace_text(file, (NUMBER, "070-174 06 29"))
    preview.site.update()
    after = ask(preview.app, "/norrby/kontakter/")

    assert (False, True) == ("06 29" in before.text, "06 29" in after.text)
    assert before.headers["x-page"] != after.headers["x-page"]
    assert f'data-page="{after.headers["x-page"]}"' in after.text

    replace_text(file, ("phone: 070-174 06 29", "telefn: <script>"))
    preview.site.update()
    faulty = preview.page("/norrby/kontakter/")

    assert "06 29" in faulty
    assert "norrby.yaml:" in faulty
    assert "okänt fält ”telefn”" in faulty
    assert "Menade du ”phone” (telefon)?" in faulty
    assert faulty.index("telefn") > faulty.index("<main")

    replace_text(file, ("telefn: <script>", f"phone: {NUMBER}"))
    preview.site.update()

    assert before.text == preview.page("/norrby/kontakter/")
    assert before.headers == ask(preview.app, "/norrby/kontakter/").headers


def test_a_new_municipality_is_there_at_once(preview: Preview) -> None:
    """And gone when its file is."""
    new = preview.data / "municipalities/vastby.yaml"
    text = (preview.data / TOWN).read_text(encoding="utf-8").replace("Norrby", "Västby")
    new.write_text(text, encoding="utf-8")
    preview.site.update()
    shown = preview.page("/vastby/")
    new.unlink()
    preview.site.update()

    assert "Västby" in shown
    assert preview.site.readings.shelf is not None
    assert "vastby" not in preview.site.readings.shelf.municipalities


@pytest.mark.parametrize(
    "address",
    [
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/data/site.yaml",
        "/norrby/..%2f..%2fdata/site.yaml",
        "/norrby/%2e%2e/%2e%2e/data/site.yaml",
        "/norrby/..%5c..%5cdata",
        "/norrby/.built",
        "/norrby/%00",
        "//etc/passwd",
        "/C:/windows",
        "/norrby/pdf/../../data.pdf",
        "/norrby/pdf/unknown.pdf",
        "/_forhandsvisning/../application.py",
        "/_forhandsvisning/application.py",
        "/_forhandsvisning/%2e%2e%2fserver.py",
        "/nobody/",
    ],
)
def test_nothing_outside_the_site_is_answered(preview: Preview, address: str) -> None:
    """Neither the data, nor the program, nor the machine."""
    answer = ask(preview.app, address)

    assert 404 == answer.status
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


def test_a_sheet_is_made_when_it_is_asked_for(preview: Preview) -> None:
    """One that cannot be made says why, in words that are no HTML."""
    sheet, failed = (ask(preview.app, f"/norrby/pdf/{name}.pdf") for name in ("rutin", "checklista"))

    assert ("application/pdf", "%PDF norrby rutin") == (sheet.headers["content-type"], sheet.text)
    assert 503 == failed.status
    assert "texten får inte plats på &lt;kortet&gt;" in failed.text


def test_each_file_comes_as_what_it_is(preview: Preview) -> None:
    """Pages, styles, scripts and search files; a folder without its slash leads on."""
    kinds = {
        address: ask(preview.app, address).headers["content-type"].partition(";")[0]
        for address in ("/", "/assets/screen.css", "/assets/frame.js", "/norrby/search.json", "/search.json")
    }
    moved, elsewhere = (ask(preview.app, address) for address in ("/norrby", "//norrby"))

    assert ["text/html", "text/css", "text/javascript", "application/json", "application/json"] == [
        *kinds.values()
    ]
    assert (301, "/norrby/") == (moved.status, moved.headers["location"])
    assert "/norrby/" == elsewhere.headers["location"]


def test_a_change_of_style_reloads_every_page(preview: Preview) -> None:
    """The page itself is the same."""
    before = ask(preview.app, "/norrby/rutin/")
    preview.site.update({Kind.LOOK})
    after = ask(preview.app, "/norrby/rutin/")

    names = [answer.headers["x-page"] for answer in (before, after)]
    assert names[0] != names[1]
    assert before.text.replace(*names) == after.text


def test_faults_before_anything_could_be_read_have_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks after itself: it is loaded anew when they are mended."""
    leave_program_unread(monkeypatch, tmp_path)
    data = copy_example(tmp_path / "data", edit_example(TOWN, ("phone:", "telefn:"), count=1))
    site = CurrentSite(data, tmp_path, lambda: None)
    site.update()
    answer = ask(Application(site, Tabs(), PretendedPress()).make(), "/norrby/")

    assert 503 == answer.status
    assert "okänt fält ”telefn”" in answer.text
    assert "reload.js" in answer.text


def test_a_fault_of_the_program_shows_no_traceback(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says where to look; the next saving is followed all the same."""
    monkeypatch.setattr(preview.site, "find", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # on its way to the terminal
        ask(preview.app, "/norrby/")
    monkeypatch.undo()
    monkeypatch.setattr(preview.site.readings, "read_all", lambda: 1 / 0)
    preview.site.update()
    shown = preview.page("/norrby/")
    monkeypatch.undo()
    preview.site.update()

    assert "ZeroDivisionError" in shown
    assert "Traceback" not in shown
    assert "ZeroDivisionError" not in preview.page("/norrby/")
