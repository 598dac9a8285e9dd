"""HTML to PDF: tagged, strict, and the same bytes for the same input."""

import multiprocessing
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from macros.paper import fonts
from macros.paper import pdf as engine
from macros.paper.faults import PaperError
from macros.paper.pdf import count_pages, render
from macros.project import ROOT
from tests.paper.printed import list_ua_faults, walk_structure


def sheet(body: str, title: str = "Provark", language: str = "sv") -> str:
    """Write a small document."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="Exempelutgivaren"></head><body class="sheet a4"><main>{body}</main></body></html>'
    )


def test_document_is_pdf_ua_in_our_fonts_and_says_what_it_is():
    """Whatever fonts the machine has, a sheet embeds our own families only."""
    pdf = render(sheet('<h1>Rutin</h1><p style="break-before: page">Text <code>kod</code>.</p>'))

    assert [] == list_ua_faults(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        dictionaries = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        families = {str(item.FontName).split("+")[-1] for item in dictionaries if "/FontName" in item}
        words = [str(opened.docinfo["/Title"]), str(opened.docinfo["/Author"]), str(opened.Root.Lang)]
    assert (["Provark", "Exempelutgivaren", "sv"], 2) == (words, count_pages(pdf))
    assert families
    assert all(name.startswith(("Familjen", "Literata", "Noto")) for name in families)


def test_equal_input_gives_equal_bytes_in_another_process():
    html = sheet("<h1>Rutin</h1><p>čđŋšŧž åäö</p>")
    code = "import sys; from macros.paper.pdf import render;sys.stdout.buffer.write(render(sys.stdin.read()))"
    other = subprocess.run([sys.executable, "-c", code], input=html.encode(), capture_output=True, check=True)

    assert other.stdout == render(html)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<p>Glad \U0001f600</p>", "1F600"),
        ('<p><a href="#finns-inte">dit</a></p>', "finns-inte"),
        ('<p style="colour: red">x</p>', "colour"),
    ],
    ids=["a glyph that our fonts lack", "an anchor that is not there", "a style that does not exist"],
)
def test_any_warning_stops_the_document_and_names_it(body, cause):
    with pytest.raises(PaperError) as caught:
        render(sheet(f"<h1>x</h1>{body}"), name="kalix/rutin")

    assert ("kalix/rutin", True) == (caught.value.document, cause in str(caught.value))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "../../README.md",
        "data:image/png;base64,AAAA",
        "saknas.png",
    ],
)
def test_only_files_among_the_assets_are_read(address):
    with pytest.raises(PaperError):
        render(sheet(f'<h1>x</h1><p><img src="{address}" alt="bild"></p>'))


def test_text_in_the_margins_and_untitled_drawings_are_artifacts():
    """A screen reader hears the content once, without header, foot and ornament."""
    running = '<div class="head-right" data-text="Sidhuvud"></div>'
    drawing = '<svg viewBox="0 0 4 4" width="9" height="9" aria-hidden="true"><path d="M0 0h4v4z"/></svg>'
    pdf = render(sheet(f"<h1>Rutin</h1><p>{drawing} Text.</p>").replace("<main>", f"{running}<main>"))

    assert [] == list_ua_faults(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        content = opened.pages[0].Contents.read_bytes()
        assert "/Figure" not in dict(roles(opened))
    assert len(re.findall(rb"/Artifact\s+<</Type /Pagination>>", content)) >= 3  # head, page number, drawing


def test_a_description_list_in_groups_is_a_list_of_labels_and_bodies():
    pdf = render(sheet("<h1>x</h1><dl><div><dt>Vem</dt><dd>Chefen</dd></div></dl>"))

    assert [] == list_ua_faults(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert ["/Lbl", "/LBody"] == [role for role, parent in roles(opened) if parent == "/LI"]


def roles(opened: pikepdf.Pdf) -> list[tuple[str, str]]:
    """List the role of each structure element with that of its parent."""
    pairs = walk_structure(opened.Root.StructTreeRoot)
    return [(str(element.S), str(parent.get("/S"))) for element, parent in pairs if "/S" in element]


def test_each_process_has_fonts_of_its_own() -> None:
    """A process that is forked after a sheet was made would wait for a thread of Pango's that it lacks."""
    render(sheet("<h1>Rutin</h1>"))
    ours = engine.prepare_engine(fonts.ASSETS)
    line, there = multiprocessing.get_context("fork").Pipe()
    child = os.fork()
    if child == 0:
        there.send(
            [theirs is part for theirs, part in zip(engine.prepare_engine(fonts.ASSETS), ours, strict=True)]
        )
        os._exit(0)

    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert [True, False, False] == line.recv()
    assert engine.prepare_engine(fonts.ASSETS) is ours


def test_a_process_that_forks_workers_has_loaded_no_fonts(tmp_path: Path) -> None:
    """It imports the engine, which is most of the work, and each worker loads the fonts."""
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from macros.checks import load; from macros.paper import pdf; from macros.paper.sheet_build import build\n"
        "from macros.paper.pdf_store import Store\n"
        "shelf = load(Path('tests/exempel'), date(2026, 11, 21)); folder = Path(sys.argv[1])\n"
        "report = build(shelf, folder / 'site', ['norrby'], ['checklista'], 2, store=Store(folder / 'store'))\n"
        "print(len(report.made), 'weasyprint' in sys.modules, pdf.engine_of_process.cache_info().currsize)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert ("1 True 0", "") == (done.stdout.strip(), done.stderr)
