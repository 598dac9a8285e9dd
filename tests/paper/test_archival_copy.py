"""The archival copy of a sheet: what of PDF/A can be seen without veraPDF, which is run by hand (tests/README.md)."""

from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Name

from macros.checks.kept_files import find_kept_faults
from macros.paper.archival_copy import make_archival
from macros.paper.stamp import save_pdf
from macros.records.control_xmp import NAMESPACE, read_properties
from macros.records.kept import KeptDocument
from macros.records.values import Day, OpenEnd, When
from macros.records.whole_shelf import Shelf
from tests.paper.conftest import Press
from tests.paper.printed import list_ua_faults

DOCUMENT = KeptDocument.model_construct(
    state=None,
    file="",
    binder="norrby",
    name="samtycke",
    title="Samtycke",
    pages=1,
    version="2 & <3>",
    adopted_by="Ledningsgruppen",
    adopted=When("2024-11"),
    diary_number=None,
    valid_from=Day(2025, 1, 15),
    valid_to=OpenEnd(),
    replaces=None,
    responsible="Processledaren",
)


def read(press: Press, example: Shelf) -> bytes:
    """Give the sheet as it is published: a form, which is filled in on screen."""
    return press(example, "norrby", "samtycke").file.read_bytes()


@pytest.fixture(scope="module")
def copy(press: Press, example: Shelf) -> bytes:
    """Its archival copy."""
    return make_archival(read(press, example), DOCUMENT, "Utgivaren", "sv")


def dictionaries(pdf: pikepdf.Pdf, kind: Name) -> list[Any]:
    """Give every object of a type."""
    return [
        item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind
    ]


def test_it_claims_pdf_a_and_pdf_ua_and_says_what_its_own_words_mean(copy: bytes) -> None:
    """In XMP that is not compressed, and describes each property that it has."""
    with pikepdf.open(BytesIO(copy)) as pdf:
        stream = pdf.Root.Metadata
        text, is_open = stream.read_raw_bytes().decode(), "/Filter" not in stream
    tree = ElementTree.fromstring(text)
    names = {element.tag.rpartition("}")[2]: element.text for element in tree.iter()}
    described = [found.text for found in tree.iter("{http://www.aiim.org/pdfa/ns/property#}name")]
    own = [
        element.tag.rpartition("}")[2]
        for element in tree.iter()
        if element.tag.startswith(f"{{{NAMESPACE}}}")
    ]

    assert is_open
    assert ("A", "Samtycke, Norrby") == (names["conformance"], tree.findtext(".//{*}title//{*}li"))
    assert ["2", "1"] == [element.text for element in tree.iter() if element.tag.endswith("/id/}part")]
    assert set(own) == set(described) - {"part"}


def test_what_it_says_of_itself_is_read_back(copy: bytes) -> None:
    """Without the PDF being read: times in ISO form, signs as they were."""
    assert {
        "binder": "norrby",
        "name": "samtycke",
        "version": "2 & <3>",
        "adopted_by": "Ledningsgruppen",
        "adopted": "2024-11",
        "valid_from": "2025-01-15",
        "valid_to": "tills vidare",
        "responsible": "Processledaren",
    } == read_properties(copy)


def test_nothing_in_it_asks_for_what_is_not_there(copy: bytes) -> None:
    """Colours have a profile, fonts are embedded, links are printed; there are no fields and no actions."""
    with pikepdf.open(BytesIO(copy)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        fonts = dictionaries(pdf, Name.FontDescriptor)
        annotations = [one for page in pdf.pages for one in page.obj.get("/Annots", ())]
        intents = (intent.S, int(intent.DestOutputProfile.N))
        has_form = "/AcroForm" in pdf.Root

        assert (Name.GTS_PDFA1, 3, False) == (*intents, has_form)
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert {(Name.Link, 4)} == {(one.Subtype, int(one.F)) for one in annotations}


def test_it_is_still_tagged_and_the_same_each_time(copy: bytes, press: Press, example: Shelf) -> None:
    """So what is unchanged is kept once."""
    again = make_archival(read(press, example), DOCUMENT, "Utgivaren", "sv")

    assert [] == list_ua_faults(copy)
    assert copy == again


def faults(pdf: bytes, name: str = "") -> list[str]:
    """Give what the check says of a file in the archive that is named after what is in it."""
    place = PurePosixPath("data/archive/norrby", f"{name or sha256(pdf).hexdigest()}.pdf")
    return [fault.message for fault in find_kept_faults(pdf, "fil", place)]


def change(pdf: bytes, key: str, value: Any) -> bytes:
    """Give a PDF with something put into its root."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.Root[key] = value
        return save_pdf(opened)


def test_the_archive_takes_only_such_files_and_none_that_has_changed(
    copy: bytes, press: Press, example: Shelf
) -> None:
    """Not one renamed, nor of another's making, nor with anything that runs, packed away or not."""
    script = pikepdf.Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    ordinary = read(press, example)

    assert [] == faults(copy)
    assert ["den sparade filen har ändrats sedan den sparades, eller bytt namn"] == faults(
        copy + b" ", "a" * 64
    )
    assert ["filen är inte gjord av  parmen archive"] == faults(ordinary)
    assert ["filen kan innehålla något som körs, eller en annan fil"] == faults(
        change(copy, "/OpenAction", script)
    )


def test_nothing_can_be_hidden_between_what_the_check_reads(copy: bytes) -> None:
    """Not behind the end, in a comment, a string or a stream, nor by leading a reader elsewhere."""
    script = b"9 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
    behind, _, tail = copy.rpartition(b"startxref")
    first = copy.index(b"1 0 obj")
    end = behind.rindex(b" 0 obj\n<< /Type /XRef")
    last = behind.rindex(b"\n", 0, end) + 1
    hidden = (
        copy + b"1 0 obj<</#41A 1>>",
        copy + b"startxref\n0\n%%EOF\n",
        copy[:first] + b"%stream\n" + script + b"%endstream\n" + copy[first:],
        copy[:last] + b"900 0 obj\n(>>stream\n" + script + b"(\nendstream)\n" + copy[last:],
        copy[:last]
        + b"900 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(script), script)
        + copy[last:],
        copy.replace(b"/Type /ObjStm", b"/Type%\r/ObjStm"),
        copy.replace(b"<< /Type /ObjStm", b"<< /N (% /Type /ObjStm"),
        behind + b"startxref\n15\n%%EOF\n",
        behind.replace(b"/W [ 1 2 1 ]", b"/Prev 9 /W [ 1 2 1 ]") + b"startxref" + tail,
        behind.replace(b"/W [ 1 2 1 ]", b"/W [ 1 1 2 ]") + b"startxref" + tail,
        b"%PDF-1.4\n" + copy,
    )

    assert [["filen kan innehålla något som körs, eller en annan fil"]] * len(hidden) == [
        faults(pdf) for pdf in hidden
    ]
