"""Write new files into the data: tried in a copy first, then all of them or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.exchange.data_writer import CommitError, Trial, explain_failure
from macros.problems import Problem
from macros.records.whole_shelf import Shelf


@contextmanager
def try_files(
    shelf: Shelf, files: Mapping[str, str], check: Callable[[Path], list[Problem]]
) -> Iterator[Trial]:
    """Yield a trial in which some files have the texts they would get.

    ``files`` are the texts by path below the data folder. ``check`` returns the problems of a folder; those
    of the copy are the trial's ``problems``.
    """
    with TemporaryDirectory(prefix="parmen-") as folder:
        trial = Trial(shelf, [], Path(folder, "data"))
        shutil.copytree(trial.data, trial.copy, symlinks=True)
        for name, text in files.items():
            path, target = trial.data / name, trial.copy / name
            trial.before[path] = path.read_bytes() if path.exists() else None
            trial.after[path] = text.encode()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(trial.after[path])
        trial.problems += map(trial.move_home, check(trial.copy))
        yield trial


def commit_files(trial: Trial) -> list[str]:
    """Put a trial's files in place and return their names.

    Folders that are missing are made, and taken away again where a file cannot be written. Raise CommitError
    then.
    """
    made: list[Path] = []
    try:
        for path in trial.after:
            missing = [folder for folder in path.parents if not os.path.lexists(folder)]
            for folder in reversed(missing):
                folder.mkdir()
                made.append(folder)
        return trial.commit()
    except BaseException as error:  # Ctrl-C too
        for folder in reversed(made):
            with suppress(OSError):  # not empty: a file could not be taken back
                folder.rmdir()
        if isinstance(error, OSError):
            raise CommitError(explain_failure(error, [])) from error
        raise
