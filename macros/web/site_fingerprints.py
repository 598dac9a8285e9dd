"""Fingerprints of what a site is made from, which decide what is built again."""

from __future__ import annotations

from hashlib import sha256

from macros.build_inputs import program_fingerprint
from macros.files import hash_files
from macros.project import ROOT
from macros.records.addresses import is_sheet
from macros.records.content_folder import CONFIG, find_own_docs
from macros.records.ledger import can_be_copied, find_redirects, find_withdrawn, redirects_by_folder
from macros.records.whole_shelf import Shelf

_SHARED_DATA = ("site", "glossary", "laws", "accessibility")
_SHARED_SOURCES = ("docs", "tests/exempel")  # om/komponenter shows the records of tests/exempel
PUBLISHED = "published-"
"""What the fingerprints of a published site begin with: a preview holds drafts, and is never laid over it."""


def fingerprints(shelf: Shelf) -> dict[str, str]:
    """Return the fingerprint of each municipality's folder, by slug.

    It covers all the binders in the folder, and what has moved from there. A municipality that has ended has
    a folder while something has moved from it. That of the shared pages is under ``""``.
    """
    own: dict[str, str] = {}
    for binder in shelf.binders.values():
        own[binder.slug] = own.get(binder.slug, "") + shelf.fingerprint(binder)
    for slug, redirects in redirects_by_folder(find_redirects(shelf)).items():
        own[slug] = own.get(slug, "") + _fingerprint_redirects(shelf, redirects)
    for address in find_withdrawn(shelf):
        slug = address.partition("/")[0]
        own[slug] = f"{own.get(slug, '')} {address} {shared_fingerprint(shelf)}"
    hashes = {slug: sha256(joined.encode()).hexdigest() for slug, joined in own.items()}
    mark = PUBLISHED if shelf.selected else ""
    return {slug: mark + made for slug, made in {**hashes, "": shared_fingerprint(shelf)}.items()}


def _fingerprint_redirects(shelf: Shelf, redirects: dict[str, str]) -> str:
    """Hash what the redirect pages and the copied files in one folder depend on."""
    copied = [new for old, new in redirects.items() if can_be_copied(old, new)]
    sources = {new.partition("/pdf/")[0] if is_sheet(new) else new.rpartition("/")[0] for new in copied}
    parts = (program_fingerprint(), shelf.site.address, repr(sorted(redirects.items())))
    return " ".join([*parts, *(shelf.fingerprint(shelf.binders[source]) for source in sorted(sources))])


def shared_fingerprint(shelf: Shelf) -> str:
    """Return the fingerprint of the shared pages.

    It covers the program, their texts, those of one's own, the shared data, and every level's own fields.
    """
    files = [f"{shelf.folder.as_posix()}/{name}.yaml" for name in _SHARED_DATA]
    own = find_own_docs(shelf.folder)
    parts = (
        program_fingerprint(),
        hash_files(ROOT, *_SHARED_SOURCES),
        hash_files(own.parent, own.name, CONFIG) if own else "",
        shelf.read.of(files, shelf.today),
        *(repr(list(level.items())) for level in (shelf.municipalities, shelf.areas, shelf.agreements)),
    )
    return sha256("\n".join(parts).encode()).hexdigest()
