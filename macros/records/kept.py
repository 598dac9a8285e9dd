"""Records of the archive: the documents that applied on a day, kept as they were.

Each day has a file of its own, ``archive/<municipality>/2026-12-01.yaml``, which is never written again. The
PDFs lie beside it. A PDF is named after the SHA-256 of what is in it, so it can neither change nor be kept
twice: what still applies on a later day is only named there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

from macros.records.addresses import Address
from macros.records.base import Record, optional, required
from macros.records.scalars import Plain, Slug, WholeNumber, fault, scalar
from macros.records.time_scalars import DayField, EndField, WhenField
from macros.records.validity import Period

FOLDER = "archive"
"""The folder of the archive, in the data folder."""
PAGE = "arkiv"
"""The folder of the archive's pages, in the municipality's folder of the site."""
ENDING = ".pdf"
_HASH = re.compile("[0-9a-f]{64}")


def _read_hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        advice = "Filen skrivs av programmet. Lägg tillbaka den som den var, ur git."
        raise fault("kept-name", "det här är inget namn på en sparad fil", advice)
    return text


Hash = Annotated[str, *scalar(_read_hash, "en kontrollsumma", "^[0-9a-f]{64}$")]
"""The SHA-256 of a kept PDF in hexadecimal: its name, without the ending."""


class KeptDocument(Record, Period):
    """A document that was kept, with its document control as it was then."""

    file: Hash = required("fil", "PDF-filens kontrollsumma, som också är dess namn.")
    binder: Address = required("pärm", "Pärmens adress, till exempel kalix.")
    name: Slug = required("namn", "Dokumentets namn, till exempel rutin.")
    title: Plain = required("rubrik", "Vad dokumentet heter.")
    pages: WholeNumber = required("sidor", "Hur många sidor det har.")
    version: Plain | None = optional("version", "Vilken utgåva det är.")
    adopted_by: Plain | None = optional("fastställt av", "Organet som fattade beslutet.")
    adopted: WhenField | None = optional("fastställt", "När beslutet fattades.")
    diary_number: Plain | None = optional("diarienummer", "Beslutets diarienummer.")
    valid_from: WhenField | None = optional("gäller från", "Första dagen det gäller.")
    valid_to: EndField | None = optional("gäller till", "Sista dagen det gäller, eller tills vidare.")
    replaces: Plain | None = optional("ersätter", "Den version som det ersätter.")
    responsible: Plain | None = optional("ansvarig", "Funktionen som ser till att texten stämmer.")


class KeptApproval(Record):
    """Who had approved that a binder was published, when what applied in it was kept."""

    binder: Address = required("pärm", "Pärmens adress, till exempel kalix.")
    by: Plain = required("godkänd av", "Funktionen som hade godkänt att pärmen publicerades.")
    date: DayField = required("godkänd den", "Dagen då den godkändes.")


class KeptDay(Record):
    """What applied on a day (``archive/<municipality>/<day>.yaml``)."""

    approvals: list[KeptApproval] = optional(
        "godkännanden", "Vem som hade godkänt varje pärm, och när. Skrivs av parmen archive.", list
    )
    documents: list[KeptDocument] = optional(
        "dokument", "Dokumenten som sparades då. Skrivs av parmen archive. Ändra inte för hand.", list
    )
    unchanged: list[Hash] = optional(
        "oförändrade", "Kontrollsummor för dokument som sparades tidigare och som gällde då också.", list
    )


class KeptFile(NamedTuple):
    """A document, and the first day that it was kept."""

    document: KeptDocument
    since: date

    @property
    def path(self) -> str:
        """Where it lies below the archive's page: ``2026-12-01/rutin.pdf``."""
        _, _, area = self.document.binder.partition("/")
        return "/".join(filter(None, (self.since.isoformat(), area, f"{self.document.name}{ENDING}")))


class Kept(NamedTuple):
    """What applied from a day until the next one that was kept; None for the latest."""

    day: date
    until: date | None
    files: list[KeptFile]
    approvals: list[KeptApproval]


@dataclass(frozen=True, slots=True)
class Archive:
    """All that a municipality has kept, by day, the earliest first."""

    days: dict[date, KeptDay] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, KeptFile]:
        """Every kept document by its hash, with the first day that it was kept."""
        found: dict[str, KeptFile] = {}
        for day, kept in self.days.items():
            for document in kept.documents:
                found.setdefault(document.file, KeptFile(document, day))
        return found

    def list_days(self) -> Iterator[Kept]:
        """Yield what applied on each day, the latest first."""
        files, days = self.files, list(self.days)
        for number, day in reversed(list(enumerate(days))):
            kept = self.days[day]
            names = [*kept.unchanged, *(document.file for document in kept.documents)]
            until = days[number + 1] if number + 1 < len(days) else None
            yield Kept(day, until, [files[name] for name in names if name in files], kept.approvals)

    @property
    def latest(self) -> Kept | None:
        """What was kept last; None where nothing is."""
        return next(self.list_days(), None)


NOTHING_KEPT = Archive()
"""The archive of a municipality that has kept nothing."""


def kept_folder(data: Path, slug: str) -> Path:
    """Return the folder of a municipality's archive."""
    return data / FOLDER / slug


def kept_file(data: Path, slug: str, hash_: str) -> Path:
    """Return the path of a kept PDF."""
    return kept_folder(data, slug) / f"{hash_}{ENDING}"


def day_file(data: Path, slug: str, day: date) -> Path:
    """Return the path of the file that says what applied on a day."""
    return kept_folder(data, slug) / f"{day.isoformat()}.yaml"
