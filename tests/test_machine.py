"""What the machine must have: the list is whole, the probes are honest, all is named or installed at once."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from macros.files import write_file
from macros.machine import __main__ as command_line
from macros.machine import packages, probes, systems
from macros.machine.needs import NEEDS, PURPOSES, TARGETS, find_missing
from macros.machine.probes import DLL_DIRECTORIES, Driver, Files, Library, Program
from macros.machine.systems import System
from tests.conftest import ROOT

OPTIONAL = {"libharfbuzz-vector-0"}
"""WeasyPrint draws colour glyphs with it where it is there. Our fonts have none, and Debian 12 lacks it."""

RUNS = {"which", *(f"subprocess.{name}" for name in ("run", "Popen", "call", "check_call", "check_output"))}
RUNS.add("shutil.which")
"""What runs a program, or looks for one."""

ELSEWHERE = {"sys.executable", "sh", "command.split()", ".container/stage"}
"""What needs no package: this Python, what every machine with make has, a line that begins with make, and a script of ours."""


WEASYPRINT = Path(str(find_spec("weasyprint").origin)).parent  # type: ignore[union-attr]
FFI = ast.parse((WEASYPRINT / "text" / "ffi.py").read_text(encoding="utf-8"))
"""What loads WeasyPrint's libraries, read without importing it."""
LIBRARIES = [need.probe for need in NEEDS if need.purpose == "sheets" and isinstance(need.probe, Library)]
"""The list's libraries for sheets."""


# The list


def test_every_library_of_weasyprint_is_in_the_list() -> None:
    """With the same names, so that a library that loads for us loads for WeasyPrint."""
    calls = [
        node for node in ast.walk(FFI) if isinstance(node, ast.Call) and ast.unparse(node.func) == "_dlopen"
    ]
    loaded = [tuple(arg.value for arg in call.args if isinstance(arg, ast.Constant)) for call in calls]
    wanted = {names for names in loaded if names[0] not in OPTIONAL}

    assert 6 == len(wanted)
    assert wanted == {library.names for library in LIBRARIES}


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.names[0])
def test_the_function_asked_for_is_one_that_weasyprint_calls(library: Library) -> None:
    """A version without it is too old."""
    calls = re.compile(
        rf"\b(gobject|pango|pangoft2|harfbuzz|harfbuzz_subset|fontconfig)\.{library.function}\b"
    )

    assert any(calls.search(file.read_text(encoding="utf-8")) for file in WEASYPRINT.rglob("*.py"))


def test_on_windows_we_look_where_weasyprint_looks() -> None:
    """In the same folders, in the same order."""
    assert DLL_DIRECTORIES in {node.value for node in ast.walk(FFI) if isinstance(node, ast.Constant)}


def programs_in(path: Path) -> Iterator[str]:
    """Yield the programs that a module runs or looks for. What cannot be read is given as its source."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assigned = defaultdict(list)
    for node in nodes:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            assigned[ast.unparse(target)].append(node.value)
    calls = [node for node in nodes if isinstance(node, ast.Call) and node.args]
    commands = [call.args[0] for call in calls if ast.unparse(call.func) in RUNS]
    while commands:
        match commands.pop():
            case ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]) | ast.Starred(value=first):
                commands.append(first)
            case ast.Name(id=name) if name in assigned:
                commands += assigned[name]
                assigned[name] = []  # a program of its own name would go round and round
            case ast.Constant(value=program):
                yield str(program)
            case expression if ast.unparse(getattr(expression, "func", expression)) not in RUNS:
                yield ast.unparse(expression)


@pytest.mark.parametrize(
    ("source", "program"),
    [
        ("subprocess.run(['pdftotext', file])", "pdftotext"),
        ("command = ['pdftoppm', '-r']\nsubprocess.run(command)", "pdftoppm"),
        ("java = shutil.which('java')\nsubprocess.run([java, '-jar'])", "java"),
        ("subprocess.check_output(['git', *more])", "git"),
        (
            "def f():\n    c = ['a']\n    run(c)\ndef g():\n    c = ['pdfinfo']\n    subprocess.run(c)",
            "pdfinfo",
        ),
        ("subprocess.run(line.split())", "line.split()"),
    ],
)
def test_the_reader_of_calls_follows_a_command_to_its_program(
    source: str, program: str, tmp_path: Path
) -> None:
    """However it is written; what it cannot follow it gives as it stands, and the next test fails."""
    path = tmp_path / "module.py"
    path.write_text(source, encoding="utf-8")

    assert program in list(programs_in(path))


def test_every_program_that_the_tests_run_is_in_the_list() -> None:
    """A test that calls a program which nobody installs fails on a fresh machine."""
    known = {words[0] for need in NEEDS if isinstance(need.probe, Program) for words in need.probe.commands}
    paths = {*(ROOT / "tests").rglob("*.py")} - {Path(__file__)}  # which runs what it makes itself
    by_hand = [
        *(ROOT / "tests/hosting").rglob("*.py"),
        ROOT / "tests/leaving.py",
        ROOT / "tests/reproducible.py",
    ]
    paths -= {*by_hand}
    unknown = {path.name: set(programs_in(path)) - known - ELSEWHERE for path in paths}

    assert "make" in known
    assert {} == {name: programs for name, programs in unknown.items() if programs}


def test_each_need_is_whole() -> None:
    """A name of its own, a sentence that says why, a known purpose, a package of Debian."""
    assert len({need.name for need in NEEDS}) == len(NEEDS)
    assert [] == [need.name for need in NEEDS if not need.why.endswith(".") or not need.apt]
    assert {need.purpose for need in NEEDS} == set(PURPOSES)
    assert {purpose for target in TARGETS.values() for purpose in target} == set(PURPOSES)


def test_the_list_needs_no_package() -> None:
    """Plain Python runs it, before anything is installed. On this machine all is there: it is silent."""
    command = [sys.executable, "-S", "-m", "macros.machine", "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)

    assert (b"", b"", 0) == (done.stdout, done.stderr, done.returncode)


@pytest.mark.parametrize("name", ["__init__.py", "machine/__init__.py", "machine/__main__.py"])
def test_an_old_python_can_read_what_tells_it_so(name: str) -> None:
    """The words of Python 3.8 only."""
    ast.parse((ROOT / "macros" / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(
        SystemExit, match=r"^Python 3\.11 eller nyare behövs, och den här är 3\.9\. .*make PYTHON="
    ):
        runpy.run_path(str(command_line.__file__), run_name="__main__")


# The probes


def test_a_library_that_is_missing_or_lacks_the_function_does_not_work(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It is too old, or another library. Nothing frightening is said about it."""
    (names,) = [library.names for library in LIBRARIES if library.names[1] == "harfbuzz-subset"]

    assert Library(names, "hb_subset_or_fail").works()
    assert not Library(names, "hb_finns_inte").works()
    assert not Library(("libfinns-inte-1.0", "finns-inte")).works()
    assert ("", "") == capfd.readouterr()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one where programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def script(file: Path, code: str) -> None:
    """Write a program in Python."""
    write_file(file, f"#!{sys.executable} -S\nimport os, sys\nfrom pathlib import Path\n{code}\n")
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("code", "works"),
    [
        ("print('java 21')", True),
        ("sys.exit('No Java runtime present, requesting install.')", False),
        ("os.abort()", False),
    ],
)
def test_a_program_works_when_it_runs(
    code: str, works: bool, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """To be found is not enough: macOS has a java that only asks for another."""
    script(path / "java", code)

    assert works is Program((("java", "-version"),)).works()
    assert ("", "") == capfd.readouterr()


def test_a_program_that_is_missing_or_broken_does_not_work(path: Path) -> None:
    """One of a package's programs is not enough, nor is a file for another machine."""
    script(path / "pdftotext", "")
    poppler = Program((("pdftotext", "-v"), ("pdftoppm", "-v")))

    assert not poppler.works()
    (path / "pdftoppm").write_bytes(b"\x7fELF for another machine")
    (path / "pdftoppm").chmod(0o755)
    assert not poppler.works()


@pytest.mark.parametrize("code", ["", "sys.exit(127)"])
def test_playwrights_node_is_run_where_it_is_installed(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it starts is the answer, whatever libraries there are."""
    monkeypatch.setattr(probes, "find_spec", lambda _: None)
    script(tmp_path / ".venv/lib/python3.11/site-packages/playwright/driver/node", code)

    assert (not code) is Driver(Library(("libfinns-inte",)), tmp_path / ".venv").works()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for Linux's library")
def test_before_playwright_is_installed_its_library_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it is installed with all the rest."""
    monkeypatch.setattr(probes, "find_spec", lambda _: None)

    assert not Driver(Library(("libfinns-inte.so.1",)), tmp_path).works()
    assert Driver(Library(("libc.so.6",)), tmp_path).works()


def test_homebrew_is_shown_to_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Apple silicon Python does not look there by itself. What somebody has set stays."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(probes, "HOMEBREW", tmp_path)
    monkeypatch.setattr(os, "environ", {})
    probes.add_library_folders()
    assert os.environ["DYLD_FALLBACK_LIBRARY_PATH"].startswith(f"{tmp_path}:")

    monkeypatch.setattr(os, "environ", {"DYLD_FALLBACK_LIBRARY_PATH": "/mine"})
    probes.add_library_folders()
    assert {"DYLD_FALLBACK_LIBRARY_PATH": "/mine"} == os.environ


# What to do


BY_NAME = {need.name: need for need in NEEDS}
ALL = ("Pango", "HarfBuzz-subset", "Git", "Poppler", "Chromium")
APT = "apt-get install libpango-1.0-0 libharfbuzz-subset0 git poppler-utils"
WINDOWS = "pacman -S mingw-w64-ucrt-x86_64-pango"


@pytest.mark.parametrize(
    ("system", "root", "names", "line"),
    [
        (System.DEBIAN, False, ["HarfBuzz-subset"], "sudo apt-get install libharfbuzz-subset0"),
        (System.UBUNTU, False, ["HarfBuzz-subset"], "sudo apt-get install libharfbuzz-subset0"),
        (System.MACOS, False, ["HarfBuzz-subset"], "brew install pango"),
        (System.WINDOWS, False, ["HarfBuzz-subset"], WINDOWS),
        (System.DEBIAN, True, ALL, f"{APT} chromium-headless-shell"),
        (System.UBUNTU, True, ALL, f"{APT} chromium-browser"),
        (System.MACOS, True, ALL, "brew install pango git poppler && brew install --cask chromium"),
        (System.WINDOWS, True, ALL, f"{WINDOWS}; winget install Git.Git; wsl --install Debian"),
    ],
)
def test_all_that_is_missing_stands_in_one_line(
    system: System, root: bool, names: list[str], line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each package once. A machine may also have Pango and lack its subsetter."""
    monkeypatch.setattr(systems, "is_root", lambda: root)

    assert [line] == systems.write_commands([BY_NAME[name] for name in names], system)


def test_a_system_that_is_not_known_is_given_the_lines_of_those_that_are() -> None:
    """Their names lead to its own."""
    lines = systems.write_commands([BY_NAME["Poppler"]], System.OTHER)

    assert ["Debian", "macOS", "Windows"] == [line.partition(":")[0] for line in lines]


TRUE, ENV = (str(shutil.which(name, path="/usr/bin:/bin")) for name in ("true", "env"))
BARE = ["git", "make", "pdftotext", "pdftoppm", "chromium-headless-shell", "java", "soffice"]
PACKAGES = [
    "git", "make", "poppler-utils", "chromium-headless-shell", "default-jre-headless", "libjs-pdf",
    "libreoffice-calc-nogui",
]  # fmt: skip


@pytest.fixture
def bare(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with apt and no program of ours, run by root. ``calls`` beside the folder records apt's calls.

    What apt installs are programs that run; with a file ``refuses`` it fails, with ``lies`` it does nothing.
    """
    script(
        path / "apt-get",
        f"here = Path({str(path)!r})\n"
        "with (here.parent / 'calls').open('a') as calls: print(*sys.argv[1:], file=calls)\n"
        "if 'install' in sys.argv and (here.parent / 'refuses').exists():\n"
        "    print('Reading…', 'E: Unable to locate package chromium-headless-shell', sep=chr(10), file=sys.stderr)\n"
        "    sys.exit(100)\n"
        "if 'install' in sys.argv and not (here.parent / 'lies').exists():\n"
        f"    for name in {BARE!r}:\n"
        f"        (here / name).symlink_to({TRUE!r})\n",
    )
    (path / "env").symlink_to(ENV)
    monkeypatch.setattr(systems, "is_root", lambda: True)
    monkeypatch.setattr(systems, "this_system", lambda: System.DEBIAN)
    monkeypatch.setattr(Files, "works", lambda _: (path / "java").exists())
    return path


def calls(path: Path) -> list[str]:
    """Return apt's calls that install."""
    file = path.parent / "calls"
    file.touch()
    return [line for line in file.read_text(encoding="utf-8").splitlines() if " install " in line]


def test_what_is_missing_is_installed_in_one_call(bare: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One line says which packages. The second time there is nothing to do or to say."""
    assert 0 == command_line.main(["audit"])
    assert [f"Installerar med apt: {' '.join(PACKAGES)}"] == capfd.readouterr().out.splitlines()
    assert 0 == command_line.main(["audit"])

    assert [f"-qq install -y --no-install-recommends {' '.join(PACKAGES)}"] == calls(bare)
    assert ("", "") == capfd.readouterr()


def test_nothing_is_installed_where_that_is_not_allowed(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither root nor a sudo that asks nothing: all is named at once, with the line that installs it."""
    script(bare / "sudo", "sys.exit('a password is required')")
    monkeypatch.setattr(systems, "is_root", lambda: False)

    assert 1 == command_line.main(["audit"])
    assert [
        "Det här saknas på datorn: Git, make, Poppler, Chromium, Java, pdf.js, LibreOffice. Installera det, och kör make igen:",
        f"  sudo apt-get install {' '.join(PACKAGES)}",
    ] == capfd.readouterr().out.splitlines()
    assert [] == calls(bare)


def test_a_sudo_that_asks_nothing_may_install(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on many machines of forges."""
    script(bare / "sudo", "assert sys.argv[1] == '-n'\nos.execvp(sys.argv[2], sys.argv[2:])")
    (bare / "true").symlink_to(TRUE)
    monkeypatch.setattr(systems, "is_root", lambda: False)

    assert 0 == command_line.main(["test"])
    assert 1 == len(calls(bare))


@pytest.mark.parametrize(
    ("marker", "reason"),
    [
        ("refuses", "E: Unable to locate package chromium-headless-shell"),
        ("lies", "apt klagade inte: versionen är kanske för gammal."),
    ],
)
def test_when_apt_brings_nothing_its_reason_is_told(
    bare: Path, capfd: pytest.CaptureFixture[str], marker: str, reason: str
) -> None:
    """And no more of what it says. What it says it has installed is probed again."""
    (bare.parent / marker).touch()

    assert 1 == command_line.main(["test"])
    assert capfd.readouterr().out.splitlines()[1:] == [
        "Git, make, Poppler, Chromium går inte att använda, fast apt skulle installera "
        "git make poppler-utils chromium-headless-shell.",
        reason,
    ]


def test_a_purpose_asks_for_its_own_needs_only(bare: Path) -> None:
    """Who builds the site needs no browser."""
    assert [] == find_missing(TARGETS["site"])
    assert ["Git"] == [each.name for each in find_missing(["history"])]


def test_a_target_that_is_not_known_is_a_misunderstanding(capfd: pytest.CaptureFixture[str]) -> None:
    """It could not be probed."""
    assert 2 == command_line.main(["sight"])
    assert "site" in capfd.readouterr().err


# The environment


def test_a_lock_files_versions_are_read(tmp_path: Path) -> None:
    """With extras and markers, without hashes and comments."""
    file = tmp_path / "requirements.txt"
    file.write_text(
        "click==8.5.1 \\\n    --hash=sha256:00 \\\n    # via mkdocs\ncoverage[toml]==7.17.5 ; python_version > '3'\n",
        encoding="utf-8",
    )

    assert {"click": "8.5.1", "coverage": "7.17.5"} == packages.read_pins(file)


def test_what_pip_says_is_shown_only_where_it_fails(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its reason, and how many packages there were to be."""
    file = tmp_path / "requirements.txt"
    file.write_text("pärmen==1\n", encoding="utf-8")

    assert 0 != packages.install_locked(file)
    out, err = capfd.readouterr()
    assert ("Python packages into .venv" in out, "ERROR" in err) == (True, True)


def make(folder: Path, *arguments: str) -> str:
    """Run make in a folder. Give what it says."""
    clean = {name: value for name, value in os.environ.items() if "MAKE" not in name and name != "MFLAGS"}
    done = subprocess.run(
        ["make", *arguments, f"PYTHON={sys.executable}"],
        cwd=folder, env=clean, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout


def test_an_environment_that_was_copied_is_made_anew(tmp_path: Path) -> None:
    """Its programs name the folder that it was made in. One that was made here stays."""
    for name in ("Makefile", "macros/__init__.py", *map(str, Path("macros/machine").glob("*.py"))):
        write_file(tmp_path / "here" / name, (ROOT / name).read_bytes())
    here, installed = tmp_path / "here", Path(".venv/installed")
    make(here, ".venv/.python")
    (here / installed).touch()
    make(here, ".venv/.python")
    assert (here / installed).exists()

    there = here.rename(tmp_path / "there")
    make(there, ".venv/.python")
    assert not (there / installed).exists()


def test_make_site_always_builds_and_says_how_to_look() -> None:
    """The build itself knows whether anything has changed."""
    lines = make(ROOT, "--dry-run", "site", "--assume-old=.venv/.ready").splitlines()
    build = lines.index(".venv/bin/parmen build --jobs 2")

    assert "Alla sidor och blad byggs" in lines[0]
    assert "-m macros.machine site" in lines[1]
    assert "http://127.0.0.1:8000/" in lines[build + 1]
    assert "site/<kommun>/pdf/" in lines[build + 2]
