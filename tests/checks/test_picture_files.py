"""A picture is allowed what a drawing needs; all else is refused, and left out when it is written anew."""

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from macros.__main__ import main
from macros.checks.picture_files import BadPictureError, find_picture_faults, write_anew
from macros.checks.png_files import MOST_PIXELS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def rules(content: bytes | str, ending: str = ".svg") -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [rule for rule, _, advice in find_picture_faults(data, ending, "”x”") if advice]


def block(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def png(
    width: int = 3,
    height: int = 2,
    between: bytes = b"",
    after: bytes = b"",
    rows: bytes = b"",
    behind: bytes = b"",
) -> bytes:
    """Make a grey PNG, with blocks between its head and its pixels.

    After its pixels are ``rows`` packed, and ``behind`` as it is.
    """
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height + rows) + behind
    head = block(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + between + block(b"IDAT", pixels) + block(b"IEND", b"") + after


def photo(kind: str) -> bytes:
    """Make a photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x013B] = "Elsa Exempelsson"
    exif.get_ifd(0x8825)[2] = (65.0, 50.0, 1.0)
    written = BytesIO()
    Image.new("RGB", (6, 4), (9, 99, 199)).save(written, kind, exif=exif)
    return written.getvalue()


PLAIN = [
    '<rect width="4" height="4" fill="#0D4A33" transform="translate(1 2) rotate(45)"/>',
    '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    '<path d="M0 0L1e1-.5z" fill="url(#a)" style="stroke: rgb(1, 2, 3); opacity: .5"/>',
    '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" x="3"/><use href="#a"/>',
    "<style>.a, #b > path { fill: none; stroke: #fff }</style><g class='a'><title>Å &amp; ä</title></g>",
    '<clipPath id="c"><circle r="2"/></clipPath><g clip-path="url(\'#c\')"><!-- ett träd --></g>',
    '<text x="1" y="2" font-family="\'Literata\', serif">Norrby <tspan dy="1">kommun</tspan></text>',
]


@pytest.mark.parametrize("inside", PLAIN)
def test_a_plain_drawing_passes(inside: str) -> None:
    assert [] == rules(SVG.format(inside))
    assert [] == rules('\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->' + SVG.format(inside))


UNSAFE = [
    "<script>alert(1)</script>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='//x.example'/>",
    "<foreignObject/>",
    "<style>a{} <script>alert(1)</script> b{}</style>",
    '<image href="data:image/png;base64,AA"/>',
    '<feImage href="https://x.example"/>',
    "<filter id='f'><feFlood/></filter>",
    '<a href="https://x.example"><rect/></a>',
    '<a><animate attributeName="href" values="javascript:x()"/></a>',
    '<set attributeName="href" to="javascript:x()"/>',
    "<animateTransform attributeName='transform'/>",
    '<rect onload="x()"/>',
    '<rect ONCLICK="x()"/>',
    '<rect xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load"/>',
    '<use xlink:href="https://x.example/bild.svg#a"/>',
    '<use href="data:image/svg+xml,x#a"/>',
    '<rect fill="url(https://x.example/x)"/>',
    "<rect fill='url(//x.example)'/>",
    "<rect fill=\"url( 'bild.svg#a' )\"/>",
    '<rect fill="u\\72l(https://x.example)"/>',
    '<rect style="fill:u\\72 l(//x.example)"/>',
    '<rect style="background-image: url(#a)"/>',
    '<rect style="--x: 1"/>',
    '<rect style="width: expression(x)"/>',
    "<rect style=\"fill: image-set('x.png' 1x)\"/>",
    '<rect style="fill: var(--x)"/>',
    '<rect style="behavior: url(x.htc)"/>',
    "<style>@import 'https://x.example/x.css';</style>",
    "<style>@font-face { font-family: a; src: url(//x.example) }</style>",
    "<style>a { fill: url(//x.example) }</style>",
    "<style>a { fill: url(#finns-inte) }</style>",
    "<style>a[href] { fill: red }</style>",
    "<style><![CDATA[@\\69mport 'x';]]></style>",
    "<rect xml:base='https://x.example'/>",
    '<rect width="1e400"/>',
    '<path d="M0 0H1e300"/>',
    '<rect stroke-dasharray="0.00001"/>',
    "<pattern id='p' width='.0001' height='.0001'/>",
    "<discard/>",
    "<audio src='x.mp3'/>",
    "<handler type='application/ecmascript'>x()</handler>",
    "<metadata><x xmlns='urn:x'>Elsa</x></metadata>",
    "<?xml-stylesheet href='x.css'?>",
    "<rect fill='url(#%61)'/>",
    '<use href="#%61"/>',
    '<use href="#a "/>',
    '<g id="a"><use href="#&#9;a"/></g>',
    '<rect id="å"/>',
    '<g id="a"/><linearGradient id="a"/>',
    "<rect style='fill:" + "rgb(" * 4_000 + "'/>",
    "<style>" + "a{" * 4_000 + "</style>",
]


def test_a_message_has_no_signs_that_the_picture_puts_in_it() -> None:
    """A line break in a name would begin a line of the picture's own."""
    content = SVG.format(r'<rect style="x\a y\202e : 1"/>').encode()
    messages = [message for _, message, _ in find_picture_faults(content, ".svg", "”x”")]

    assert ["bilden ”x” innehåller stilen x?y?"] == messages


@pytest.mark.parametrize("inside", UNSAFE)
def test_what_a_drawing_does_not_need_is_refused_and_left_out(inside: str) -> None:
    """Also what leads out of the file, runs, moves, or is of another namespace."""
    content = SVG.format(f"<g>{inside}</g><circle r='3'/>")
    ending, clean = write_anew(content.encode())

    assert ["picture-unsafe"] == rules(content)
    assert (".svg", []) == (ending, rules(clean))
    assert b"<circle" in clean
    assert b"example" not in clean
    assert b"script" not in clean


def repeat(levels: int, times: int) -> str:
    """Draw shapes that repeat the ones before, level by level."""
    first = '<g id="a0"><rect/></g>'
    return first + "".join(
        f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * times + "</g>" for level in range(1, levels)
    )


@pytest.mark.parametrize(
    "inside",
    [
        f"<defs>{repeat(9, 10)}</defs>",
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
        '<mask id="a"><rect mask="url(#a)"/></mask>',
        '<clipPath id="a" clip-path="url(#b)"/><clipPath id="b" style="clip-path: url(&quot;#a&quot;)"/>',
        repeat(150, 1),
        f'<path id="a" d="M0 0{"l1 1" * 20_000}"/>' + '<use href="#a"/>' * 500,
        f'<text id="a">{"x" * 100_000}</text>' + '<use href="#a"/>' * 500,
        '<mask id="a">' + "<rect/>" * 60 + "</mask>" + '<rect mask="url(#a)"/>' * 60,
    ],
)
def test_a_drawing_that_repeats_itself_is_refused(inside: str) -> None:
    """A few lines may stand for hundreds of millions of shapes."""
    assert ["picture-unsafe"] == rules(SVG.format(inside))


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"", ".svg"),
        (b"<svg>", ".svg"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", ".svg"),
        (SVG.format("<rect/>").replace("<rect/>", "<rect>"), ".svg"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), ".svg"),
        (SVG.format("<rect/>").encode("utf-16"), ".svg"),
        ('<?xml version="1.0" encoding="UTF-7"?>+ADw-' + SVG.format(""), ".svg"),
        ('<?xml version="1.0" encoding="Shift_JIS"?>' + SVG.format("<![CDATA[Á]]> <!-- ]]>-->"), ".svg"),
        ("<?xml version='1.0' encoding = 'GBK' ?>" + SVG.format(""), ".svg"),
        (SVG.format("<g>" * 300 + "</g>" * 300), ".svg"),
        (SVG.format("\0"), ".svg"),
        (png(), ".svg"),
        (SVG.format("<rect/>"), ".png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ".png"),
        (photo("JPEG"), ".png"),
        (png(40, 40)[:-20], ".png"),
        (png(0, 0), ".png"),
        (png().replace(block(b"IEND", b""), b""), ".png"),
        (png(40, 40).replace(b"\0\0\0(\0\0\0(", b"\0\0\1(\0\0\0(", 1), ".png"),
        (b"\x89PNG\r\n\x1a\n" + block(b"IHDR", b"") + block(b"IEND", b""), ".png"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes | str, ending: str) -> None:
    assert ["picture-broken"] == rules(content, ending)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (SVG.format("<!--" + "x" * 310_000 + "-->"), ".svg"),
        (png(after=b"x" * 310_000), ".png"),
        (png(4001, 1), ".png"),
        (png(MOST_PIXELS // 3000, 3001), ".png"),
    ],
)
def test_a_picture_too_large_is_refused_undecoded(content: bytes | str, ending: str) -> None:
    """Its size stands in its head."""
    assert ["picture-too-large"] == rules(content, ending)


def test_a_drawing_too_large_is_not_written_anew() -> None:
    """What goes may be large, but reading it takes seconds for each MB."""
    with pytest.raises(BadPictureError, match="En svg får vara högst 400 kB"):
        write_anew(SVG.format("<!--" + "x" * 400_000 + "-->").encode())


@pytest.mark.parametrize(
    "content",
    [
        png(between=block(b"tEXt", b"Author\0Elsa Exempelsson")),
        png(between=block(b"zTXt", b"Author\0\0" + zlib.compress(b"Elsa" * 9_000_000))),
        png(between=block(b"eXIf", photo("PNG"))),
        png(between=block(b"acTL", b"\0\0\0\1\0\0\0\0")),
        png(after=b"PK\3\4 en blankett"),
        png(after=b"Elsa"),
        png(between=block(b"bKGD", b"Elsa Exempelsson")),
        png(between=block(b"gAMA", b"\0\0\0\1") * 2),
        png().replace(block(b"IEND", b""), block(b"IEND", b"Elsa Exempelsson")),
        png(rows=b"Elsa Exempelsson"),
        png(behind=b"Elsa Exempelsson"),
        photo("PNG"),
    ],
)
def test_what_does_not_show_in_a_picture_is_refused_and_left_out(content: bytes) -> None:
    """Who took it, where; what lies behind its end."""
    ending, clean = write_anew(content)

    assert ["picture-metadata"] == rules(content, ".png")
    assert (".png", []) == (ending, rules(clean, ".png"))
    assert 1 == len(set(Image.open(BytesIO(clean)).convert("L").tobytes()))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF"])
def test_other_pictures_are_written_as_png(kind: str) -> None:
    """Nothing of what they carry along comes with them."""
    ending, clean = write_anew(photo(kind))

    assert (".png", []) == (ending, rules(clean, ".png"))
    assert b"Elsa" not in clean


def test_the_command_writes_pictures_anew(tmp_path: Path) -> None:
    """A PNG in its own place, another beside; what is no picture is one line."""
    own, other, words = tmp_path / "a.png", tmp_path / "b.jpg", tmp_path / "c.png"
    noted = PngInfo()
    noted.add_text("Author", "Elsa Exempelsson")
    Image.new("L", (3, 3)).save(own, pnginfo=noted)
    other.write_bytes(photo("JPEG"))
    words.write_text("Elsa", encoding="utf-8")

    done = CliRunner().invoke(main, ["picture", str(own), str(other)], catch_exceptions=False)
    failed = CliRunner().invoke(main, ["picture", str(words)], catch_exceptions=False)
    again = CliRunner().invoke(main, ["picture", str(other)], catch_exceptions=False)

    assert (0, 2) == (done.exit_code, done.output.count("är omgjord"))
    assert not any(rules(path.read_bytes(), ".png") for path in (own, tmp_path / "b.png"))
    assert (1, True) == (failed.exit_code, "det är ingen bild som går att läsa" in failed.output)
    assert (1, True) == (again.exit_code, "b.png finns redan" in again.output)
