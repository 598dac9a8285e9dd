"""A municipality's mark is judged by what the file holds, whatever it is called."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.checks import mark_pictures
from macros.checks.mark_pictures import mark_is_a_safe_picture
from macros.records.binder import Shelf

Judge = Callable[[str, str | bytes], list[str]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def png(width: int = 1, height: int = 1) -> bytes:
    """Make a whole grey PNG."""
    blocks = {
        b"IHDR": width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0",
        b"IDAT": zlib.compress((b"\0" + b"\x80" * width) * height),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in blocks.items()
    )


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Shelf) -> Judge:
    """Return what the rule says of a mark with this name and content."""
    monkeypatch.setattr(mark_pictures, "MARKS", tmp_path)
    binder = example.binders["norrby"]

    def judge(name: str, content: str | bytes) -> list[str]:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        town = binder.municipality.model_copy(update={"mark": name})
        faults = list(mark_is_a_safe_picture(example, binder.model_copy(update={"municipality": town})))
        assert all(path == "municipality.mark" and advice for path, _, _, advice in faults)
        return [f"{rule}: {message}" for _, rule, message, _ in faults]

    return judge


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "provby.svg",
            SVG.format('<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" fill="url(#b)"/>'),
        ),
        ("provby.svg", '<?xml version="1.0" encoding="UTF-8"?>\n' + SVG.format("<rect/>")),
        ("provby.png", png(40, 30)),
    ],
)
def test_a_sound_picture_passes(judge: Judge, name: str, content: str | bytes) -> None:
    assert [] == judge(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("provby.svg", b""),
        ("provby.svg", b"<html xmlns='http://www.w3.org/1999/xhtml'></html>"),
        ("provby.svg", b"<svg>"),
        ("provby.svg", png()),
        ("provby.png", SVG.format("<rect/>").encode()),
        ("provby.png", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("provby.png", png(40, 40)[:-20]),
        ("provby.png", png(40, 40).replace(b"IDAT", b"IDAX")),
        ("provby.png", png(0, 0)),
    ],
)
def test_what_is_no_picture_is_refused(judge: Judge, name: str, content: bytes) -> None:
    assert [f"mark-not-a-picture: ”{name}” är ingen {name[-3:]}-bild"] == judge(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("provby.svg", SVG.format("<!--" + "x" * 210_000 + "-->").encode()),
        ("provby.png", png() + b"x" * 210_000),
        ("provby.png", png(4001, 1)),
    ],
)
def test_a_picture_too_large_is_refused(judge: Judge, name: str, content: bytes) -> None:
    assert [f"mark-too-large: bilden ”{name}” är för stor"] == judge(name, content)


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignobject>"),
        ('<image href="data:image/png;base64,AA"/>', "<image>"),
        ('<rect onload="x()"/>', "attributet onload"),
        ('<use xlink:href="https://annan.example/bild.svg#a"/>', "en adress utanför bilden"),
        ('<a href="javascript:x()"/>', "en adress utanför bilden"),
        ('<rect style="fill: url(https://annan.example/x)"/>', "en adress utanför bilden"),
        ("<style>@import 'https://annan.example/x.css';</style>", "en adress utanför bilden"),
    ],
)
def test_an_svg_that_runs_or_reaches_out_is_refused(judge: Judge, inside: str, what: str) -> None:
    message = f"mark-unsafe: bilden ”provby.svg” innehåller {what}"

    assert [message] == judge("provby.svg", SVG.format(inside))


@pytest.mark.parametrize("declared", ["!DOCTYPE svg", "?xml-stylesheet href='x'?"])
def test_an_svg_with_declarations_is_refused_unread(judge: Judge, declared: str) -> None:
    assert judge("provby.svg", f"<{declared}>{SVG.format('')}")[0].startswith("mark-unsafe")


def test_real_municipalities_have_none(real: Shelf) -> None:
    """A real municipality's arms are protected."""
    assert [] == [slug for slug, town in real.municipalities.items() if town.mark]
