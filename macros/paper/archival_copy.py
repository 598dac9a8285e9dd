"""Make the archival copy of a finished sheet: PDF/A-2a and still PDF/UA-1.

PDF/A is ISO 19005, of which this is part 2. Nothing is laid out again: the pages are those of the sheet. It
gets what they need to look the same in many years: the colours' profile, that links are printed, and XMP in
plain text with the document control. What is filled in on screen is left out, for it asks for fonts that are
not in the file; the lines and boxes to write in by hand stay.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from macros.paper.pdf import read_colour_profile
from macros.paper.stamp import save_pdf
from macros.records.control_xmp import NAMES, NAMESPACE, PREFIX, list_values, write_properties
from macros.records.kept import KeptDocument
from macros.records.languages import language_tag

_PRINTED = 4
"""The flag of an annotation that is printed, and neither hidden nor without a view."""
_UA = ("PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:{prefix}="{namespace}"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdf:Producer>{producer}</pdf:Producer>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{publisher}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{properties}
<pdfaExtension:schemas><rdf:Bag>
{schemas}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_archival(pdf: bytes, document: KeptDocument, publisher: str, language: str) -> bytes:
    """Return the archival copy of a finished sheet: the same bytes for the same input."""
    with pikepdf.open(BytesIO(pdf)) as copy:
        _add_colour_profile(copy)
        _leave_out_fields(copy)
        for page in copy.pages:
            for annotation in page.obj.get("/Annots", ()):
                annotation.F = _PRINTED
        for item in copy.objects:
            if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
                del item["/Interpolate"]
        words = {
            "producer": str(copy.docinfo.get("/Producer", "")),
            "title": str(copy.docinfo.get("/Title", document.title)),
            "publisher": publisher,
            "language": language_tag(language),
        }
        packet = _XMP.format(
            **{name: escape(text) for name, text in words.items()},
            prefix=PREFIX,
            namespace=NAMESPACE,
            properties=write_properties(document),
            schemas=_describe_schemas(document),
        )
        metadata = copy.make_stream(packet.encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        copy.Root.Metadata = metadata
        return save_pdf(copy)


def _add_colour_profile(copy: pikepdf.Pdf) -> None:
    """Say what the colours mean: sRGB, by the profile that the file holds."""
    profile = copy.make_stream(read_colour_profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB2014.icc"),
        DestOutputProfile=profile,
    )
    copy.Root.OutputIntents = Array([copy.make_indirect(intent)])


def _leave_out_fields(copy: pikepdf.Pdf) -> None:
    """Remove what is filled in on screen, from the pages and from the reading order."""
    if "/AcroForm" not in copy.Root:
        return
    del copy.Root.AcroForm
    for page in copy.pages:
        if "/Annots" in page.obj:
            kept = [one for one in page.obj.Annots if one.Subtype != Name.Widget]
            page.obj.Annots = Array(kept)
    pending: list[Any] = [copy.Root.StructTreeRoot]
    while pending:
        node = pending.pop()
        kids = node.get("/K")
        if isinstance(kids, Dictionary):
            kids = node.K = Array([kids])
        if isinstance(kids, Array):
            kept = [kid for kid in kids if not (isinstance(kid, Dictionary) and kid.get("/S") == Name.Form)]
            node.K = Array(kept)
            pending += [kid for kid in kept if isinstance(kid, Dictionary) and "/K" in kid]


def _describe_schemas(document: KeptDocument) -> str:
    """Return the description of the namespaces that PDF/A does not know by itself.

    Of ours it has the properties that the document has.
    """
    used = (NAMES[field] for field, _ in list_values(document))
    own = {name: ("Text", "external", words) for name, words in used}
    number = {"part": ("Integer", "internal", "Part of ISO 14289 that the file conforms to")}
    control = ("Document control of Gröna pärmen", NAMESPACE, PREFIX)
    return "\n".join([_describe_schema(*_UA, number), _describe_schema(*control, own)])


def _describe_schema(
    title: str, namespace: str, prefix: str, properties: dict[str, tuple[str, str, str]]
) -> str:
    rows = "\n".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{words}</pdfaProperty:description></rdf:li>"
        for name, (kind, category, words) in properties.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>\n{rows}\n</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
