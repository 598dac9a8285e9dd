"""What is fuzzed: for each target its inputs, and a judge that raises where a promise is broken."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import yaml
from hypothesis import strategies as st
from PIL import Image

from macros.cache import read_entry, write_entry
from macros.checks import check
from macros.checks.picture_files import BadPictureError, find_picture_faults, write_anew
from macros.checks.privacy import find_in_text
from macros.checks.staged import check_message
from macros.exchange.contacts import Directory, read_directories
from macros.exchange.difference import compare
from macros.exchange.workbook import write_workbook
from macros.exchange.workbook_rows import read_workbook
from macros.fence.page_gate import check_page
from macros.problems import Problem
from macros.records.scalars import SiteAddress
from macros.records.source import read_yaml
from macros.web.headers import SERVERS
from tests.edits import EXAMPLE, copy_example
from tests.fuzz.inputs import Inputs, edit_archive, edit_png, edited, joined
from tests.fuzz.outputs import judge_page, judge_pattern, judge_svg
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
def own_folder() -> Path:
    """Make a folder of this process: ``data`` is a copy of the example."""
    holder = tempfile.TemporaryDirectory()
    _HOLDERS.append(holder)
    copy_example(Path(holder.name, "data"))
    return Path(holder.name)


_HOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def decode(content: bytes) -> str:
    return content.decode("utf-8", "replace")


# YAML

_YAML = [b"- ", b"? ", b": ", b"{", b"[", b"}", b"]", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"---\n",
         b"|\n", b">-\n", b'"\\u202e', b"'", b"\xff", b"\xe2\x80\xa8", b"\0", b"\t", b"#", b" #", b"%YAML 9\n", b"\xef\xbb\xbf"]  # fmt: skip


def yaml_inputs() -> Inputs:
    scalar = st.one_of(
        st.text(max_size=9), st.integers(), st.booleans(), st.none(), st.dates(), st.binary(max_size=3)
    )
    tree = st.recursive(
        scalar, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner)
    )
    seeds = read_all("**/*.yaml", EXAMPLE)
    made = tree.map(lambda value: yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass"))
    return edited(seeds, _YAML) | joined(_YAML) | made


def judge_yaml(content: bytes) -> None:
    path = own_folder() / "x.yaml"
    path.write_bytes(content)
    problems: list[Problem] = []
    assert (read_yaml(path, "data/x.yaml", problems) is not None) or problems


_FILES = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yaml"))


def check_inputs() -> Inputs:
    """A file's name and its content, with edits."""
    words = [
        *_YAML,
        b"\xc3\xa5" * 9,
        b"../",
        b"<script>",
        b"{{ config }}",
        b"2026-02-30",
        b"9" * 400,
        b"norrby",
    ]

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
    for problem in problems:
        str(problem)


# Spreadsheets

_SHEET = [b'<mergeCell ref="A1:XFD1048576"/>', b'<dimension ref="A1:XFD1048576"/>', b'<c r="XFD1048576" t="s"><v>9999999</v></c>',
          b'<row r="1048576">', b'<c r="A1" t="e"><f>HYPERLINK("http://x.example")</f></c>', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
          b'<!ENTITY b SYSTEM "file:///etc/hostname">', b'r="A0"', b'r="-1"', b't="d"', b"<v>NaN</v>", b"<v>1e999</v>", b"99999999999"]  # fmt: skip


@cache
def directories() -> list[Directory]:
    shelf, _ = check(EXAMPLE, TODAY)
    assert shelf is not None
    return read_directories(shelf)


def workbook_inputs() -> Inputs:
    seeds = [write_workbook(directories(), ["Kuratorn"], "Utgivaren", TODAY)]
    return st.one_of(
        edited(seeds, _SHEET, edit_archive), edited(seeds, _SHEET, edit_archive), edited(seeds, _SHEET)
    )


def judge_workbook(content: bytes) -> None:
    book = read_workbook(content, "kontakter.xlsx")
    list(map(str, book.faults))
    compare(book, directories())


# Pictures

_ELEMENTS = ["g", "path", "rect", "use", "style", "text", "clipPath", "mask", "linearGradient", "stop", "title", "script", "a",
             "image", "foreignObject", "animate", "set", "h:iframe", "filter", "symbol", "defs"]  # fmt: skip
_VALUES = ["#a", "url(#a)", "javascript:x()", "https://x.example/", "url(//x.example)", "u\\72l(x)", "1e9", "0 0 1 1", "var(--x)",
           "expression(x)", "data:,x", "red;background:url(x)", "@import 'x'", "a{fill:red}", "a{fill:url(#a)}", "&lt;/style&gt;", "((((((((((((",
           "url(#a", "'", "/*", "rgb(1,2,3)", "image-set('x')", "}", "\\", "é", "&#x202e;"]  # fmt: skip
_ATTRIBUTES = [
    "id",
    "href",
    "xlink:href",
    "style",
    "fill",
    "d",
    "class",
    "onload",
    "h:src",
    "xml:base",
    "transform",
    "clip-path",
    "mask",
]


def svg_inputs() -> Inputs:
    attribute = st.tuples(st.sampled_from(_ATTRIBUTES), st.sampled_from(_VALUES)).map(
        lambda pair: f' {pair[0]}="{pair[1]}"'
    )
    text = st.sampled_from(["", "x", *_VALUES])

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, attributes, children, tail: f"<{name}{''.join(attributes)}>{''.join(children)}</{name}>{tail}",
            st.sampled_from(_ELEMENTS), st.lists(attribute, max_size=3), st.lists(inner, max_size=4), text,
        )  # fmt: skip

    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml">'
    made = st.recursive(text, wrap, max_leaves=20).map(lambda inside: f"{head}{inside}</svg>".encode())
    words = [f"<{name}>".encode() for name in _ELEMENTS] + [value.encode() for value in _VALUES] + [b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml-stylesheet href='x'?>", b"<!DOCTYPE svg>"]  # fmt: skip
    return made | edited(read_all("docs/**/*.svg"), words)


def judge_picture(content: bytes) -> None:
    """What is written anew has no fault but its size; a fault is always named."""
    for ending in (".png", ".svg"):
        list(find_picture_faults(content, ending, "x"))
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
    words = [
        b"\xff\xff\xff\xff",
        b"\0\0\0\0",
        b"\x7f\xff\xff\xff",
        b"IEND",
        b"acTL",
        b"eXIf",
        b"\xff\xe1",
        b"ANIM",
        b"\x2c",
    ]
    return edited(photos, words) | edited(pngs, words, edit_png)


# Pages

_PAGE = [b"<script>", b"</script>", b"<a href=", b"javascript:x()", b"[a](", b")", b"{: onclick=x }", b"{: href=javascript:x }", b"<svg/onload=x>",
         b"<iframe src=x>", b"<p markdown>", b"<div markdown=1>", b"</div>", b"`", b"```\n", b"<!--", b"-->", b"&#106;avascript&colon;x", b"![a](", b"[a]: ",
         b"<", b">", b'"', b"'", b"\\", b"<form action=x>", b"<img src=x onerror=x>", b"<style>", b"<base href=//x.example>", b"<meta http-equiv=refresh>",
         b"<x@y.example>", b"<javascript:x>", b"# a {#b}", b"| a | b |\n|---|---|\n| c |", b"[TOC]", b"\x02", b"wzxhzdk:0", b"<![CDATA[", b"<?php ", b"* ",
         b"{% raw %}", b"{{ config }}", b"{{ x.__class__ }}", b"{% include 'x' %}", b"{% for x in y %}", b"{% endfor %}"]  # fmt: skip


def page_inputs() -> Inputs:
    seeds = read_all("docs/om/**/*.md") + read_all("docs/redaktor/*.md")
    return joined(_PAGE) | edited([seed for seed in seeds if len(seed) < 8000], _PAGE)


def judge_any_page(content: bytes) -> None:
    page = check_page(decode(content), "om/ny.md", "docs/om/ny.md")
    list(map(str, page.problems))
    if not page.problems:
        judge_page(page.markdown)


def judge_any_pattern(content: bytes) -> None:
    text = decode(content)
    page = check_page(text, "index.md" if text.startswith("---") else "_kommun/rutin.md", "docs/x.md")
    list(map(str, page.problems))
    if not page.problems:
        judge_pattern(page.markdown)


# Texts

_TEXT = [b"811218-9876", b"8", b"-", b" ", b"\n", b"070", b"@", b".se", b"<b>", b"</b>", b"&#", b"&#56;", b"\xc2\xad", b"\xe2\x80\x8b", b"%40", b"=3D",
         b"kl.", b"\xd9\xa1", b"(", b"nr", b"mailto:", b"\xf0\x9d\x9f\x8e", b"<", b">", b"&", b"[", b"\\u0038", b"811218", b"0000", b"# ", b"at"]  # fmt: skip


def judge_privacy(content: bytes) -> None:
    """A plain number after anything is found, and a long text is read in time."""
    text = decode(content)
    for whole in (text, text * (100_000 // (len(text) + 1) + 1)):
        problems = list(find_in_text(f"{whole}\n\n811218-9876\n", "x"))
        assert any(problem.rule == "personal-identity-number" for problem in problems)


def judge_message(content: bytes) -> None:
    path = own_folder() / "COMMIT_EDITMSG"
    path.write_bytes(content)
    list(map(str, check_message(path, own_folder() / "data")))


def judge_entry(content: bytes) -> None:
    """An entry is read only if it is what the program would have written itself."""
    path = own_folder() / "cache" / "entry"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = read_entry(path)
    if found is not None:
        write_entry(path, found)
        assert content == path.read_bytes()


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
    from pydantic import TypeAdapter, ValidationError

    try:
        address = TypeAdapter(SiteAddress).validate_python(decode(content))
    except ValidationError:
        return
    for write in SERVERS.values():
        plain = write("https://x.example/a/" if address.count("/") > 3 else "https://x.example/")
        found = write(address)
        for sign in "\n{};\"'\\$":
            assert found.count(sign) <= plain.count(sign) + 9 * (sign not in "\n{}\"'\\$"), sign


_ADDRESS = [
    b"https://",
    b"x.example",
    b"/",
    b"a",
    b"//",
    b":",
    b"@",
    b"[",
    b"]",
    b"?",
    b"#",
    b";}",
    b"{",
    b"\n",
    b"%0a",
    b"..",
    b"$",
    b'"',
    b"\\",
    b"\xc3\xa5",
]

TARGETS = {
    "yaml": Target(yaml_inputs, judge_yaml),
    "check": Target(check_inputs, judge_check),
    "workbook": Target(workbook_inputs, judge_workbook),
    "svg": Target(svg_inputs, judge_picture),
    "picture": Target(picture_inputs, judge_picture),
    "page": Target(page_inputs, judge_any_page),
    "pattern": Target(lambda: joined(_PAGE) | edited(read_all("docs/_*/**/*.md"), _PAGE), judge_any_pattern),
    "privacy": Target(lambda: joined(_TEXT) | edited(read_all("docs/om/*.md"), _TEXT), judge_privacy),
    "message": Target(lambda: joined([*_TEXT, b"# --- >8 ---\n", b"\xff\xfe"]), judge_message),
    "entry": Target(entry_inputs, judge_entry),
    "address": Target(lambda: joined(_ADDRESS, b"https://x.example/") | joined(_ADDRESS), judge_address),
}
"""The targets, by the name that the command takes."""
