"""The paper engine: what is made again and what is not, and what a fault or a kill leaves behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from macros.checks import load
from macros.files import hash_file
from macros.paper import maker
from macros.paper import pdf_store as stores
from macros.paper.maker import Maker
from macros.paper.pdf_index import write_index
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import Report, build, trim
from tests.conftest import EXAMPLE, TODAY

SLUG = "norrby"
PHONE, NEW_PHONE = "070-174 06 21", "070-174 06 99"
FILE = "municipalities/norrby.yaml"


def edited(copy, old: str = PHONE, new: str = NEW_PHONE, file: str = FILE, today: date = TODAY):
    """Give the example's shelf with one thing changed."""
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    assert old in text
    return load(copy({file: text.replace(old, new)}), today)


def hashes(site: Path) -> dict[str, str]:
    rows = json.loads((site / SLUG / "pdf" / "index.json").read_text("utf-8"))
    return {row["name"]: row["sha256"] for row in rows if row["municipality"] == SLUG}


def words(pdf: Path) -> str:
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_one_changed_number_makes_exactly_the_pdfs_that_show_it(example, example_copy, store, tmp_path):
    """The others are the same files, byte for byte, and are not even laid out."""
    build(example, tmp_path / "site", only=[SLUG], jobs=2, store=store)
    before = hashes(tmp_path / "site")
    showing = {name for name in before if PHONE in words(tmp_path / "site" / SLUG / "pdf" / f"{name}.pdf")}

    report = build(edited(example_copy), tmp_path / "site", only=[SLUG], jobs=2, store=store)

    after = hashes(tmp_path / "site")
    changed = {name for name in before if before[name] != after[name]}
    print(f"\n{len(changed)} of {len(before)} PDFs made again: {', '.join(sorted(changed))}")
    assert not report.failures
    assert changed == showing
    assert 0 < len(changed) < len(before)


def test_an_unchanged_binder_is_skipped_whole(example, store, tmp_path, monkeypatch):
    """Its documents are not even written as HTML. A site that is new gets the stored files."""
    build(example, tmp_path / "site", only=[SLUG], jobs=2, store=store)
    monkeypatch.setattr(Maker, "document", lambda *_: pytest.fail("written again"))

    again = build(example, tmp_path / "site", only=[SLUG], store=store)
    elsewhere = build(example, tmp_path / "new", only=[SLUG], store=store)

    assert (1, 1) == (again.skipped, elsewhere.skipped)
    assert hashes(tmp_path / "site") == hashes(tmp_path / "new")


def fingerprint_on(day: date) -> str:
    shelf = load(Path("tests/exempel"), day)
    return shelf.fingerprint(shelf.binders[SLUG])


def test_a_new_day_changes_a_binder_only_when_a_day_named_in_it_has_passed():
    """Then something may have become too old, and says so."""
    assert fingerprint_on(date(2026, 11, 25)) == fingerprint_on(date(2026, 11, 26))
    assert fingerprint_on(date(2026, 11, 25)) != fingerprint_on(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("file", "old", "new", "follow"),
    [
        (FILE, PHONE, NEW_PHONE, {"norrby"}),
        ("municipalities/soderby/contacts.yaml", "070-174 06 30", NEW_PHONE, {"soderby"}),
        ("areas/exempelbygden/contacts.yaml", "070-174 06 10", NEW_PHONE, {"norrby", "soderby"}),
        ("glossary.yaml", "term:", "term: ", {"norrby", "soderby"}),
    ],
)
def test_only_binders_that_an_edit_concerns_lose_their_fingerprint(
    example, example_copy, monkeypatch, file, old, new, follow
):
    same = edited(example_copy, old, old, file)
    before = {slug: same.fingerprint(binder) for slug, binder in same.binders.items()}
    other = edited(example_copy, old, new, file)
    after = {slug: other.fingerprint(binder) for slug, binder in other.binders.items()}

    assert follow == {slug for slug in before if before[slug] != after[slug]}


NAMES = ["checklista", "kallelse"]


@pytest.fixture
def small(example, tmp_path) -> tuple[Path, Store]:
    """Two sheets of a binder on a site, with a store of their own."""
    store = Store(tmp_path / "store")
    assert not build(example, tmp_path / "site", only=[SLUG], names=NAMES, store=store).failures
    return tmp_path / "site", store


@pytest.mark.parametrize(
    "damage",
    [
        lambda pdf: pdf[:-1],
        lambda pdf: pdf[:0],
        lambda pdf: pdf[: len(pdf) // 2] + b"X" + pdf[len(pdf) // 2 + 1 :],
    ],
    ids=["cut short", "empty", "one byte changed"],
)
def test_a_damaged_file_in_the_store_is_made_again(example, small, tmp_path, damage):
    site, store = small
    before = hashes(site)
    for file in store.folder.glob("pdf/*.pdf"):
        whole = file.read_bytes()
        file.unlink()
        file.write_bytes(damage(whole))

    report = build(example, tmp_path / "new", only=[SLUG], names=NAMES, store=store)

    assert not report.failures
    assert before == hashes(tmp_path / "new")


def test_a_packet_is_joined_though_a_part_was_damaged_meanwhile(example, store):
    maker = Maker(example, store)
    parts = [maker.document(SLUG, name) for name in ("dagordning", "checklista")]
    store.file(parts[0].sha256).write_bytes(b"%PDF-1.7")

    joined = maker.selection(parts, "Mitt urval")

    assert joined.startswith(b"%PDF-")
    assert store.get(parts[0].key)


def test_a_worker_that_dies_costs_its_document_only(example, tmp_path, monkeypatch):
    """The one that kills is named; the others of the same job are made."""
    real = Maker.document

    def deadly(self: Maker, slug: str, name: str):
        if name == "kallelse":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, slug, name)

    monkeypatch.setattr(Maker, "document", deadly)
    report = build(
        example, tmp_path / "site", only=[SLUG], names=NAMES, jobs=2, store=Store(tmp_path / "store")
    )

    assert ["checklista"] == [made.name for made in report.made]
    assert ["norrby/kallelse"] == [failure.document for failure in report.failures]
    assert "arbetsprocessen dog" in str(report.failures[0])


def limited_in_size(work: Callable[[], Report]) -> Report:
    """Work where no file may grow beyond 30 kB, as on a disk that is almost full."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, hard))
    try:
        return work()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_in_plain_words_and_leaves_no_half_file(example, tmp_path):
    report = limited_in_size(
        lambda: build(example, tmp_path / "site", only=[SLUG], names=NAMES, store=Store(tmp_path / "store"))
    )

    assert {f"norrby/{name}" for name in NAMES} == {failure.document for failure in report.failures}
    assert all("filen får inte bli så stor" in str(failure) for failure in report.failures)
    assert [] == [file for file in tmp_path.rglob("*") if file.suffix == ".part"]
    assert not (tmp_path / "site" / SLUG).exists()


@pytest.mark.parametrize(("number", "said"), [(28, "disken är full"), (13, "du får inte skriva i mappen")])
def test_what_the_disk_says_is_said_in_swedish(example, tmp_path, monkeypatch, number, said):
    def refuse(file: Path, content: bytes | str) -> None:
        raise OSError(number, "No", str(file))

    monkeypatch.setattr(stores, "write_file", refuse)
    report = build(
        example, tmp_path / "site", only=[SLUG], names=["checklista"], store=Store(tmp_path / "store")
    )

    assert re.search(rf"norrby/checklista: .*\n    {said}: ", str(report.failures[0]))


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that kills itself at its so many-th move of a file; tell whether it died."""
    child = os.fork()
    if child == 0:
        left = [step]

        def counted(move: Callable[..., object]) -> Callable[..., object]:
            def moved(*args: object, **more: object) -> object:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return move(*args, **more)

            return moved

        for name in ("replace", "link", "chmod", "unlink"):
            setattr(os, name, counted(getattr(os, name)))
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_build_killed_twenty_times_leaves_every_pdf_old_or_new(
    example, example_copy, tmp_path, monkeypatch
):
    """Each kill comes one step later; then one build ends in peace and all is new.

    Each text is laid out once: the killed builds, which are forks of this process, only move files.
    """
    monkeypatch.setattr(maker, "render", cache(maker.render))
    site, names = tmp_path / "site", ["familjepaket", "checklista"]
    other = edited(example_copy, "name: Norrby", "name: Nyby")
    build(other, tmp_path / "other", only=[SLUG], names=names, store=Store(tmp_path / "elsewhere"))
    build(example, site, only=[SLUG], names=names, store=Store(tmp_path / "store"))
    old, new = hashes(site), hashes(tmp_path / "other")
    assert old != new

    shutil.copytree(tmp_path / "store", tmp_path / "store before")
    shutil.copytree(site, tmp_path / "site before")

    def finish() -> Report:
        return build(other, site, only=[SLUG], names=names, store=Store(tmp_path / "store"))

    for step in range(1, 21):
        for folder in ("store", "site"):
            shutil.rmtree(tmp_path / folder)
            shutil.copytree(tmp_path / f"{folder} before", tmp_path / folder)
        assert killed_at(step, finish), step
        assert whole(site, old, new)
    assert not finish().failures
    assert new == hashes(site)


def whole(site: Path, old: dict[str, str], new: dict[str, str]) -> bool:
    """Tell that every PDF of the site is the old one or the new one."""
    for name in old:
        found = hash_file(site / SLUG / "pdf" / f"{name}.pdf")
        assert found in {old[name], new[name]}, name
    json.loads((site / SLUG / "pdf" / "index.json").read_text("utf-8"))
    return True


def test_what_no_binder_uses_any_more_is_taken_away(example, example_copy, store, tmp_path):
    """What is kept makes the next build quick: nothing is made again."""
    own = Store(tmp_path / "store")
    for folder in ("keys", "pdf", "binders"):
        (own.folder / folder).mkdir(parents=True)
    build(example, tmp_path / "site", only=[SLUG], jobs=2, store=store)
    for file in store.folder.glob("*/*"):
        os.link(file, own.folder / file.parent.name / file.name)
    own.put("old", b"%PDF-1.7 old")
    before = len(list(own.folder.glob("*/*")))

    files, size = trim(example, own)

    assert files >= 2
    assert size > 0
    assert before - files == len(list(own.folder.glob("*/*")))
    assert 1 == build(example, tmp_path / "site", only=[SLUG], store=own).skipped


def test_sheets_that_are_listed_no_longer_leave_the_site(example, store, tmp_path):
    folder = tmp_path / "site" / SLUG / "pdf"
    folder.mkdir(parents=True)
    (folder / "borta.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".rutin.pdf.part").write_bytes(b"%PDF")

    build(example, tmp_path / "site", only=[SLUG], jobs=2, store=store)

    assert not {"borta.pdf", ".rutin.pdf.part"} & {file.name for file in folder.iterdir()}


def test_progress_tells_of_every_sheet_and_packet(example, tmp_path):
    told: list[tuple[int, int, str]] = []
    build(
        example,
        tmp_path / "site",
        only=[SLUG],
        names=NAMES,
        progress=lambda *step: told.append(step),
        store=Store(tmp_path / "store"),
    )

    assert [1, 2] == [done for done, _total, _name in told]
    assert {2} == {total for _done, total, _name in told}
    assert {f"norrby/{name}" for name in NAMES} == {name for _done, _total, name in told}


def test_the_sites_index_lists_what_stands_in_each_binders_folder(example, store, tmp_path):
    """Built one binder at a time, in any order, the list is whole; a binder that is gone leaves it."""
    site = tmp_path / "site"
    for slug in ("soderby", "norrby"):
        build(example, site, only=[slug], names=["checklista"], store=store)
    write_index(site)
    rows = json.loads((site / "pdf" / "index.json").read_text("utf-8"))

    assert [("norrby", "checklista"), ("soderby", "checklista")] == [
        (row["municipality"], row["name"]) for row in rows
    ]
    assert all(
        row["sha256"] == hash_file(site / row["municipality"] / "pdf" / f"{row['name']}.pdf") for row in rows
    )

    shutil.rmtree(site / "norrby")
    write_index(site)

    assert ["soderby"] == [
        row["municipality"] for row in json.loads((site / "pdf" / "index.json").read_text("utf-8"))
    ]


@pytest.mark.parametrize("damage", ["", "{", "null", "[1]", '[{"name": "rutin"}]'])
def test_a_damaged_index_of_a_binder_stops_nothing(example, store, tmp_path, damage):
    """Its lines are missing in the site's list until the binder is built again."""
    site = tmp_path / "site"
    build(example, site, only=["norrby"], names=["checklista"], store=store)
    (site / "norrby" / "pdf" / "index.json").write_text(damage, encoding="utf-8")

    write_index(site)

    assert [] == json.loads((site / "pdf" / "index.json").read_text("utf-8"))


def test_clean_waits_for_a_build_that_uses_the_store(example, tmp_path):
    """What the build has put there, and nothing lists yet, is not taken away before the build ends."""
    store = Store(tmp_path / "store")
    fork = multiprocessing.get_context("fork")
    waits = fork.Event()
    with store.lock():
        stored = store.put("a", b"%PDF-1.7")
        child = fork.Process(target=trim, args=(example, store, waits.set))
        child.start()
        assert waits.wait(timeout=60)
        assert store.file(stored.sha256).exists()
    child.join()

    assert (0, False) == (child.exitcode, store.file(stored.sha256).exists())
