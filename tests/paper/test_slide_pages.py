"""The slides on paper: 16:9, large, one on each page, and none overfull."""

from io import BytesIO

import pikepdf
import pytest

from macros.checks import load
from macros.paper import fit
from macros.paper.documents import Writer
from macros.paper.pdf import render
from macros.rendering import Paper, Renderer
from macros.rendering.slides import make_slides
from tests.edits import copy_example, edit_example
from tests.sites import TODAY

LONG = " ".join(f"Mening {number} säger hur vi gör när flera hjälper till." for number in range(60))


@pytest.mark.parametrize("slug", ["hudiksvall/sip-vuxna-hudiksvall", "norrby"])
def test_each_slide_is_a_page_in_the_largest_size(slug, real, tmp_path, monkeypatch):
    """Nothing is set smaller to fit, nothing runs over: also where an editor writes sixty sentences."""
    if slug == "norrby":
        words = (
            ("Berätta om rutinen.", LONG),
            ("Kim är ofta borta från skolan.", LONG),
            ("Vem ringer du?", LONG),
        )
        file = edit_example("agreements/exempelavtalet/apt.yaml", *words)
        real = load(copy_example(tmp_path / "data", file), TODAY)
    monkeypatch.setattr(fit, "SIZES", ("",))
    binder = real.binders[slug]
    slides = make_slides(Renderer(real, binder, Paper(slug, real.site.address)))

    with pikepdf.open(BytesIO(render(Writer(real, binder).sheet("apt-bilder").html))) as pdf:
        boxes = [[round(float(side)) for side in page.mediabox[2:]] for page in pdf.pages]

    assert [[960, 540]] * len(slides) == boxes
