"""Choose the finished sheets that apply today, and make their archival copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from macros.paper.archival_copy import make_archival
from macros.paper.documents import find_document
from macros.paper.faults import PaperError
from macros.paper.finished_pdf import FinishedPdf
from macros.paper.pdf_store import UNREADABLE, Store
from macros.paper.sheets import record_of
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import sheets_in, translated_sheets
from macros.records.kept import KeptDocument
from macros.records.languages import SWEDISH_NAMES
from macros.records.shared_records import Control
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain


def list_documents(binder: Binder) -> list[str]:
    """Return the names of the sheets that a binder prints, without its packets."""
    packets = {packet.id for packet in binder.packets}
    return [name for name in sheets_in(binder) if name not in packets]


def copy_adopted(
    shelf: Shelf, pdfs: Iterable[FinishedPdf], store: Store
) -> Iterator[tuple[KeptDocument, bytes]]:
    """Yield the archival copy of each sheet that is adopted and in force today.

    A sheet is what it says of itself: as certain as the least certain text on it. Raise PaperError for one
    that cannot be read from the store.
    """
    for pdf in pdfs:
        binder = shelf.binders[pdf.binder]
        record = _find_record(binder, pdf.name)
        if pdf.state != "adopted" or binder.not_in_force(shelf.today, record):
            continue
        content = store.read(pdf.sha256)
        if content is None:
            raise PaperError(pdf.full_name, [UNREADABLE])
        document = _describe(binder, pdf, record)
        copy = make_archival(content, document, shelf.site.publisher, pdf.language)
        yield document.model_copy(update={"file": sha256(copy).hexdigest()}), copy


def _find_record(binder: Binder, name: str) -> Record | None:
    """Return the record that a sheet shows; of a translated one, the leaflet's."""
    translated = translated_sheets(binder).get(name)
    document = find_document(binder, translated.name if translated else name)
    return record_of(binder, document, name)


def _describe(binder: Binder, pdf: FinishedPdf, record: Record | None) -> KeptDocument:
    """Return a sheet's document control; its file is not named yet."""
    own = getattr(record, "control", None)
    control = own if isinstance(own, Control) else None

    language = f" ({SWEDISH_NAMES[pdf.language]})" if pdf.language != "sv" else ""

    def words(field: str) -> str | None:
        text = getattr(control, field, None)
        return " ".join(plain(text, binder).split()) or None if text is not None else None

    return KeptDocument.model_construct(
        state=None,
        file="",
        binder=binder.address,
        name=pdf.name,
        title=" ".join(pdf.title.split()) + language,
        pages=pdf.pages,
        version=words("version"),
        adopted_by=words("adopted_by"),
        adopted=control.adopted if control else None,
        diary_number=control.diary_number if control else None,
        valid_from=control.valid_from if control else None,
        valid_to=control.valid_to if control else None,
        replaces=words("replaces"),
        responsible=words("responsible"),
    )
