"""Write what is shipped, with versions, hashes and licences, as a CycloneDX SBOM: sbom.py OUT.

It runs in an environment made from ``.ci/sbom.txt``; the project's own lies in ``.venv``. CycloneDX's program
knows the licences of what is installed, and the hashes of the lock file, but not both at once: they are
joined here, and what is no package is added. What development alone needs is left out, and what Debian
brings. The result must keep the schema of CycloneDX.
"""

import json
import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTICES = ROOT / "docs" / "om" / "licenser.txt"
WORKS = ROOT / ".ci" / "works.toml"
VERSION = "1.6"
"""Of CycloneDX."""
_TITLE = re.compile(r"^={80}\n(.+)\n((?:.+\n)+)={80}$", re.MULTILINE)
Part = dict[str, Any]
"""A component, as CycloneDX writes it in JSON."""


def main(out: Path) -> None:
    """Write the SBOM. Raise ValueError where it does not keep the schema."""
    locked = run("requirements", "requirements.txt")["components"]
    whole = join(run("environment", ".venv", "--pyproject", "pyproject.toml"), locked)
    text = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    validate(text)
    out.write_text(text, encoding="utf-8")
    print(f"{out}: {len(whole['components'])} components")


def run(*words: str) -> Part:
    """Return what CycloneDX's own program says."""
    program = Path(sys.executable).with_name("cyclonedx-py")
    command = [program, *words, "--sv", VERSION, "--output-reproducible", "--output-file", "-"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    answer: Part = json.loads(done.stdout)
    return answer


def join(installed: Part, locked: list[Part]) -> Part:
    """Return the SBOM of what is installed and locked, with the lock file's hashes and others' works.

    Raise ValueError for a locked package that is not installed in that version, or that tells no licence.
    """
    found = {name_of(part): part for part in installed["components"]}
    shipped = read_titles()
    parts = []
    for lock in locked:
        part = dict(found.get(name_of(lock), {}))
        if not part.get("licenses"):
            raise ValueError(f"{lock['name']} {lock['version']} is not installed, or tells no licence")
        sources = part.get("externalReferences", []) + lock["externalReferences"]
        if where := shipped.get(f"{part['name']} {part['version']}"):
            part["properties"] = [{"name": "gronaparmen:shipped", "value": where}]
        parts.append(part | {"externalReferences": sources})
    known = {part["bom-ref"] for part in parts} | {installed["metadata"]["component"]["bom-ref"]}
    links = [
        link | {"dependsOn": [one for one in link.get("dependsOn", []) if one in known]}
        for link in installed["dependencies"]
        if link["ref"] in known
    ]
    return installed | {"components": [*parts, *read_works()], "dependencies": links}


def name_of(part: Part) -> tuple[str, str]:
    """Return a package's name and version, for comparing."""
    return re.sub(r"[-_.]+", "-", part["name"]).lower(), part["version"]


def read_titles() -> dict[str, str]:
    """Return the titles of the notices, each with where the work is used."""
    text = NOTICES.read_text(encoding="utf-8")
    return {title: where.splitlines()[0] for title, where in _TITLE.findall(text)}


def read_works() -> list[Part]:
    """Return others' works that are no package, with the hash of each of their files."""
    works = tomllib.loads(WORKS.read_text(encoding="utf-8"))["work"]
    return [draw_work(work, read_titles()[work["notice"]]) for work in works]


def draw_work(work: dict[str, str], where: str) -> Part:
    """Return the component of a work; without an SPDX licence, its notice is named."""
    files = sorted(ROOT.glob(work["files"])) if "files" in work else []
    own = [
        file.read_text(encoding="utf-8").splitlines()[0] for file in files if file.name.endswith("OFL.txt")
    ]
    licence = (
        {"id": work["licence"]} if "licence" in work else {"name": f"See {NOTICES.name}: {work['notice']}"}
    )
    part: Part = {
        "type": "data" if not files else "file",
        "bom-ref": f"work:{work['name']}",
        "name": work["name"],
        "description": where,
        "licenses": [{"license": licence}],
        "components": [
            {
                "type": "file",
                "bom-ref": file.relative_to(ROOT).as_posix(),
                "name": file.relative_to(ROOT).as_posix(),
                "hashes": [{"alg": "SHA-256", "content": sha256(file.read_bytes()).hexdigest()}],
            }
            for file in files
        ],
    }
    optional = {"version": work.get("version"), "copyright": own[0] if own else None}
    return part | {key: value for key, value in optional.items() if value}


def validate(text: str) -> None:
    """Raise ValueError for an SBOM that does not keep CycloneDX's schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.from_version(VERSION)).validate_str(text)
    if fault is not None:
        raise ValueError(str(fault))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
