"""Judge a picture by its content, and write it anew without what it may not hold."""

from __future__ import annotations

from collections.abc import Iterator

from macros.files import printable

PICTURES = (".png", ".svg")
"""The kinds of pictures that may be published."""
RASTERS = (".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif")
"""Other kinds, which ``parmen picture`` may make a PNG of."""
MOST_BYTES = 200_000
_MOST_BEFORE = 400_000
"""So large may an SVG be that is written anew, as what goes may be large."""

_SVG_ADVICE = (
    f"En svg får vara högst {_MOST_BEFORE // 1000} kB. Förenkla den i ritprogrammet, eller spara den som png."
)

PictureFault = tuple[str, str, str]
"""A rule, a message and an advice."""

_ANEW = "Låt programmet göra om den:  parmen picture FIL"


class BadPictureError(Exception):
    """A picture cannot be written anew; the message says why."""


def find_picture_faults(content: bytes, ending: str, name: str) -> Iterator[PictureFault]:
    """Yield why a PNG or SVG may not be published: at most one reason.

    The libraries that read pictures are loaded here: a check of data without pictures is quicker.
    """
    if len(content) > MOST_BYTES:
        advice = f"Den får vara högst {MOST_BYTES // 1000} kB. Gör den mindre."
        yield "picture-too-large", f"bilden {name} är för stor", advice
    elif ending == ".png":
        yield from _find_png_faults(content, name)
    else:
        yield from _find_svg_faults(content, name)


def _find_png_faults(content: bytes, name: str) -> Iterator[PictureFault]:
    from macros.checks import png_files

    try:
        metadata = png_files.find_metadata(content)
        if not metadata:
            png_files.decode_png(content)
            metadata = ["efter bildpunkterna"] if png_files.read_pixels(content)[1] else []
        if metadata:
            blocks = ", ".join(dict.fromkeys(map(printable, metadata)))
            message = f"bilden {name} innehåller mer än det som syns: {blocks}"
            yield "picture-metadata", message, f"Där kan det stå vem som tog den, var och när.\n{_ANEW}"
    except png_files.NotPictureError:
        yield "picture-broken", f"{name} är ingen png-bild", "Spara bilden på nytt, och byt ut filen."
    except png_files.LargePictureError:
        yield "picture-too-large", f"bilden {name} är för stor", png_files.SIZE_ADVICE


def _find_svg_faults(content: bytes, name: str) -> Iterator[PictureFault]:
    from macros.checks import svg_files

    try:
        unsafe = svg_files.find_unsafe(content)
    except svg_files.NotSvgError:
        yield "picture-broken", f"{name} är ingen svg-bild", "Spara bilden på nytt, och byt ut filen."
    else:
        if unsafe:
            message = f"bilden {name} innehåller {printable(unsafe[0])}"
            yield "picture-unsafe", message, f"En bild får bara bestå av former, färger och text.\n{_ANEW}"


def write_anew(content: bytes) -> tuple[str, bytes]:
    """Return a picture's ending and content, as they may be published.

    Raise BadPictureError.
    """
    from macros.checks import png_files, svg_files

    try:
        if content.lstrip()[:1] in (b"<", b"\xef"):
            if len(content) > _MOST_BEFORE:
                raise BadPictureError(f"bilden är för stor. {_SVG_ADVICE}")
            return ".svg", svg_files.write_svg_anew(content)
        return ".png", png_files.write_png_anew(content)
    except png_files.LargePictureError:
        raise BadPictureError(f"bilden är för stor. {png_files.SIZE_ADVICE}") from None
    except (png_files.NotPictureError, svg_files.NotSvgError):
        raise BadPictureError("det är ingen bild som går att läsa") from None
