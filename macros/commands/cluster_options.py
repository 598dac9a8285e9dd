"""The options that let a cluster make the sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

_FILE = click.Path(exists=True, dir_okay=False)


def CLUSTER(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802  named as click's constants are
    """Add the options of a cluster to a command, which gets them as one: ``cluster``."""

    @click.option(
        "--cluster", "kind", type=click.Choice(["local"]), help="Make the PDFs on a cluster started here."
    )
    @click.option("--scheduler", metavar="ADDRESS", help="Make the PDFs on the Dask cluster at this address.")
    @click.option(
        "--store", metavar="ADDRESS", help="The folder or bucket where its PDFs meet: s3://…, abfs://…."
    )
    @click.option("--tls-ca", type=_FILE, metavar="FILE", help="The authority that the cluster trusts.")
    @click.option("--tls-cert", type=_FILE, metavar="FILE", help="Our certificate for the cluster.")
    @click.option("--tls-key", type=_FILE, metavar="FILE", help="The key of that certificate.")
    @wraps(command)
    def with_cluster(
        *inputs: Any,
        kind: str | None,
        scheduler: str | None,
        store: str | None,
        tls_ca: str | None,
        tls_cert: str | None,
        tls_key: str | None,
        **options: Any,
    ) -> Any:
        cluster = _read_cluster(kind, scheduler, store, [tls_ca, tls_cert, tls_key])
        return command(*inputs, cluster=cluster, **options)

    return with_cluster


def _read_cluster(kind: str | None, scheduler: str | None, store: str | None, files: list[str | None]) -> Any:
    """Return the cluster that is asked for; None for no cluster. Raise UsageError."""
    if not kind and not scheduler:
        if store or any(files):
            raise click.UsageError("--store, --tls-ca, --tls-cert och --tls-key hör till --scheduler.")
        return None
    if kind and scheduler:
        raise click.UsageError("Skriv antingen --cluster local eller --scheduler.")
    from macros.paper.cluster import Cluster, Tls, find_reason_against
    from macros.paper.shared_store import PROTOCOLS, can_be_store

    given = [file for file in files if file]
    tls = Tls(*given) if len(given) == len(files) else None
    if given and not (tls and scheduler):
        raise click.UsageError("--tls-ca, --tls-cert och --tls-key hör ihop, och till --scheduler.")
    if scheduler and (reason := find_reason_against(scheduler, tls)):
        raise click.UsageError(reason)
    if store and "://" in store and not can_be_store(store):
        kinds = ", ".join(f"{protocol}://" for protocol in PROTOCOLS)
        raise click.UsageError(f"{store} går inte att använda. Skriv en mapp, eller en adress med {kinds}.")
    if store and "://" not in store:
        store = str(Path(store).resolve())
    return Cluster(scheduler or "", store or "", tls, partial(click.echo, err=True))
