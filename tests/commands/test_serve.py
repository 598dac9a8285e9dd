"""``parmen serve``: which data it shows, and what it watches."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from macros.checks import load
from macros.web.session import SESSION
from macros.web.virtual_pages import configure
from tests.conftest import EXAMPLE, run_parmen


def test_serve_shows_and_watches_the_data_folder_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a working folder that is not the project's."""
    configs = []
    monkeypatch.setattr(SESSION, "data", None)
    monkeypatch.setattr(SESSION, "shelf", None)
    monkeypatch.setattr("macros.commands.serve_command._is_answering", lambda _: False)
    monkeypatch.setattr("macros.commands.serve_command._report_ready", lambda *_: None)
    monkeypatch.setattr(
        "mkdocs.commands.serve.serve",
        lambda config_file, **_: configs.append(configure(load_config(config_file), load)),
    )
    monkeypatch.chdir(tmp_path)

    run_parmen("serve", "--data", str(EXAMPLE))

    assert {"norrby", "soderby"} == SESSION.loaded_shelf.binders.keys()
    assert str(EXAMPLE) in configs[0].watch
