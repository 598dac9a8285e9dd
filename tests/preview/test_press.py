"""Sheets are made by a worker, as the data says now, and again only when they have changed."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from macros.paper.faults import PaperError
from macros.paper.pdf_store import Store
from macros.preview.press import Press
from macros.preview.press_worker import FAULTY, answer_jobs
from macros.preview.readings import Readings
from tests.edits import copy_example, replace_text

TOWN = "municipalities/norrby.yaml"


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Readings:
    """Readings of a copy of the example, with a store of its own."""
    monkeypatch.setattr("macros.paper.pdf_store.cache_folder", lambda: tmp_path / "store")
    readings = Readings(copy_example(tmp_path / "data"))
    readings.read_all()
    return readings


class WorkerInside(Press):
    """Does its jobs in this process."""

    def ask(self, *jobs: str) -> list[dict[str, str]]:
        """Return the answers to some jobs."""
        answers = StringIO()
        answer_jobs(StringIO("".join(f"{job}\n" for job in jobs)), answers)
        return [json.loads(line) for line in answers.getvalue().splitlines()]


def write_job(readings: Readings, name: str = "rutin", number: int = 1, binder: str = "norrby") -> str:
    """Return a job as the press sends it."""
    levels = [*readings.levels_of(binder)]
    data = readings.data.as_posix()
    return json.dumps({"data": data, "number": number, "levels": levels, "binder": binder, "name": name})


@pytest.mark.usefixtures("quick_layout")
def test_a_worker_prints_what_the_files_say(readings: Readings) -> None:
    """Of a new reading anew; what cannot be done has a reason, and the next job is done all the same."""
    press = WorkerInside()
    before, again, unknown, broken = press.ask(
        write_job(readings), write_job(readings), write_job(readings, "nothing"), "{}"
    )
    replace_text(readings.data / TOWN, ("name: Norrby", "name: Norrbyn"))
    (after,) = press.ask(write_job(readings, number=2))

    assert before == again != after
    assert (Store().read(before["sha256"]) or b"").startswith(b"%PDF-")
    assert [["causes"], ["causes"]] == [[*unknown], [*broken]]


@pytest.mark.usefixtures("quick_layout")
def test_with_a_fault_in_the_data_there_is_no_sheet(readings: Readings) -> None:
    """Unless the worker has read a shelf without one."""
    good = write_job(readings)
    replace_text(readings.data / TOWN, ("phone:", "telefn:"), count=1)
    (first,) = WorkerInside().ask(good)

    assert {"causes": [FAULTY]} == first


def test_a_machine_without_the_layout_says_so(readings: Readings) -> None:
    """No worker is started."""
    press = Press("Pango saknas.")
    press.start()
    with pytest.raises(PaperError, match="Pango saknas"):
        press.make(readings, "norrby", "rutin")


def test_a_worker_that_dies_is_followed_by_another(
    readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time that it is asked, and the last one is ended."""
    monkeypatch.setattr("macros.preview.press._WORKER", "json.nothing_of_the_kind")
    press = Press()
    press.start()
    first = press._worker
    for _ in range(2):
        with pytest.raises(PaperError, match="arbetsprocessen dog"):
            press.make(readings, "norrby", "rutin")
    last = press._worker
    press.stop()

    assert first is not last is not None
    assert last.returncode is not None
