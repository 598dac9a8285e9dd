"""The lists of what the app saves, and its manifest."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from macros.files import write_file
from macros.records.values import Day
from macros.records.whole_shelf import Shelf
from macros.web.links import Links
from macros.web.offline.file_pages import OTHER_SCRIPTS
from macros.web.offline.saved_files import LIST, MANIFEST, newest_day, write_offline_files


def read_list(folder: Path) -> dict[str, list[list[str]]]:
    """Return a list of what is saved."""
    rows: dict[str, list[list[str]]] = json.loads((folder / LIST).read_text(encoding="utf-8"))
    return rows


@pytest.fixture(scope="module")
def saved(example_site: Path) -> set[str]:
    """The files of the site that are saved with Norrby, by their path."""
    return {
        (folder / address / ("index.html" if address.endswith("/") else "")).resolve().as_posix()
        for folder in (example_site / "norrby", example_site)
        for address, _, _ in read_list(folder)["files"]
    }


def test_all_that_the_pages_of_a_binder_need_is_saved(example_site: Path, saved: set[str]) -> None:
    """Every page, style, script, font and picture that exists, and the search's index; no other municipality.

    For letters of other scripts a device has fonts of its own. A feed tells of what is new on the net.
    """
    links = Links(example_site, "https://parmen.example/")
    asked = {
        (example_site / name).parent.joinpath(address.partition("#")[0]).resolve()
        for name, address in links.all_links
        if name.startswith(("norrby/", "assets/")) and ":" not in address and "redaktor" not in address
    }
    own = {path for path in asked if path.is_file() and not path.name.startswith(OTHER_SCRIPTS)}
    needed = {path.as_posix() for path in own if path.suffix not in (".pdf", ".xml")}

    assert len(needed) > 15
    assert needed <= saved
    assert (example_site / "norrby/search.json").resolve().as_posix() in saved
    assert (example_site / "assets/search/find.js").resolve().as_posix() in saved
    assert [] == [path for path in saved if not Path(path).is_file() or "/soderby/" in path]


def test_the_manifest_names_what_exists(example_site: Path) -> None:
    """The app begins and ends in the municipality's folder, and is called what the municipality is."""
    folder = example_site / "norrby"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))

    assert ("Norrby", "./", "./", "sv") == tuple(
        manifest[key] for key in ("short_name", "start_url", "scope", "lang")
    )
    assert all((folder / icon["src"]).is_file() for icon in manifest["icons"])


def test_a_list_changes_with_what_it_lists(example: Shelf, tmp_path: Path) -> None:
    """Equal content gives equal bytes. A folder that was built anew gets a new list; one that was not is left."""
    norrby, soderby = tmp_path / "norrby", tmp_path / "soderby"
    for folder in (norrby, soderby):
        write_file(folder / "index.html", "ett")
        write_file(folder / "pdf/rutin.pdf", "blad")
    write_offline_files(tmp_path, example)
    first = (norrby / LIST).read_bytes()
    assert ["./"] == [address for address, _, _ in read_list(norrby)["files"]]
    assert ["pdf/rutin.pdf"] == [address for address, _, _ in read_list(norrby)["sheets"]]

    for folder in (norrby, soderby):
        write_file(folder / "index.html", "två")
    (norrby / LIST).unlink()
    write_offline_files(tmp_path, example)

    assert first != (norrby / LIST).read_bytes()
    assert read_list(norrby)["version"] != read_list(soderby)["version"]


def test_the_day_comes_from_the_data(example: Shelf) -> None:
    """The newest change or check that has been made; never today's date."""
    binder = example.binders["norrby"]
    change = binder.newest(example.today)
    assert change is not None
    assert newest_day(example, "norrby") == str(change.date)

    called = Day(2026, 11, 20)
    contacts = [binder.contacts[0].model_copy(update={"checked": called}), *binder.contacts[1:]]
    checked = binder.model_copy(update={"contacts": contacts})

    assert "20 november 2026" == newest_day(replace(example, binders={"norrby": checked}), "norrby")
