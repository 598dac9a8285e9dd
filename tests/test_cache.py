"""Nothing in the cache is trusted: what is damaged or somebody else's is made again, without a word or a hang."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros import cache
from macros.__main__ import main
from macros.cache import cache_folder, find_stranger, read_entry, write_entry
from macros.paper.finished_pdf import FinishedPdf
from macros.paper.pdf_store import Store
from macros.records.whole_shelf import Shelf
from macros.web.search.lexicon import Lexicon, Word
from macros.web.shards import make_plan
from macros.web.site_build import BUILT
from tests.damage import DAMAGES

HASH = "0" * 64
PDF = FinishedPdf("norrby", "rutin", "Rutin", "sv", HASH, 1, HASH, 9)


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES)
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """What happens to a file of the cache."""
    harm: Callable[[Path], None] = request.param
    return harm


def test_a_damaged_entry_is_missing_and_can_be_written_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Whatever lies in its place."""
    file = tmp_path / "entries" / "a"
    for _ in range(2):
        write_entry(file, b"content")
        assert b"content" == read_entry(file)
        damage(file)
        assert read_entry(file) is None
    write_entry(file, b"content")
    assert b"content" == read_entry(file)


def test_an_entry_with_any_bit_flipped_is_missing(tmp_path: Path) -> None:
    """In its hash or in its content. In another place it is missing too."""
    file = tmp_path / "a"
    write_entry(file, b"content\n")
    whole = file.read_bytes()
    found = []
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        found.append(read_entry(file))
    file.write_bytes(whole)
    file.rename(tmp_path / "b")

    assert {None} == {*found, read_entry(tmp_path / "b")}


def test_a_damaged_store_is_filled_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Keys, PDFs, lists and the lock; the folders too, and what a killed process had half written."""
    store = Store(tmp_path / "store")
    with store.lock():
        stored = store.put(HASH, b"%PDF-1.7\n")
        store.put_binder("a", [PDF])
    for file in [path for path in store.folder.rglob("*") if path.is_file()]:
        damage(file)

    assert (None, []) == (store.find(HASH), store.find_binder("a"))
    with store.lock():
        store.trim([])
        assert (b"%PDF-1.7\n", stored) == (
            store.get_or_create(HASH, lambda: b"%PDF-1.7\n"),
            store.find(HASH),
        )


@pytest.mark.parametrize("name", ["pdf", "keys", "binders"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    """Nor emptied by ``parmen clean``. What lies half written goes."""
    outside = tmp_path / "outside" / "letter.txt"
    write_entry(outside, b"dear")
    store = Store(tmp_path / "store")
    with store.lock():
        (store.folder / name / ".a.part").touch()
        (store.folder / ".words.part").touch()
    with store.lock():
        assert [] == list(store.folder.rglob("*.part"))
        (store.folder / name).rmdir()
        (store.folder / name).symlink_to(outside.parent)
    with store.lock():
        store.trim([])

    assert (True, False) == (outside.exists(), (store.folder / name).is_symlink())


FORGED = [b"", b"{}", b"[]", b"null", b"[1]", b"[" * 100_000, b'{"a": 1}', b'{"a": "b"}', b"\xff", b"1 2 3"]
"""Well sealed, and of no shape that we write."""


@pytest.mark.parametrize(
    "content",
    [
        *FORGED,
        *(
            f"{sha} {rest}".encode()
            for sha in (HASH, "../../x")
            for rest in ("9 0", "9 1", "-1 1", "9", "9 1 1")
        ),
        *(b'[{"name": "rutin", "key": %s}]' % key for key in (b'"../x"', b"{}", b'["a"]')),
    ],
)
def test_a_forged_entry_is_missing(tmp_path: Path, content: bytes) -> None:
    """Whoever may write here can seal what they like; it becomes neither a path nor a traceback."""
    store = Store(tmp_path)
    for name in ("keys/a", "binders/a.json", "words.json"):
        write_entry(tmp_path / name, content)

    assert (None, []) == (store.find("a"), store.find_binder("a"))
    assert {} == Lexicon(tmp_path / "words.json").stored


def test_damaged_words_are_looked_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    """So the search is the same. The file is whole afterwards."""
    word = Word("möte", ("möte",), (), ())
    monkeypatch.setattr("macros.web.search.lexicon.read_words", lambda new: dict.fromkeys(new, word))
    file = tmp_path / "words.json"
    Lexicon(file).look_up(["möte"])
    damage(file)

    assert {"möte": word} == Lexicon(file).look_up(["möte"])
    assert ["möte"] == [*Lexicon(file).stored]


def test_a_fingerprint_that_cannot_be_read_is_none(
    tmp_path: Path, example: Shelf, damage: Callable[[Path], None]
) -> None:
    """The municipality is built again. Of a site others in a group may write, so its rights do not count."""
    (tmp_path / "norrby").mkdir()
    (tmp_path / "norrby" / BUILT).write_text("fingerprint", encoding="utf-8")
    (tmp_path / "norrby" / BUILT).chmod(0o644)
    assert {} == make_plan(example, tmp_path, {"norrby": "fingerprint"}).fingerprints
    damage(tmp_path / "norrby" / BUILT)

    slugs = make_plan(example, tmp_path, {"norrby": "fingerprint"}).slugs
    assert slugs == ([] if damage is DAMAGES["others may write"] else ["norrby"])


# The whole cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache of a clone, in git's hands, with an entry."""
    folder = tmp_path / ".cache" / "parmen"
    monkeypatch.setattr(cache, "FOLDER", folder)
    monkeypatch.chdir(tmp_path)
    cache_folder.cache_clear()
    write_entry(folder / "keys" / "a", b"content")
    for path in (folder, folder / "keys"):
        path.chmod(0o755)
    git("init", "--quiet")
    yield folder
    cache_folder.cache_clear()


def git(*words: str) -> None:
    """Run git in the working folder."""
    subprocess.run(["git", *words], check=True, capture_output=True)


def give_away(_: Path) -> None:
    """Let somebody else own all files."""
    os.geteuid = lambda: 12345  # type: ignore[assignment]


def link_by_git(folder: Path) -> None:
    """Let git keep a link to the cache instead."""
    folder.parent.rename("elsewhere")
    folder.parent.symlink_to("elsewhere")
    git("add", ".cache")


def replace_by_file(folder: Path) -> None:
    """Let there be a file where the folder above should be."""
    folder.parent.rename("elsewhere")
    folder.parent.touch()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda folder: git("add", "-f", str(folder)), "den är sparad i git"),
        (link_by_git, "den är sparad i git"),
        (give_away, "någon annan på datorn äger den"),
        (lambda folder: folder.chmod(0o777), "andra på datorn får skriva i den"),
        (lambda folder: (folder / "keys").chmod(0o775), "andra på datorn får skriva i den"),
        (replace_by_file, "den går inte att läsa och skriva i"),
    ],
)
def test_a_cache_that_others_may_have_filled_is_left_alone(
    folder: Path,
    spoil: Callable[[Path], object],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line says why, once, and an empty one is used, which goes with the process."""
    monkeypatch.setattr(os, "geteuid", os.geteuid)
    spoil(folder)

    chosen = cache_folder()

    assert chosen == cache_folder() != folder
    assert [] == list(chosen.iterdir())
    line = f"Mappen .cache/parmen används inte, för {reason}. Allt görs från början. Ta bort mappen, så görs en ny.\n"
    assert line == capsys.readouterr().err
    cache._remove(chosen, os.getpid() + 1)
    assert chosen.exists()
    cache._remove(chosen, os.getpid())
    assert not chosen.exists()


@pytest.mark.parametrize("spoil", [lambda _: None, lambda folder: folder.rename("other"), Path.touch])
def test_our_own_cache_is_used(
    folder: Path, spoil: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that is not there yet, beside a repository that knows nothing of it."""
    spoil(folder)

    assert (folder, "") == (cache_folder(), capsys.readouterr().err)


@pytest.mark.parametrize("brought", [True, False])
def test_a_site_that_git_brought_is_built_from_the_beginning(
    folder: Path, brought: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has not changed in it would be kept, whoever made it; all of it, whatever was asked for."""
    (folder / BUILT).touch()
    if brought:
        git("add", "-f", str(folder))
    asked: list[tuple[bool, object]] = []

    def stop(*inputs: object) -> None:
        asked.append((bool(inputs[-1]), inputs[3]))
        raise OSError("enough")

    monkeypatch.setattr("macros.commands.build_command._make_plan", stop)
    done = CliRunner().invoke(main, ["build", "--site", str(folder), "--only", "kalix"])

    expected = (False, ()) if brought else (True, ("kalix",))
    assert ([expected], "den är sparad i git" if brought else "") == (asked, find_stranger(folder))
    assert brought == (f"{folder}/ byggs om från början, för den är sparad i git." in done.output)
