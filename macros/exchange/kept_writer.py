"""Write what applied on a day into the archive.

That is the new PDFs and the day's own file. Nothing that lies there is written again. The day's file comes
last: after a kill before it nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from macros.exchange.yaml_scalar import write_scalar
from macros.files import write_file
from macros.records.approval import Approval
from macros.records.control_xmp import write_time
from macros.records.kept import KeptDocument, day_file, kept_file

_HEADER = """\
# Skriven av  parmen archive . Ändra inte för hand, och ta inte bort filen.
# Här står vilka dokument som gällde den dag som filen heter efter. De ligger i samma mapp.
"""


def keep_day(
    data: Path,
    slug: str,
    day: date,
    documents: Mapping[str, tuple[KeptDocument, bytes]],
    unchanged: Sequence[str],
    approvals: Mapping[str, Approval],
) -> None:
    """Write a day of a municipality's archive.

    ``approvals`` are by the binders' addresses, ``documents`` the new ones by their hash, ``unchanged`` the
    hashes of those kept before. Raise OSError where a file cannot be written, or is there already; then none
    of them stays.
    """
    target = day_file(data, slug, day)
    written = [(kept_file(data, slug, hash_), pdf) for hash_, (_, pdf) in documents.items()]
    text = write_day([document for document, _ in documents.values()], unchanged, approvals)
    new: list[Path] = []
    try:
        for file, content in (*written, (target, text.encode())):
            if file.is_symlink() or file.exists():
                raise FileExistsError(17, "", str(file))
            new.append(file)
            write_file(file, content, durable=True)
    except BaseException:
        for file in new:
            file.unlink(missing_ok=True)
        raise


def write_day(
    documents: Sequence[KeptDocument], unchanged: Sequence[str], approvals: Mapping[str, Approval]
) -> str:
    """Return the text of a day's file."""
    lines = ["approvals:"]
    for address, approval in approvals.items():
        lines += [f"  - binder: {address}", f"    by: {write_scalar(approval.by, 4, 'by')}"]
        lines.append(f"    date: {approval.date.isoformat()}")
    lines.append("documents:" if documents else "documents: []")
    lines += [line for document in documents for line in _write_document(document)]
    if unchanged:
        lines += ["unchanged:", *(f"  - {hash_}" for hash_ in unchanged)]
    return _HEADER + "\n".join([*lines, ""])


def _write_document(document: KeptDocument) -> Iterator[str]:
    """Yield the lines of a document, the fields in the order of their class."""
    start = "  - "
    for field in KeptDocument.model_fields:
        text = write_time(value) if (value := getattr(document, field)) is not None else ""
        if field != "state" and text:
            yield f"{start}{field}: {write_scalar(text, 4, field)}"
            start = "    "
