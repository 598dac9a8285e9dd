"""Files made to break the reader, when the test runs. A crash of the interpreter fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from tests.conftest import ROOT, Copy

TOWN = """\
state: example
name: Provby
area: exempelbygden
county: Granlands län
membership: {status: member}
contacts: [{id: elevhalsa, service: elevhalsa, role: Expeditionen, phone: 070-174 06 40}]
"""


def parmen_check(folder: Path) -> list[str]:
    """Run the command, which ends with exit code 1 and no traceback. Return its lines."""
    done = CliRunner().invoke(main, ["check", "--data", str(folder)], catch_exceptions=False)
    assert (1, "") == (done.exit_code, done.stderr)
    return done.stdout.splitlines()


def nested(opening: str, closing: str) -> str:
    return f"{TOWN}routine: {opening * 50_000}{closing * 50_000}\n"


ANCHORS = "- &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]\n"
HEAD = "a: &a0 x\nb:\n"


HOSTILE = {
    "brackets": (nested("[", "]"), "provby.yaml:7: fler än 24 nivåer inuti varandra"),
    "braces": (nested("{a: ", "}"), "provby.yaml:7: fler än 24 nivåer inuti varandra"),
    "never closed": (f"{TOWN}routine: {'[' * 100_000}\n", "provby.yaml:7: fler än 24 nivåer inuti varandra"),
    "dashes": (f"{TOWN}routine:\n  {'- ' * 50_000}x\n", "provby.yaml:8: fler än 24 nivåer inuti varandra"),
    "5 MB of anchors": (HEAD + ANCHORS * 110_000, "provby.yaml:1: filen är större än 500 kB"),
    "half a MB of anchors": (
        HEAD + ANCHORS * 10_000,
        "provby.yaml:1: ankare (&), alias (*) och taggar (!) används inte här",
    ),
    "a large file": (f"{TOWN}lead: {'lång ' * 250_000}\n", "provby.yaml:1: filen är större än 500 kB"),
    "a long text": (
        f"{TOWN}lead: '{'[' * 50_000}'\n",
        "provby.yaml:7: lead (ingress): texten är längre än 10000 tecken",
    ),
    "a long list": (
        f"{TOWN}local:\n" + "  - remove: a\n" * 30_000,
        "provby.yaml:1008: fler än 1000 poster i samma lista",
    ),
    "many fields": (
        TOWN + "".join(f"f{number}: x\n" for number in range(30_000)),
        "provby.yaml:1001: fler än 1000 poster i samma lista",
    ),
    "many values": (
        f"{TOWN}routine: [{('[' + 'a,' * 999 + '],') * 51}]\n",
        "provby.yaml:7: fler än 50000 värden i samma fil",
    ),
    "a pile of accents": (
        f"{TOWN}lead: e{chr(0x301) * 100_000}{chr(0x323) * 100_000}\n",
        "provby.yaml:7: här står fler än 10 accenter på samma bokstav (U+0301)",
    ),
}


@pytest.mark.parametrize(("text", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_message(text: str, message: str, example_copy: Copy) -> None:
    """One message with its place, no crash."""
    lines = parmen_check(example_copy({"municipalities/provby.yaml": text}))

    assert f"data/municipalities/{message}" == lines[0]
    assert "1 fel i 1 fil." == lines[-1]


def test_reports_of_one_file_have_an_end(example_copy: Copy) -> None:
    """Nobody reads thousands of problems at a time."""
    rows = "".join(f"  a{number}: ｋ{number}\n" for number in range(999))
    lines = parmen_check(example_copy({"municipalities/provby.yaml": f"{TOWN}routine:\n{rows}"}))

    assert "data/municipalities/provby.yaml:207: 200 fel i samma fil: resten visas inte" in lines
    assert "201 fel i 1 fil." == lines[-1]


def test_a_long_value_is_cut_in_the_message(example_copy: Copy) -> None:
    """A message stays readable, whatever was pasted into the file."""
    text = TOWN.replace("member}", f"{'med ' * 2_000}}}")
    lines = parmen_check(example_copy({"municipalities/provby.yaml": text}))

    assert (4, True) == (len(lines), max(map(len, lines)) < 400)


def test_a_name_that_is_no_text_can_be_printed(example_copy: Copy) -> None:
    """A file's name may be any bytes; the message shows what can be shown."""
    folder = example_copy()
    Path(os.fsdecode(os.fsencode(folder / "municipalities") + b"/prov\xff\x1b.yaml")).write_text(TOWN)

    message = "här står ett tecken som inte finns (U+DCFF): ”prov⟨U+DCFF⟩⟨U+001B⟩.yaml”"
    assert f"data/municipalities/prov??.yaml:1: i namnet: {message}" == parmen_check(folder)[0]


def test_a_pipe_is_not_waited_for(example_copy: Copy) -> None:
    """What is not an ordinary file is not opened."""
    folder = example_copy()
    os.mkfifo(folder / "municipalities" / "provby.yaml")

    command = [sys.executable, "-m", "macros", "check", "--data", str(folder)]
    done = subprocess.run(  # the time ends a check that waits
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60
    )

    assert 1 == done.returncode
    assert done.stdout.startswith("data/municipalities/provby.yaml:1: det här är ingen vanlig fil")


def test_folders_in_circles_end(example_copy: Copy) -> None:
    """A folder that leads to itself is one message."""
    folder = example_copy()
    (folder / "agreements" / "exempelavtalet" / "notes").symlink_to(".", target_is_directory=True)

    assert "1 fel i 1 fil." == parmen_check(folder)[-1]
