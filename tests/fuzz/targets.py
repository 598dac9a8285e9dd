"""What is fuzzed: for each target its inputs, and a judge that raises where a promise is broken."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import yaml
from hypothesis import strategies as st
from PIL import Image
from pydantic import TypeAdapter, ValidationError

from macros.cache import read_entry, write_entry
from macros.checks import check
from macros.checks.picture_files import BadPictureError, find_picture_faults, write_anew
from macros.checks.privacy import find_in_text
from macros.checks.staged import check_message
from macros.exchange.contacts import Directory, read_directories
from macros.exchange.difference import compare
from macros.exchange.translation_import import Plan, plan_changes, write_files
from macros.exchange.translation_marks import list_all_texts
from macros.exchange.workbook import write_workbook
from macros.exchange.workbook_rows import read_workbook
from macros.exchange.xliff_reader import read_xliff
from macros.exchange.xliff_writer import write_xliff
from macros.fence.page_gate import check_page
from macros.problems import Problem
from macros.records.scalars import SiteAddress
from macros.records.source import read_yaml
from macros.records.whole_shelf import Shelf
from macros.web.headers import SERVERS
from tests.edits import EXAMPLE, copy_example
from tests.fuzz.inputs import Inputs, edit_archive, edit_png, edited, joined
from tests.fuzz.outputs import judge_page, judge_pattern, judge_svg
from tests.fuzz.words import (
    ADDRESS,
    ATTRIBUTES,
    BLOCKS,
    DATA,
    ELEMENTS,
    MARKUP,
    PAGE,
    SHEET,
    TEXT,
    VALUES,
    XLIFF,
    YAML,
)
from tests.sites import ROOT

TODAY = date(2026, 11, 21)


class Target(NamedTuple):
    """``inputs`` makes the strategy when it is asked for; ``judge`` raises for a find."""

    inputs: Callable[[], Inputs]
    judge: Callable[[bytes], None]


def read_all(pattern: str, folder: Path = ROOT) -> list[bytes]:
    """Read the small files that a pattern names, in order."""
    return [path.read_bytes() for path in sorted(folder.glob(pattern)) if path.stat().st_size < 60_000]


@cache
def own_copy() -> tempfile.TemporaryDirectory[str]:
    """Make a folder of this process, in which ``data`` is a copy of the example."""
    folder = tempfile.TemporaryDirectory()
    copy_example(Path(folder.name, "data"))
    return folder


def own_folder() -> Path:
    return Path(own_copy().name)


def decode(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def judge_problems(problems: Iterable[Problem]) -> None:
    """What a file holds cannot begin a line of its own in the report."""
    for problem in problems:
        assert problem.message.isprintable(), problem.message


# YAML


def yaml_inputs() -> Inputs:
    scalar = st.one_of(
        st.text(max_size=9), st.integers(), st.booleans(), st.none(), st.dates(), st.binary(max_size=3)
    )
    tree = st.recursive(
        scalar, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner)
    )
    seeds = read_all("**/*.yaml", EXAMPLE)
    made = tree.map(lambda value: yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass"))
    return edited(seeds, YAML) | joined(YAML) | made


def judge_yaml(content: bytes) -> None:
    path = own_folder() / "x.yaml"
    path.write_bytes(content)
    problems: list[Problem] = []
    assert (read_yaml(path, "data/x.yaml", problems) is not None) or problems
    judge_problems(problems)


_FILES = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yaml"))


def check_inputs() -> Inputs:
    """A file's name and its content, with edits."""
    words = [*YAML, *DATA]

    def name_and_edit(name: str) -> Inputs:
        head = f"{name}\n".encode()
        return edited([(EXAMPLE / name).read_bytes()], words).map(lambda text: head + text)

    return st.sampled_from(_FILES).flatmap(name_and_edit)


def judge_check(content: bytes) -> None:
    name, _, text = content.partition(b"\n")
    path = own_folder() / "data" / (decode(name) if decode(name) in _FILES else _FILES[0])
    was = path.read_bytes()
    path.write_bytes(text)
    try:
        shelf, problems = check(own_folder() / "data", TODAY)
    finally:
        path.write_bytes(was)
    assert (shelf is None) <= bool(problems)
    judge_problems(problems)


# Spreadsheets


@cache
def directories() -> list[Directory]:
    shelf, _ = check(EXAMPLE, TODAY)
    assert shelf is not None
    return read_directories(shelf)


def workbook_inputs() -> Inputs:
    seeds = [write_workbook(directories(), ["Kuratorn"], "Utgivaren", TODAY)]
    return st.one_of(
        edited(seeds, SHEET, edit_archive), edited(seeds, SHEET, edit_archive), edited(seeds, SHEET)
    )


def judge_workbook(content: bytes) -> None:
    book = read_workbook(content, "kontakter.xlsx")
    list(map(str, book.faults))
    compare(book, directories())


# Translators' files


@cache
def example_shelf() -> Shelf:
    shelf, _ = check(EXAMPLE, TODAY)
    assert shelf is not None
    return shelf


def xliff_inputs() -> Inputs:
    seeds = [write_xliff(example_shelf(), list_all_texts(example_shelf()), code) for code in ("fi", "so")]
    return edited(seeds, XLIFF) | joined(XLIFF)


def judge_xliff(content: bytes) -> None:
    """A file is answered, or becomes YAML."""
    file = read_xliff(content, "x.xlf")
    plan = Plan("") if file.problems else plan_changes(example_shelf(), file)
    judge_problems(file.problems)
    if not file.problems:
        for text in write_files(example_shelf(), plan).values():
            yaml.load(text, Loader=yaml.CBaseLoader)


# Pictures


def svg_inputs() -> Inputs:
    attribute = st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES)).map(
        lambda pair: f' {pair[0]}="{pair[1]}"'
    )
    text = st.sampled_from(["", "x", *VALUES])

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, attributes, children, tail: f"<{name}{''.join(attributes)}>{''.join(children)}</{name}>{tail}",
            st.sampled_from(ELEMENTS), st.lists(attribute, max_size=3), st.lists(inner, max_size=4), text,
        )  # fmt: skip

    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml">'
    made = st.recursive(text, wrap, max_leaves=20).map(lambda inside: f"{head}{inside}</svg>".encode())
    words = [*MARKUP, *(f"<{name}>".encode() for name in ELEMENTS), *(value.encode() for value in VALUES)]
    return made | edited(read_all("docs/**/*.svg"), words)


def judge_picture(content: bytes) -> None:
    """What is written anew has no fault but its size; a fault is always named."""
    for ending in (".png", ".svg"):
        assert all(message.isprintable() for _, message, _ in find_picture_faults(content, ending, "x"))
    try:
        ending, clean = write_anew(content)
    except BadPictureError:
        return
    faults = [rule for rule, *_ in find_picture_faults(clean, ending, "x")]
    assert set(faults) <= {"picture-too-large"}, faults
    if ending == ".svg":
        judge_svg(clean)


def picture_inputs() -> Inputs:
    photos = []
    for kind, mode in product(["JPEG", "GIF", "WEBP", "PNG"], ["RGB", "L"]):
        written = io.BytesIO()
        Image.radial_gradient("L").resize((17, 9)).convert(mode).save(written, kind)
        photos.append(written.getvalue())
    pngs = [photo for photo in photos if photo.startswith(b"\x89PNG")] + read_all("tests/fel/**/*.png")
    return edited(photos, BLOCKS) | edited(pngs, BLOCKS, edit_png)


# Pages


def page_inputs() -> Inputs:
    seeds = read_all("docs/om/**/*.md") + read_all("docs/redaktor/*.md")
    return joined(PAGE) | edited([seed for seed in seeds if len(seed) < 8000], PAGE)


def judge_any_page(content: bytes) -> None:
    page = check_page(decode(content), "om/ny.md", "docs/om/ny.md")
    judge_problems(page.problems)
    if not page.problems:
        judge_page(page.markdown)


def judge_any_pattern(content: bytes) -> None:
    text = decode(content)
    page = check_page(text, "index.md" if text.startswith("---") else "_kommun/rutin.md", "docs/x.md")
    judge_problems(page.problems)
    if not page.problems:
        judge_pattern(page.markdown)


# Texts


def judge_privacy(content: bytes) -> None:
    """A plain number after anything is found, and a long text is read in time."""
    text = decode(content)
    for whole in (text, text * (100_000 // (len(text) + 1) + 1)):
        problems = list(find_in_text(f"{whole}\n\n811218-9876\n", "x"))
        assert any(problem.rule == "personal-identity-number" for problem in problems)


def judge_message(content: bytes) -> None:
    path = own_folder() / "COMMIT_EDITMSG"
    path.write_bytes(content)
    judge_problems(check_message(path, own_folder() / "data"))


def judge_entry(content: bytes) -> None:
    """An entry is read only if it is what the program would have written itself."""
    path = own_folder() / "cache" / "entry"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = read_entry(path)
    if found is not None:
        write_entry(path, found)
        assert path.read_bytes() in (content, content + b"\n")  # an empty entry needs no line break


def entry_inputs() -> Inputs:
    path = own_folder() / "cache" / "entry"
    path.parent.mkdir(exist_ok=True)
    seeds = []
    for content in (b"", b"{}", b"[1]\n" * 9):
        write_entry(path, content)
        seeds.append(path.read_bytes())
    return edited(seeds, [b"\n", b"0", b"\0"]) | st.sampled_from(seeds)


def judge_address(content: bytes) -> None:
    """An address that the data may hold changes no line or block of a server's settings."""
    try:
        address = TypeAdapter(SiteAddress).validate_python(decode(content))
    except ValidationError:
        return
    for write in SERVERS.values():
        plain = write("https://x.example/a/" if address.count("/") > 3 else "https://x.example/")
        found = write(address)
        for sign in "\n{};\"'\\$":
            assert found.count(sign) <= plain.count(sign) + 9 * (sign not in "\n{}\"'\\$"), sign


TARGETS = {
    "yaml": Target(yaml_inputs, judge_yaml),
    "check": Target(check_inputs, judge_check),
    "workbook": Target(workbook_inputs, judge_workbook),
    "xliff": Target(xliff_inputs, judge_xliff),
    "svg": Target(svg_inputs, judge_picture),
    "picture": Target(picture_inputs, judge_picture),
    "page": Target(page_inputs, judge_any_page),
    "pattern": Target(lambda: joined(PAGE) | edited(read_all("docs/_*/**/*.md"), PAGE), judge_any_pattern),
    "privacy": Target(lambda: joined(TEXT) | edited(read_all("docs/om/*.md"), TEXT), judge_privacy),
    "message": Target(lambda: joined([*TEXT, b"# --- >8 ---\n", b"\xff\xfe"]), judge_message),
    "entry": Target(entry_inputs, judge_entry),
    "address": Target(lambda: joined(ADDRESS, b"https://x.example/") | joined(ADDRESS), judge_address),
}
"""The targets, by the name that the command takes."""
