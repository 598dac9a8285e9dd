"""The paper engine: what is made again and what is not, and what a fault or a kill leaves behind.

No sheet is laid out here: each is a blank page of its own (``quick_layout``).
"""

import errno
import gc
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros.checks import load
from macros.files import hash_file, write_file
from macros.paper.documents import Writer, parts_of
from macros.paper.faults import PaperError
from macros.paper.maker import Maker
from macros.paper.pdf_index import read_index, write_index
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import Report, build, trim_store
from macros.records.contents import sheets_in
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY
from tests.edits import copy_example, edit_example, replace_text

pytestmark = pytest.mark.usefixtures("quick_layout")

SLUG = "norrby"
FULL = OSError(errno.ENOSPC, "full")
PHONE, NEW_PHONE = "070-174 06 21", "070-174 06 99"
FILE = "municipalities/norrby.yaml"
NAMES = ["checklista", "kallelse"]


def hashes(site: Path) -> dict[str, str]:
    return {row["name"]: row["sha256"] for row in read_index(site / SLUG)}


@pytest.fixture(scope="module")
def whole(example, quick_layout, tmp_path_factory) -> Path:
    """Build a binder whole, in two processes: the folder of its ``site`` and its ``store``. To read."""
    folder = tmp_path_factory.mktemp("whole")
    report = build(example, folder / "site", only=[SLUG], jobs=2, store=Store(folder / "store"))
    assert [] == report.failures
    return folder


@pytest.fixture
def built(whole, tmp_path) -> Path:
    """Copy the folder of the whole binder."""
    return Path(shutil.copytree(whole, tmp_path / "built"))


@pytest.fixture
def small(example, tmp_path) -> Callable[..., Report]:
    """Build two documents of a binder, by ``site`` and ``store`` of the temporary folder."""

    def build_small(site: str = "site", names: list[str] = NAMES, **more) -> Report:
        store = Store(tmp_path / "store")
        return build(example, tmp_path / site, only=[SLUG], names=names, store=store, **more)

    return build_small


@pytest.fixture(scope="module")
def changed(whole, tmp_path_factory) -> tuple[Shelf, Path]:
    """Change a number in the binder and build it whole anew: the shelf and the folder. To read."""
    folder = tmp_path_factory.mktemp("changed") / "built"
    shutil.copytree(whole, folder)
    shelf = load(copy_example(folder / "data", edit_example(FILE, (PHONE, NEW_PHONE))), TODAY)
    report = build(shelf, folder / "site", only=[SLUG], jobs=2, store=Store(folder / "store"))
    assert [] == report.failures
    return shelf, folder


def test_every_listed_document_and_packet_is_built(example, whole):
    names = sorted(sheets_in(example.binders[SLUG]))
    files = sorted(file.stem for file in (whole / "site" / SLUG / "pdf").glob("*.pdf"))

    assert names == files == sorted(hashes(whole / "site"))


def test_one_changed_number_makes_exactly_the_pdfs_that_show_it(example, whole, changed):
    """The others are the same files, byte for byte, and are not even laid out."""
    before, after = hashes(whole / "site"), hashes(changed[1] / "site")
    binder = example.binders[SLUG]
    writer = Writer(example, binder)
    parts = {packet.id: [part.name for part in parts_of(binder, packet)] for packet in binder.packets}
    showing = {
        name for name in before if any(PHONE in writer.sheet(part).html for part in parts.get(name, [name]))
    }

    assert showing == {name for name in before if before[name] != after[name]}
    assert 0 < len(showing) < len(before)


def test_unchanged_binder_is_skipped_whole(example, built, monkeypatch):
    """Its documents are not even written as HTML. A site that is new gets the stored files."""
    monkeypatch.setattr(Maker, "document", lambda *_: pytest.fail("written again"))
    index = built / "site" / SLUG / "pdf" / "index.json"
    before = index.read_bytes()

    reports = [
        build(example, built / site, only=[SLUG], store=Store(built / "store")) for site in ("site", "new")
    ]

    assert [1, 1] == [report.skipped for report in reports]
    assert hashes(built / "site") == hashes(built / "new")
    assert before == index.read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "follow"),
    [
        (FILE, PHONE, NEW_PHONE, {"norrby"}),
        ("municipalities/soderby/contacts.yaml", "070-174 06 30", NEW_PHONE, {"soderby"}),
        ("areas/exempelbygden/contacts.yaml", "070-174 06 10", NEW_PHONE, {"norrby", "soderby"}),
        ("glossary.yaml", "term:", "term: ", {"norrby", "soderby"}),
    ],
)
def test_only_binders_that_an_edit_concerns_lose_their_fingerprint(tmp_path, file, old, new, follow):
    folder = copy_example(tmp_path / "data")
    before = load(folder, TODAY)
    replace_text(folder / file, (old, new), count=1)
    after = load(folder, TODAY)

    assert follow == {
        slug
        for slug in before.binders
        if before.fingerprint(before.binders[slug]) != after.fingerprint(after.binders[slug])
    }


@pytest.mark.parametrize(
    "damage",
    [
        lambda pdf: pdf[:-1],
        lambda pdf: pdf[:0],
        lambda pdf: pdf[: len(pdf) // 2] + b"X" + pdf[len(pdf) // 2 + 1 :],
    ],
    ids=["cut short", "empty", "one byte changed"],
)
def test_damaged_file_in_the_store_is_made_again(small, tmp_path, damage):
    small()
    before = hashes(tmp_path / "site")
    for file in (tmp_path / "store").glob("pdf/*.pdf"):
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(damage(content))

    assert [] == small("new").failures
    assert before == hashes(tmp_path / "new")


def test_packet_is_joined_though_a_part_was_damaged_meanwhile(example, tmp_path):
    store = Store(tmp_path)
    maker = Maker(example, store)
    parts = [maker.document(SLUG, name) for name in NAMES]
    store.file(parts[0].sha256).write_bytes(b"%PDF-1.7")

    assert maker.selection(parts, "Mitt urval").startswith(b"%PDF-")
    assert store.get(parts[0].key)


def test_document_that_fails_is_named_and_the_others_are_made(small, tmp_path, monkeypatch):
    """A packet that lacks it fails, too."""
    real = Maker.document

    def fail(self: Maker, slug: str, name: str, verso: bool = False):
        if name == "dagordning":
            raise PaperError(f"{slug}/{name}", ["ett tecken saknas"])
        return real(self, slug, name, verso)

    monkeypatch.setattr(Maker, "document", fail)
    report = small(names=["apt-paket", "checklista"])

    assert ["checklista"] == [made.name for made in report.made] == [*hashes(tmp_path / "site")]
    assert ["norrby/dagordning", "norrby/apt-paket"] == [failure.document for failure in report.failures]
    assert "delen ”dagordning” saknas" in str(report.failures[1])


def test_worker_that_dies_costs_its_document_only(small, monkeypatch):
    """The one that kills is named; the others of the same job are made."""
    real = Maker.document

    def deadly(self: Maker, slug: str, name: str):
        if name == "kallelse":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, slug, name)

    monkeypatch.setattr(Maker, "document", deadly)
    report = small(jobs=2)

    [failure] = report.failures
    assert (["checklista"], "norrby/kallelse") == ([made.name for made in report.made], failure.document)
    assert "arbetsprocessen dog" in str(failure)


def test_full_disk_is_reported_in_plain_words_and_leaves_no_half_file(small, tmp_path):
    """No file may grow beyond 2 kB, as on a disk that is almost full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        report = small()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert {f"norrby/{name}" for name in NAMES} == {
        failure.document for failure in report.failures if "filen får inte bli så stor" in str(failure)
    }
    assert [] == [*tmp_path.rglob("*.part"), *tmp_path.glob("site/norrby")]


def test_full_disk_stops_the_build_at_once(small, tmp_path, monkeypatch):
    """Whatever the document: one line is enough. What was half written is gone."""
    monkeypatch.setattr("macros.files.shutil.copymode", Mock(side_effect=FULL))
    monkeypatch.setattr(Path, "chmod", Mock(side_effect=FULL))
    with pytest.raises(OSError, match="full"):
        small()

    assert [] == [*tmp_path.rglob("*.part"), *tmp_path.glob("site/norrby")]


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that kills itself before its so many-th change of the disk; tell if it did."""
    child = os.fork()
    if child == 0:
        gc.freeze()  # to look for garbage in what the parent holds would copy it
        steps = count(1)

        def die_at_step(event: str, _: object) -> None:
            if event in {"os.rename", "os.link", "os.chmod", "os.remove"} and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(die_at_step)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize(("store", "names", "steps"), [
    ("whole", ["kontakter"], range(1, 14, 2)),
    ("changed", None, range(1, 92, 7)),
], ids=["while a sheet is made", "while sheets are put in place"])  # fmt: skip
def test_killed_build_leaves_every_pdf_old_or_new(whole, changed, tmp_path, store, names, steps):
    """Each kill comes some steps later; then one build ends in peace and all is new."""
    shelf, folder = changed
    old, new = hashes(whole / "site"), hashes(folder / "site")

    def finish() -> Report:
        return build(shelf, tmp_path / "site", only=[SLUG], names=names, store=Store(tmp_path / "store"))

    for step in steps:
        for name, source in (("site", whole), ("store", folder if store == "changed" else whole)):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            shutil.copytree(source / name, tmp_path / name)
        assert killed_at(step, finish), step
        for name in old:
            file = tmp_path / "site" / SLUG / "pdf" / f"{name}.pdf"
            assert hash_file(file) in {old[name], new[name]}, (step, name)
        assert old.keys() == hashes(tmp_path / "site").keys(), step
    assert [] == finish().failures
    assert {name: new[name] for name in names or new} == {
        name: sha for name, sha in hashes(tmp_path / "site").items() if not names or name in names
    }


def test_what_no_binder_uses_any_more_is_taken_away(example, built):
    """What is kept makes the next build quick: nothing is made again."""
    store = Store(built / "store")
    before = len(list(store.folder.glob("*/*")))
    store.put("old", b"%PDF-1.7 old")

    files, size = trim_store(example, store)

    assert (2, True) == (files, size > 0)
    assert before == len(list(store.folder.glob("*/*")))
    assert 1 == build(example, built / "site", only=[SLUG], store=store).skipped


def test_sheets_that_are_listed_no_longer_leave_the_site(example, built):
    folder = built / "site" / SLUG / "pdf"
    (folder / "borta.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".rutin.pdf.part").write_bytes(b"%PDF")

    build(example, built / "site", only=[SLUG], store=Store(built / "store"))

    assert not {"borta.pdf", ".rutin.pdf.part"} & {file.name for file in folder.iterdir()}


def test_progress_reports_every_sheet_and_packet(small):
    steps: list[tuple[int, int, str]] = []
    small(progress=lambda *step: steps.append(step))

    assert [(1, 2), (2, 2)] == [step[:2] for step in steps]
    assert {f"norrby/{name}" for name in NAMES} == {name for *_, name in steps}


def test_index_of_the_site_lists_what_stands_in_each_binders_folder(example, tmp_path):
    """Built one binder at a time, in any order, the list is whole; a binder that is gone leaves it."""
    for slug in ("soderby", "norrby"):
        build(example, tmp_path / "site", only=[slug], names=["checklista"], store=Store(tmp_path / "store"))
    lists = []
    for _ in range(2):
        write_index(tmp_path / "site")
        lists.append([(row["municipality"], row["name"]) for row in read_index(tmp_path / "site")])
        shutil.rmtree(tmp_path / "site" / "norrby", ignore_errors=True)

    assert [[("norrby", "checklista"), ("soderby", "checklista")], [("soderby", "checklista")]] == lists


@pytest.mark.parametrize("damage", ["", "{", "null", "[1]", '[{"name": "rutin"}]'])
def test_damaged_index_of_a_binder_stops_nothing(tmp_path, damage):
    """Its lines are missing in the site's list until the binder is built again."""
    write_file(tmp_path / "norrby" / "pdf" / "index.json", damage)

    write_index(tmp_path)

    assert [] == json.loads((tmp_path / "pdf" / "index.json").read_text("utf-8"))


def test_clean_waits_for_a_build_that_uses_the_store(example, tmp_path):
    """What the build has put there, and nothing lists yet, is not taken away before the build ends."""
    store = Store(tmp_path / "store")
    fork = multiprocessing.get_context("fork")
    waits = fork.Event()
    with store.lock():
        stored = store.put("a", b"%PDF-1.7")
        child = fork.Process(target=trim_store, args=(example, store, waits.set))
        child.start()
        assert waits.wait(timeout=60)
        assert store.file(stored.sha256).exists()
    child.join()

    assert (0, False) == (child.exitcode, store.file(stored.sha256).exists())
