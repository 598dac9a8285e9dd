"""Write document control as XMP into a kept PDF, and read it again.

They are in a namespace of our own, as elements with plain text (ISO 16684-1). PDF/A asks a file to describe
such a namespace in itself (ISO 19005-2, 6.6.2.3): ``NAMES`` has the words for it.
"""

import re
from collections.abc import Iterator
from html import unescape
from xml.sax.saxutils import escape

from macros.records.kept import KeptDocument
from macros.records.values import Day, When

NAMESPACE = "urn:gronaparmen:document-control:1.0#"
PREFIX = "parm"
NAMES = {
    "binder": ("binder", "Address of the binder that the document is from"),
    "name": ("document", "Name of the document in its binder"),
    "version": ("version", "Version of the text"),
    "adopted_by": ("adoptedBy", "Body that adopted the text"),
    "adopted": ("adopted", "When the text was adopted"),
    "diary_number": ("diaryNumber", "Reference number of the decision"),
    "valid_from": ("validFrom", "First day that the text applies"),
    "valid_to": ("validUntil", "Last day that the text applies, or tills vidare"),
    "replaces": ("supersedes", "Version that this one supersedes"),
    "responsible": ("responsible", "Function responsible for the text"),
}
"""Each property by the field of ``KeptDocument``: its name in XMP, and what it means."""
_BEGIN, _END = b"<?xpacket begin=", b"<?xpacket end="
_MOST_BYTES = 60_000
_PROPERTY = re.compile(rf"<{PREFIX}:([A-Za-z]+)>([^<]*)</{PREFIX}:\1>")


def write_time(value: object) -> str:
    """Return a value as YAML and XMP have it: a time in ISO form, or its words."""
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, When) and not value.words:
        return "/".join(filter(None, (value.start, value.end)))
    return "" if value is None else str(value)


def list_values(document: KeptDocument) -> Iterator[tuple[str, str]]:
    """Yield each property that a document has, as its field and its text."""
    for field in NAMES:
        if text := write_time(getattr(document, field)):
            yield field, text


def write_properties(document: KeptDocument) -> str:
    """Return a document's properties as XML elements."""
    return "\n".join(
        f"<{PREFIX}:{NAMES[field][0]}>{escape(text)}</{PREFIX}:{NAMES[field][0]}>"
        for field, text in list_values(document)
    )


def read_properties(pdf: bytes) -> dict[str, str]:
    """Return the properties that a PDF carries, by field.

    XMP that is not compressed can be read without reading the PDF: so that whoever finds the file can. What
    has none, or hides it, gives nothing.
    """
    fields = {name: field for field, (name, _) in NAMES.items()}
    _, _, rest = pdf.partition(_BEGIN)
    block, end, _ = rest[:_MOST_BYTES].partition(_END)
    text = block.decode("utf-8", "replace") if end else ""
    return {fields[name]: unescape(value) for name, value in _PROPERTY.findall(text) if name in fields}
