"""Know which workers of a cluster are fit: those with the same program and store.

Workers come and go. Each is asked once to introduce itself. When one is refused, people are told why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import monotonic, sleep
from typing import Any

from macros.build_inputs import program_fingerprint, tools_fingerprint
from macros.paper.cluster_worker import Introduction, Recipe, introduce_worker, probe_key
from macros.paper.faults import ClusterError
from macros.paper.pdf_store import Store

PATIENCE = 120.0
"""Seconds to wait for a worker when there is none that can do anything."""
_MOMENT = 5.0
"""Seconds in which workers may introduce themselves before the first jobs are divided."""
_PAUSE = 0.02
LOST = "Klustret svarar inte längre. De blad som är klara är sparade: bygg igen, så görs resten."
OTHER_PROGRAM = "den har en annan version av pärmens program, mallar eller typsnitt"
OTHER_TOOLS = "den har andra versioner av Python, bibliotek eller Pango"


class FitWorkers:
    """The workers of a Dask client's cluster that may have jobs."""

    def __init__(
        self, client: Any, recipe: Recipe, store: Store, token: str, tell: Callable[[str], object]
    ) -> None:
        """Begin with none; ``look`` finds them. ``token`` names the probe in the store."""
        self.client = client
        self.recipe = recipe
        self.store = store
        self.token = token
        self.tell = tell
        self.fit: set[str] = set()
        self.refused: dict[str, str] = {}
        self.asked: dict[str, Any] = {}
        self.alone_since = monotonic()
        self.waiting = False

    def look(self) -> set[str]:
        """See who is there, ask new ones to introduce themselves, and return all.

        Raise ``ClusterError`` when the scheduler is lost, or when nobody fit has come for long.
        """
        living = {*self._call(self.client.nthreads)}
        self.fit &= living
        for address in living - {*self.asked, *self.refused}:
            self.asked[address] = self.client.submit(
                introduce_worker, self.recipe, self.token, address, workers=[address], pure=False, retries=0
            )
        for address, asked in [*self.asked.items()]:
            if address not in living:
                del self.asked[address]
            elif asked is not None and asked.done():
                self.asked[address] = None
                self._judge(address, asked)
        self._mind_the_time(living)
        return living

    def wait_for_first(self) -> None:
        """Wait until one is fit, and a moment for others. Raise ``ClusterError``."""
        began = monotonic()
        while not self.look() or not self.fit or (self._has_asked() and monotonic() - began < _MOMENT):
            if self.refused and not self.fit and not {*self.asked} - {*self.refused}:
                raise ClusterError(
                    f"Ingen av klustrets arbetsprocesser kan göra bladen.{self._list_reasons()}"
                )
            sleep(_PAUSE)

    def refuse_those_of(self, future: Any, reason: str) -> None:
        """Refuse the worker that answered so. Raise ``ClusterError`` if it was the last."""
        for address in self.find_holders(future):
            self.refuse(address, reason)
        if not self.fit and not self._has_asked():
            raise ClusterError(f"Ingen arbetsprocess i klustret kan göra fler blad.{self._list_reasons()}")

    def find_holders(self, future: Any) -> set[str]:
        """Return the workers that have the result of a job."""
        found = self._call(lambda: self.client.who_has([future]))
        return {address for addresses in found.values() for address in addresses}

    def _has_asked(self) -> bool:
        """Report whether a worker has been asked and has not answered yet."""
        return any(asked is not None for asked in self.asked.values())

    def list_jobs(self) -> dict[str, Collection[str]]:
        """Return the jobs that each worker has, by their keys."""
        jobs: dict[str, Collection[str]] = self._call(self.client.processing)
        return jobs

    def _judge(self, address: str, asked: Any) -> None:
        """Read what a worker says of itself; it becomes fit, or is refused."""
        try:
            said: Introduction = asked.result(timeout=PATIENCE)
        except Exception as error:  # whatever it lacks, it cannot even answer
            self.refuse(address, f"den kan inte köra pärmens program ({type(error).__name__}: {error})")
            return
        if said.tools != tools_fingerprint():
            self.refuse(address, OTHER_TOOLS)
        elif said.program != program_fingerprint():
            self.refuse(address, OTHER_PROGRAM)
        elif said.fault:
            self.refuse(address, said.fault)
        elif self.store.find(probe_key(self.token + address)) is None:
            self.refuse(address, "det som den sparar i lagret går inte att använda här")
        else:
            self.fit.add(address)

    def refuse(self, address: str, reason: str) -> None:
        """Give a worker no more jobs, and say why."""
        self.fit.discard(address)
        if address not in self.refused:
            self.refused[address] = reason
            self.tell(f"Arbetsprocessen {address} används inte: {reason}.")

    def _list_reasons(self) -> str:
        reasons = sorted({*self.refused.values()})
        return "".join(f"\n    {reason}" for reason in reasons)

    def _mind_the_time(self, living: Collection[str]) -> None:
        """Say that nobody is there; raise ``ClusterError`` when nobody comes."""
        if self.fit:
            self.alone_since, self.waiting = monotonic(), False
        elif monotonic() - self.alone_since > PATIENCE:
            raise ClusterError(f"Klustret har ingen arbetsprocess som kan göra bladen.{self._list_reasons()}")
        elif not living and not self.waiting:
            self.waiting = True
            self.tell("Klustret har ingen arbetsprocess just nu. Bygget väntar tills det kommer en.")

    def _call(self, ask: Callable[[], Any]) -> Any:
        """Ask the scheduler; raise ``ClusterError`` when it does not answer."""
        if self.client.status not in ("running", "connecting"):
            raise ClusterError(LOST)
        try:
            return ask()
        except (OSError, TimeoutError, ValueError, AttributeError) as error:
            raise ClusterError(LOST) from error
