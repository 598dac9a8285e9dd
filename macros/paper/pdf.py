"""Turn HTML into one tagged PDF (PDF/UA-1).

The only module that imports WeasyPrint.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf

from macros.machine.probes import add_library_folders, load_by_name
from macros.paper import fonts
from macros.paper.faults import PaperError
from macros.paper.fit import lay_out_to_fit
from macros.paper.form_fields import has_fields, make_fields, number_fields
from macros.paper.structure import mend_structure

STYLES = ("components.css", "print.css")
"""The style sheets of every document, in docs/assets, in order."""

_WHOLE = ("data:image/svg+xml;base64,", "data:image/png;base64,")
"""How an address begins that is a picture itself (``Paper.asset``)."""
_LOGGERS = ("weasyprint", "fontTools", "fontTools.subset", "fontTools.ttLib")


def render(html: str, base: Path = fonts.ASSETS, name: str = "dokument", tagged: bool = True) -> bytes:
    """Lay out a document and return its PDF: the same bytes for the same input.

    ``base`` is the folder that addresses in the HTML start from, and the only one that may be read.
    An untagged PDF (``tagged`` False) is for stamping on others, as an artifact.
    Raise ``PaperError`` on any warning: a warning is a missing glyph, picture, anchor or rule.
    """
    weasyprint, style, font_config = prepare_engine(base)
    with _warnings_as_errors(name):
        url = base.resolve().as_uri() + "/"
        source = weasyprint.HTML(string=html, base_url=url, url_fetcher=_make_fetcher(base))
        body = source.etree_element.find("body")
        options = {"pdf_variant": "pdf/ua-1", "pdf_forms": has_fields(body)}
        lay_out = partial(source.render, font_config=font_config, stylesheets=[style], **options)
        if tagged:
            document = lay_out_to_fit(lay_out, body, name)
            own_name = sha256(html.encode()).hexdigest()[:12] + "."
            fields = number_fields(document)
            pdf = document.write_pdf(finisher=partial(mend_structure, name=own_name), **options)
            pdf = make_fields(pdf, fields) if fields else pdf
        else:
            pdf = lay_out().write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def load_engine() -> None:
    """Import the layout engine, starting no thread: the process can still be forked."""
    add_library_folders()
    with fonts.own_fonts(), load_by_name():
        import weasyprint  # noqa: F401


@cache
def read_colour_profile() -> bytes:
    """Return the profile of sRGB (ICC), which comes with the layout engine."""
    load_engine()
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def prepare_engine(base: Path = fonts.ASSETS) -> tuple[Any, Any, Any]:
    """Return WeasyPrint, the parsed style sheets and our fonts for this process.

    They are made once in each process. Newer versions of Pango start a thread for the fonts. A forked process
    does not have it and would wait for it without end, so it makes its own.
    """
    return engine_of_process(base, os.getpid())


@cache
def engine_of_process(base: Path, process: int) -> tuple[Any, Any, Any]:
    """Load styles and fonts for the process with this id.

    The id is there for the cache: a forked process has another one and misses.
    """
    load_engine()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    for name in _LOGGERS:
        logging.getLogger(name).propagate = False
    with fonts.own_fonts():
        font_config = FontConfiguration()
    text = "\n".join((base / style).read_text("utf-8") for style in STYLES if (base / style).exists())
    with _warnings_as_errors("stilmallarna"):
        style = weasyprint.CSS(
            string=text,
            base_url=base.resolve().as_uri() + "/",
            url_fetcher=_make_fetcher(base),
            font_config=font_config,
        )
    return weasyprint, style, font_config


@cache
def _make_fetcher(base: Path) -> Any:
    """Return a fetcher that reads files inside ``base`` and nothing else.

    A picture that stands whole in its address needs no reading.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    folder = base.resolve()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Read a file inside the folder; refuse everything else."""
            if url.startswith(_WHOLE):
                return super().fetch(url, headers)
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            is_readable = path.is_relative_to(folder) and path.is_file()
            if parts.scheme != "file" or parts.netloc or not is_readable:
                raise FatalURLFetchingError(f"filen finns inte bland bilderna och typsnitten: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=["file", "data"], allow_redirects=False, fail_on_errors=True)


@contextmanager
def _warnings_as_errors(name: str) -> Iterator[None]:
    """Raise ``PaperError`` on any warning, or when a file may not be read."""
    from weasyprint.urls import FatalURLFetchingError

    collector = BufferingHandler(sys.maxsize)
    collector.setLevel(logging.WARNING)
    loggers = [logging.getLogger(logger) for logger in _LOGGERS]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:
        raise PaperError(name, [str(error.__cause__ or error)]) from error
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
    if collector.buffer:
        raise PaperError(name, [record.getMessage() for record in collector.buffer])
