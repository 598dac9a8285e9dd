"""Connect to a Dask cluster, or start one on this machine.

The only module that sets Dask up.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from macros.paper.cluster import Cluster, find_reason_against
from macros.paper.faults import ClusterError

LACKING = (
    "Det som ett kluster behöver är inte installerat. Installera det:  "
    "python -m macros.machine.packages requirements-dask.txt"
    '  eller, utan klon:  pip install "gronaparmen[dask]"'
)
_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1GB",  # the shelf of a country is sent once
    "distributed.comm.timeouts.connect": "20s",
    # pickle is code: what workers hold stays in memory, and none of it is read back from a disk
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
}


@contextmanager
def connect(cluster: Cluster, jobs: int) -> Iterator[Any]:
    """Yield a Dask client of a cluster.

    A cluster without an address is started here, with ``jobs`` workers. Raise ``ClusterError`` when there is
    none.
    """
    if cluster.scheduler and (reason := find_reason_against(cluster.scheduler, cluster.tls)):
        raise ClusterError(reason)
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise ClusterError(LACKING) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # people are told in Swedish
    with dask.config.set(_SETTINGS), ExitStack() as closing:
        if cluster.scheduler:
            options = {"address": cluster.scheduler, "security": _make_security(cluster)}
        else:
            try:
                options = {"address": closing.enter_context(_start_cluster(jobs))}
            except ImportError:  # distributed may be there without what makes a certificate
                raise ClusterError(LACKING) from None
        try:
            client = closing.enter_context(Client(**options, set_as_default=False))
        except OSError:
            raise ClusterError(f"Inget kluster svarar på {cluster.scheduler}. Är det startat?") from None
        yield client


def _make_security(cluster: Cluster) -> Any:
    """Return what proves who one is, to the cluster and back; None on this machine."""
    from distributed.security import Security

    if not cluster.tls:
        return None
    files = cluster.tls
    return Security(
        require_encryption=True,
        tls_ca_file=files.authority,
        tls_client_cert=files.certificate,
        tls_client_key=files.key,
    )


def _start_cluster(jobs: int) -> Any:
    """Start a cluster on this machine; other users of it cannot command it.

    Its certificate is made for this one time, and never leaves memory but for its own workers.
    """
    from distributed import LocalCluster
    from distributed.security import Security

    return LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        security=Security.temporary(),
        silence_logs=logging.CRITICAL,
    )


def show_address(client: Any) -> str:
    """Return in Swedish where one can watch the cluster at work."""
    page = str(client.dashboard_link or "").removesuffix("/status")
    return f"Följ klustret på {page}/info/main/workers.html" if page else "Klustret är anslutet."
