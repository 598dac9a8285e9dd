"""parmen archive: what applies is kept, once; the pages show it as it was. No sheet is laid out here."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from click.testing import Result

from macros.checks.kept_rules import what_is_kept_is_whole
from macros.records.kept import day_file
from macros.records.ledger import open_ledger
from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from macros.web.kept_pages import write_kept
from tests.checks.ready import make_ready
from tests.conftest import run_parmen
from tests.edits import copy_example, replace_text

FIRST, SECOND = date(2026, 11, 20), date(2026, 11, 21)
NAMES = ["rutin", "checklista", "samtycke"]
Keep = Callable[..., Result]


@pytest.fixture(scope="module")
def keep(quick_layout) -> Iterator[Keep]:
    """Keep what applies in a shelf, of three documents. The check has its own tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795262400")  # 21 November 2026
        patch.setattr("macros.paper.adopted_documents.list_documents", lambda _: NAMES)

        def run(shelf: Shelf, *words: str) -> Result:
            patch.setattr("macros.commands.archive_command.shelf_or_stop", lambda *_, **__: shelf)
            return run_parmen("archive", "--jobs", "1", *words)

        yield run


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that is ready to be published."""
    return make_ready(copy_example(tmp_path_factory.mktemp("ready") / "data"))


@pytest.fixture(scope="module")
def done(ready: Path, keep: Keep) -> list[Result]:
    """What is said when three documents are kept, then the one of them that has changed, then none."""
    results = [keep(load(ready, FIRST), "norrby")]
    replace_text(ready / "agreements/exempelavtalet/routine.yaml", ('version: "2.1"', 'version: "2.2"'))
    results.append(keep(load(ready, SECOND), "norrby"))
    results.append(keep(load(ready, SECOND), "norrby", "soderby"))
    return results


@pytest.fixture(scope="module")
def shelf(done: list[Result], ready: Path) -> Shelf:
    """The shelf with what was kept."""
    return load(ready, SECOND)


def test_a_document_is_kept_once_and_a_day_never_again(done: list[Result], shelf: Shelf) -> None:
    """What is unchanged is named by its hash; nothing is written where nothing is new."""
    folder = shelf.folder / "archive/norrby"
    days = shelf.archives["norrby"].days

    assert "Norrby: 3 dokument gäller. 3 är nya eller ändrade" in done[0].output
    assert "Norrby: 3 dokument gäller. 1 är nya eller ändrade" in done[1].output
    assert "Norrby: inget har ändrats sedan 21 november 2026." in done[2].output
    assert "Söderby: inget antaget dokument gäller i dag" in done[2].output
    assert [(3, 0), (1, 2)] == [(len(day.documents), len(day.unchanged)) for day in days.values()]
    assert 4 == len(list(folder.glob("*.pdf")))
    assert all(file.stem == sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.pdf"))
    assert [] == list(what_is_kept_is_whole(shelf))


def test_what_cannot_apply_is_refused(done: list[Result], keep: Keep, shelf: Shelf, example: Shelf) -> None:
    """A day ahead, a site that is not published, a draft, and a day that has been kept otherwise."""
    changed = {slug: replace(own, days={SECOND: own.days[FIRST]}) for slug, own in shelf.archives.items()}
    town = shelf.municipalities["norrby"]
    towns = {**shelf.municipalities, "norrby": town.model_copy(update={"approved": None})}
    binders = {
        key: own.model_copy(update={"municipality": towns["norrby"]}) if key == "norrby" else own
        for key, own in shelf.binders.items()
    }
    for address, binder in binders.items():
        binder.__dict__.update(_levels=shelf.binders[address].levels, _today=shelf.today)

    assert "1 december 2026 har inte varit än" in keep(replace(shelf, today=date(2026, 12, 1))).output
    assert "inte publicerad (published: nej)" in keep(example).output
    assert (
        "Norrby är ett utkast" in keep(replace(shelf, municipalities=towns, binders=binders), "norrby").output
    )
    assert "21 november 2026 är redan sparad" in keep(replace(shelf, archives=changed), "norrby").output


def test_the_check_finds_what_is_missing_or_says_otherwise(shelf: Shelf, tmp_path: Path) -> None:
    """A PDF that is gone, one that no day has, and a row that is not what its PDF says of itself."""
    own = shelf.archives["norrby"]
    (document,) = own.days[SECOND].documents
    told = own.days[SECOND].model_copy(update={"documents": [document.model_copy(update={"version": "9"})]})
    lies = replace(shelf, archives={"norrby": replace(own, days={**own.days, SECOND: told})})
    forgets = replace(shelf, archives={"norrby": replace(own, days={FIRST: own.days[FIRST]})})
    elsewhere = replace(shelf, folder=tmp_path)

    assert ["filen säger något annat om sig själv än vad som står här"] == [
        problem.message.partition(": ")[2] for problem in what_is_kept_is_whole(lies)
    ]
    assert ["ingen dag i arkivet har den här filen"] == [
        problem.message for problem in what_is_kept_is_whole(forgets)
    ]
    assert 4 == len([problem for problem in what_is_kept_is_whole(elsewhere) if "saknas" in problem.message])


def test_the_site_shows_what_applied_and_serves_the_files_as_they_were_kept(shelf: Shelf) -> None:
    """Each file once, at the first day's address; the pages are found by no search engine, and lead on."""
    files = dict(write_kept(shelf, shelf.binders["norrby"]))
    pages = {name: unescape(page.decode()) for name, page in files.items() if name.endswith(".html")}
    folder = shelf.folder / "archive/norrby"
    first, second = (pages[f"arkiv/{day}/index.html"].replace("\u00a0", " ") for day in (FIRST, SECOND))

    assert {file.read_bytes() for file in folder.glob("*.pdf")} == {*files.values()} - {
        page for name, page in files.items() if name in pages
    }
    assert {f"arkiv/{FIRST}/{name}.pdf" for name in NAMES} | {f"arkiv/{SECOND}/rutin.pdf"} == {*files} - {
        *pages
    }
    assert all('<meta name="robots" content="noindex">' in page for page in pages.values())
    assert "Detta gällde" in first
    assert "Det här gäller nu: " in first
    assert f'href="../{FIRST}/checklista.pdf"' in second
    assert f'href="../{SECOND}/rutin.pdf"' in second
    assert "Version 2.1. Fastställt av Ledningsgruppen i Granland 15 januari 2025" in first
    assert "Version 2.2." in second
    assert 'href="../../pdf/rutin.pdf"' in second
    assert {"norrby/arkiv", f"norrby/arkiv/{FIRST}"} <= open_ledger(shelf).living


def test_where_nothing_is_kept_there_is_no_archive(example: Shelf, shelf: Shelf) -> None:
    """No page; and what is kept is part of what a municipality is built from."""
    binder = shelf.binders["norrby"]
    before = shelf.fingerprint(binder)
    file = day_file(shelf.folder, "norrby", SECOND)
    shelf.read.add(file.as_posix(), file.read_bytes() + b"# mer\n")
    shelf.read._digests.clear()

    assert [] == list(write_kept(example, example.binders["norrby"]))
    assert before != shelf.fingerprint(binder)
