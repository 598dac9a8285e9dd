"""The container's files: pinned, with no build tools and no rights in what is served, and the same headers.

``python -m tests.hosting`` serves the result; not every machine has nginx.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.commands.headers_command import SERVERS
from tests.conftest import ROOT, run_parmen
from tests.edits import copy_example, edit_example, write_file
from tests.test_workflows import GITHUB, read

CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STAGES = re.split(r"^FROM ", CONTAINERFILE, flags=re.M)[1:]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_site_is_built_in_the_image_that_the_forges_use() -> None:
    """Pinned by its digest there and here: raised together."""
    assert f"ARG BUILDER={read(GITHUB)['jobs']['build']['container']}\n" in CONTAINERFILE
    assert ["${BUILDER} AS build", "${SERVER}"] == [stage.splitlines()[0] for stage in STAGES]


def test_the_last_stage_builds_nothing_and_is_nobody() -> None:
    """A server, the site and the health check; a user that is not root; a port above 1024."""
    last = STAGES[-1]
    (installed,) = re.findall(r"apt-get install -y --no-install-recommends (.*) \\", last)

    assert "nginx-light" == installed
    assert re.search(r"^USER (?!0)\d+:\d+$", last, re.M)
    assert ["/out /srv", ".container/healthy /usr/local/bin/healthy"] == re.findall(
        r"^COPY (?:--from=build )?(.*)$", last, re.M
    )
    assert [] == [word for word in ("make ", "pip", "python", "gcc") if word in last]
    assert "EXPOSE 8080\n" in last
    assert "listen 8080;" in (ROOT / ".container/nginx.conf").read_text(encoding="utf-8")


def test_what_is_brought_into_the_build_is_listed() -> None:
    """No history, no environment and nothing built; of the tests what the catalogue of components reads."""
    ignored = set((ROOT / ".containerignore").read_text(encoding="utf-8").splitlines())
    built = {
        line.strip("/")
        for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        if line.endswith("/")
    }

    assert {".git", "tests", "!tests/exempel"} <= ignored
    assert (
        set()
        == {name for name in built if not name.startswith("*")} - {"node_modules", "__pycache__"} - ignored
    )


@pytest.mark.parametrize("service", ["site", "preview"])
def test_what_is_served_has_no_rights(service: str) -> None:
    """Nothing but /tmp can be written. The preview, with its drafts, answers this machine alone."""
    facts = COMPOSE["services"][service]

    assert (True, ["/tmp"], ["ALL"]) == (facts["read_only"], facts["tmpfs"], facts["cap_drop"])
    assert ["CMD", "healthy"] == facts["healthcheck"]["test"]
    assert (service == "preview") == facts["ports"][0].startswith("127.0.0.1:")
    assert ({"BUILD": ""} if service == "preview" else None) == facts["build"].get("args")


def test_the_image_says_what_is_in_it() -> None:
    """The list of the first stage, from the locked tool, is laid beside what is served."""
    assert "--require-hashes --requirement .ci/sbom.txt" in STAGES[0]
    assert "/tmp/sbom/bin/python .ci/sbom.py /tmp/sbom.cdx.json\n" in STAGES[0]
    assert "RUN SBOM=/tmp/sbom.cdx.json .container/stage /out\n" in STAGES[0]


def stage(folder: Path, address: str) -> Path:
    """Lay out a tiny site as the container's first stage does."""
    data = copy_example(
        folder / "data", edit_example("site.yaml", ("https://exempelparmen.example/", address))
    )
    for name in ("index.html", ".built", ".htaccess", "_headers", ".well-known/security.txt"):
        write_file(folder / "site" / name, name)
    write_file(folder / "sbom.json", "{}")
    sbom = str(folder / "sbom.json")
    environment = {**os.environ, "DATA": str(data), "SBOM": sbom, "SOURCE_DATE_EPOCH": "1795305600"}
    command = [".container/stage", str(folder / "out"), str(folder / "site")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder / "out"


@pytest.mark.slow
def test_a_site_in_a_folder_of_a_host_lies_there(tmp_path: Path) -> None:
    """With the settings of parmen headers nginx, without other servers' files, and with one time for all."""
    out = stage(tmp_path, "https://kommunen.example/a/parmen/")
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    said = run_parmen("headers", "nginx", "--data", str(tmp_path / "data")).output

    assert "nginx" in SERVERS
    assert {
        "nginx.conf",
        "site.conf",
        "sbom.cdx.json",
        "root/a/parmen/index.html",
        "root/a/parmen/.well-known/security.txt",
    } == {*files}
    assert said == files["site.conf"].read_text(encoding="utf-8")
    assert {1795305600} == {int(path.stat().st_mtime) for path in (*files.values(), out)}
    again = subprocess.run([".container/stage", str(out)], cwd=ROOT, capture_output=True, check=False)
    assert 2 == again.returncode
