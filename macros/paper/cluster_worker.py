"""What a cluster's worker does: show that it can make the sheets, and make them.

Dask calls these functions in its workers. A worker has the whole program, templates and fonts included, and
says by its fingerprint that they are the same as here. It gets the shelf once, by its hash.
"""

from __future__ import annotations

import gc
import pickle
import zlib
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from macros.build_inputs import program_fingerprint, tools_fingerprint
from macros.files import explain_error, is_disk_full
from macros.paper.executor import Job, Result, run_job
from macros.paper.faults import StoreLostError
from macros.paper.maker import Maker
from macros.paper.pdf_store import key_of
from macros.paper.shared_store import open_store
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf

PROBE = b"%PDF-probe"
"""Stored by one side and found by the other, to see that they have the same store."""


class Recipe(NamedTuple):
    """What all jobs of a build share: the shelf's hash, and the store's address."""

    shelf: str
    store: str


ON_DISK = "den lägger det den arbetar med på sin disk. Starta den så som CLUSTER.md visar"


class Introduction(NamedTuple):
    """What a worker has: its program and its tools.

    ``fault`` is what is wrong with its store or its settings.
    """

    program: str
    tools: str
    fault: str


class Unfit(NamedTuple):
    """The answer of a worker that cannot do a job, and why, in Swedish. Another may."""

    reason: str


def pack_shelf(shelf: Shelf) -> bytes:
    """Return a shelf as it is sent to workers, which is as pickle.

    Dask sends all that it runs so: whoever can send this can run code there anyhow (THREATS.md). It is never
    stored.
    """
    return zlib.compress(pickle.dumps(shelf, protocol=5), 1)


def probe_key(name: str) -> str:
    """Return the key under which one side stores its probe."""
    return key_of("probe", name)


def introduce_worker(recipe: Recipe, token: str, name: str) -> Introduction:
    """Say what program this worker has, and what is wrong with its store or settings.

    The build has put a probe there under ``token``; the worker answers with one under its ``name``.
    """
    if lays_on_disk():
        return Introduction(program_fingerprint(), tools_fingerprint(), ON_DISK)
    fault = ""
    try:
        store = open_store(recipe.store)
        if store.find(probe_key(token)) is None:
            fault = "den har inte samma lager som den här datorn"
        else:
            store.put(probe_key(token + name), PROBE)
    except OSError as error:
        fault = explain_error(error)
    return Introduction(program_fingerprint(), tools_fingerprint(), fault)


def lays_on_disk() -> bool:
    """Report whether this worker may lay what it holds on a disk.

    Short of memory, it would do so as pickle, which is code when it is read back.
    """
    from distributed import get_worker

    return not isinstance(get_worker().data, dict)


_ONE_AT_A_TIME = Lock()
"""The layout engine is made for one thread of a process."""


class _Kept:
    """What this process keeps between jobs: the maker of the last build."""

    recipe: Recipe | None = None
    maker: Maker | None = None


def run_on_worker(recipe: Recipe, packed_shelf: bytes, job: Job) -> list[Result] | Unfit:
    """Make the documents of a job in this worker; return the results in order."""
    with _ONE_AT_A_TIME, uncollected():
        try:
            return run_job(_maker_for(recipe, packed_shelf), job)
        except StoreLostError as error:
            return Unfit(str(error))
        except OSError as error:
            if is_disk_full(error):
                return Unfit(explain_error(error))
            raise


def _maker_for(recipe: Recipe, packed_shelf: bytes) -> Maker:
    """Return the maker of a build; read its shelf first if it is a new one."""
    if _Kept.maker is None or _Kept.recipe != recipe:
        if sha256(packed_shelf).hexdigest() != recipe.shelf:
            raise ValueError("the shelf is not the one that was sent")
        shelf: Shelf = pickle.loads(zlib.decompress(packed_shelf))
        _Kept.recipe, _Kept.maker = recipe, Maker(shelf, open_store(recipe.store))
        gc.freeze()  # so that each job's garbage is found without looking through the shelf
    return _Kept.maker
