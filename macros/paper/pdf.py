"""HTML to one tagged PDF (PDF/UA-1). The only module that imports WeasyPrint."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from macros.machine.probes import show_libraries
from macros.paper import fit, fonts, overflow, structure
from macros.paper.faults import Overfull, PaperError, TooLongError

STYLES = ("components.css", "print.css")
"""The style sheets of every document, in docs/assets, in order."""

_FILLABLE = '<form class="form"'
_LOGGERS = ("weasyprint", "fontTools", "fontTools.subset", "fontTools.ttLib")


def render(html: str, base: Path = fonts.ASSETS, name: str = "dokument", tagged: bool = True) -> bytes:
    """Lay out a document and give its PDF: the same bytes for the same input.

    ``base`` is the folder that addresses in the HTML start from, and the only one that may be read.
    An untagged PDF (``tagged`` False) is for stamping on others, as an artifact.
    Raises ``PaperError`` on any warning: a warning is a missing glyph, picture, anchor or rule.
    """
    _engine(base)
    with _strict(name):
        if tagged:
            document = _fitted(html, base, name)
            pdf = document.write_pdf(finisher=partial(structure.mend, name=_name_of(html)), **_options(html))
        else:
            pdf = _laid_out(html, base).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def _name_of(html: str) -> str:
    """Give a document a short name that no other has."""
    return sha256(html.encode()).hexdigest()[:12] + "."


def _fitted(html: str, base: Path, name: str) -> Any:
    """Lay out a document, with smaller text where its size is fixed or a page less would do."""
    full: list[Overfull] = []
    best = None
    wanted = 0
    sizes = fit.sizes(html)
    for at, size in enumerate(sizes, 1):
        document = _laid_out(html.replace('<body class="', f'<body class="{size}', 1), base)
        full = overflow.overfull(document)
        if full:
            continue
        if best is None or len(document.pages) < len(best.pages):
            best = document
        wanted = wanted or fit.wanted_pages(document, html, len(sizes) - at)
        if len(best.pages) <= wanted:
            break
    if best is None:
        raise TooLongError(name, full)
    return best  # a list too long for its page goes on over it; nothing is lost


def _laid_out(html: str, base: Path) -> Any:
    weasyprint, style, font_config = _engine(base)
    url = base.resolve().as_uri() + "/"
    document = weasyprint.HTML(string=html, base_url=url, url_fetcher=_fetcher(base))
    return document.render(font_config=font_config, stylesheets=[style], **_options(html))


def load_engine() -> None:
    """Import the engine and nothing more: a process may be forked afterwards."""
    fonts.use_only_ours()
    show_libraries()
    import weasyprint  # noqa: F401


def warm_up() -> None:
    """Load fonts and style sheets in this process, as the first document would."""
    _engine(fonts.ASSETS)


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF that WeasyPrint wrote (its page tree is one flat list)."""
    match = re.search(rb"/Type /Pages\s*/Kids \[[^\]]*\]\s*/Count (\d+)", pdf)
    if match:
        return int(match[1])
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _options(html: str) -> dict[str, Any]:
    return {"pdf_variant": "pdf/ua-1", "pdf_forms": _FILLABLE in html}


def _engine(base: Path) -> tuple[Any, Any, Any]:
    """Return WeasyPrint, the parsed style sheets and our fonts: made once in each process.

    Newer versions of Pango start a thread for the fonts. A forked process does not have it and would wait
    for it without end, so it makes its own.
    """
    return _engine_of(base, os.getpid())


@cache
def _engine_of(base: Path, process: int) -> tuple[Any, Any, Any]:
    load_engine()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    for name in _LOGGERS:
        logging.getLogger(name).propagate = False
    font_config = FontConfiguration()
    text = "\n".join((base / style).read_text("utf-8") for style in STYLES if (base / style).exists())
    with _strict("stilmallarna"):
        style = weasyprint.CSS(
            string=text,
            base_url=base.resolve().as_uri() + "/",
            url_fetcher=_fetcher(base),
            font_config=font_config,
        )
    return weasyprint, style, font_config


@cache
def _fetcher(base: Path) -> Any:
    """Make a fetcher that reads files inside ``base`` and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    inside = base.resolve()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Refuse what is not a file inside the assets."""
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            ours = path.is_relative_to(inside) and path.is_file()
            if parts.scheme != "file" or parts.netloc or not ours:
                raise FatalURLFetchingError(f"filen finns inte bland bilderna och typsnitten: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)


class _Collector(logging.Handler):
    """Keeps every warning that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.messages.append(record.getMessage())


@contextmanager
def _strict(name: str) -> Iterator[None]:
    """Raise ``PaperError`` when anything is warned about, or a file may not be read."""
    from weasyprint.urls import FatalURLFetchingError

    collector = _Collector()
    loggers = [logging.getLogger(each) for each in _LOGGERS]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:
        raise PaperError(name, [str(error.__cause__ or error)]) from error
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
    if collector.messages:
        raise PaperError(name, collector.messages)
