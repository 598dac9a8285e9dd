"""Several ``parmen`` commands in one new process: quicker than a process for each."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_CODE = """
import json, sys
from click.testing import CliRunner
from macros.__main__ import main
results = {line: CliRunner().invoke(main, line.split()) for line in json.loads(sys.argv[1])}
print(json.dumps({line: [result.exit_code, result.output] for line, result in results.items()}))
"""


def run_commands(
    lines: Iterable[str], prelude: str = "", *, folder: Path, environment: dict[str, str] | None = None
) -> dict[str, str]:
    """Run commands after some code. Each must end with exit code 0. Return what each printed."""
    done = subprocess.run(
        [sys.executable, "-c", prelude + _CODE, json.dumps([*lines])],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert 0 == done.returncode, done.stdout + done.stderr
    results = json.loads(done.stdout)
    assert {} == {line: output for line, (code, output) in results.items() if code != 0}
    return {line: output for line, (_, output) in results.items()}
