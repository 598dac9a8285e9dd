"""What is filled in on screen: shown and kept by every reader, named, and alone where it excludes the rest."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form
from PIL import Image, ImageChops

from macros.paper.join import Part, join
from macros.paper.page_numbers import Stamps, write_empty_sheet
from macros.paper.pdf import render
from tests.paper.printed import MM, PER_MM, Printed, list_ua_faults, names_read_aloud

HEAD = '<!doctype html><html lang="sv"><head><title>Prov</title></head><body class="sheet A4"><h1>Prov</h1>'
FIELDS = """
<p><input type="checkbox" class="box" name="kryss" title="Kryss"> Kryss</p>
<p><input type="radio" class="box" name="svar" value="ja" data-question="Svar?" title="Svar? Ja"> Ja
<input type="radio" class="box" name="svar" value="nej" data-question="Svar?" title="Svar? Nej"> Nej</p>
<div style="height: 10mm">Vem<input type="text" class="fill" name="vem" title="Vem"></div>
<div style="height: 30mm">Hur<input type="text" class="fill" name="hur" title="Hur"></div></body></html>
"""
SHEETS = (
    "checklista",
    "manadsblad",
    "kvartalsblad",
    "styrgrupp",
    "intervjusamtycke",
    "enkat-barn",
    "enkat-samordnare",
    "familj",
    "min-plan",
    "grona-kortet",
    "flode",
)


def ink_in(page: Image.Image, height: float, rectangle: Any, empty: Image.Image) -> bool:
    """Say whether a field looks otherwise than when it was empty."""
    left, bottom, right, top = (float(side) / MM * PER_MM for side in rectangle)
    area = tuple(map(round, (left, height * PER_MM - top, right, height * PER_MM - bottom)))
    return ImageChops.difference(page.crop(area), empty.crop(area)).getextrema()[1] > 60


def fill_in(file: Path, filled: Path, only_values: bool = False) -> dict[str, list[tuple[int, Any]]]:
    """Fill in every field; return where what is filled in shall be seen: page and rectangle."""
    places: dict[str, list[tuple[int, Any]]] = {}
    with pikepdf.open(file) as opened:
        pages = [page.obj.objgen for page in opened.pages]
        for name, field in Form(opened, ExtendedAppearanceStreamGenerator).items():
            data = field._field.obj
            widget = data
            if field.is_text and only_values:
                data.V = pikepdf.String("Åsa äter ört")
            elif field.is_text:
                field.value = "Åsa äter ört"
            elif field.is_checkbox:
                field.checked = True
            else:
                field.options[-1].select()
                widget = data.Kids[-1]
            places[name] = [(pages.index(widget.P.objgen), list(widget.Rect))]
        opened.save(filled)
    return places


@pytest.mark.parametrize("only_values", [False, True], ids=["by the program", "by the reader"])
@pytest.mark.parametrize("name", SHEETS)
def test_all_that_is_filled_in_is_shown_by_poppler(name, only_values, example, press, tmp_path):
    """The texts' appearance is drawn by the one that fills in, or by the reader; ticks are in the sheet."""
    empty = press(example, "norrby", name)
    places = fill_in(empty.file, tmp_path / "fylld.pdf", only_values)
    filled = Printed(tmp_path / "fylld.pdf")
    unseen = [
        field
        for field, shown in places.items()
        for page, rectangle in shown
        if not ink_in(filled.pictures[page], filled.sizes[page][1], rectangle, empty.pictures[page])
    ]

    assert (True, []) == (len(places) > 0, unseen)


@pytest.mark.parametrize("name", SHEETS)
def test_each_field_is_named_in_reading_order_and_legible(name, example, press):
    """Helvetica of ten points; a text takes no more than its room; no reader has to draw ticks."""
    with pikepdf.open(press(example, "norrby", name).file) as opened:
        form = opened.Root.AcroForm
        names = [str(field.T) for field in form.Fields]

        assert "/NeedAppearances" not in form
        assert names == list(dict.fromkeys(names_read_aloud(opened)))
        assert {"/Helv 10 Tf 0 g"} >= {str(field.DA) for field in form.Fields if field.FT == "/Tx"}
        assert all(int(field.Ff) & 1 << 23 for field in form.Fields if field.FT == "/Tx")
        ticks = [kid for field in form.Fields if field.FT == "/Btn" for kid in field.get("/Kids", [field])]
        assert all({"/DA", "/MK"} <= set(kid.keys()) and len(kid.AP.N.keys()) == 2 for kid in ticks)


def test_answers_that_exclude_each_other_are_one_field_and_lines_make_room_for_several(tmp_path):
    """Of yes and no one is ticked; what stands under a caption goes below it. The same bytes each time."""
    sheet, again = (render(HEAD + FIELDS) for _ in range(2))
    assert (sheet, []) == (again, list_ua_faults(sheet))
    with pikepdf.open(BytesIO(sheet)) as opened:
        fields = {str(field.T): field for field in opened.Root.AcroForm.Fields}
        assert ["kryss", "svar", "vem", "hur"] == list(fields)
        answers = fields["svar"].Kids
        states = [next(key for key in kid.AP.N if key != "/Off") for kid in answers]
        assert (["/ja", "/nej"], "Svar?", ["Svar? Ja", "Svar? Nej"]) == (
            states,
            str(fields["svar"].TU),
            [str(kid.TU) for kid in answers],
        )
        assert (1 << 15, [False, True]) == (
            int(fields["svar"].Ff),
            [bool(int(fields[name].Ff) & 1 << 12) for name in ("vem", "hur")],
        )
        group = Form(opened)["svar"]
        group.options[0].select()
        group.options[1].select()
        assert ["/Off", "/nej"] == [str(kid.AS) for kid in answers]


def test_same_sheet_twice_in_a_packet_is_filled_in_apart():
    """A choice keeps its answers together under a name of its own."""
    sheet = render(HEAD + FIELDS)
    stamps = Stamps(render(write_empty_sheet(), tagged=False))
    packet = join([Part("Ett", sheet), Part("Två", sheet)], "Paket", "Exempelutgivaren", stamps)
    with pikepdf.open(BytesIO(packet)) as opened:
        fields = opened.Root.AcroForm.Fields
        assert ([], 8) == (list_ua_faults(packet), len({str(field.T) for field in fields}))
        choices = [field for field in fields if "/Kids" in field]
        assert [2, 2] == [len(field.Kids) for field in choices]
        assert all(kid.Parent.T == field.T for field in choices for kid in field.Kids)
