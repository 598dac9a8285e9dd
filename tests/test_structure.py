"""The house keeps its shape: arrows point down, the check stays light, rooms stay small."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.conftest import FIXTURES_THAT_NEED

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(ROOT.glob("macros/**/*.py"))

GROUND = {"project", "problems", "machine", "files", "processes", "cache", "build_inputs"}
DRAWN = GROUND | {"records", "drawing"}
BELOW = {
    "project": set[str](),
    "problems": set[str](),
    "files": set[str](),
    "processes": set[str](),
    "cache": {"project", "files"},
    "build_inputs": {"project", "machine", "files"},
    "records": GROUND,
    "fence": GROUND | {"records"},
    "checks": GROUND | {"records", "fence"},
    "drawing": GROUND | {"records"},
    "rendering": DRAWN,
    "web": DRAWN | {"fence", "rendering"},
    "paper": DRAWN | {"rendering"},
    "changes": DRAWN | {"checks", "rendering", "web", "paper"},
    "preview": DRAWN | {"checks", "rendering", "web", "paper", "editing"},
    "exchange": GROUND | {"records"},
    "editing": DRAWN | {"checks", "rendering", "exchange", "changes"},
    "machine": set[str](),
}
"""What each room may import: itself and what lies below it. The doors may import everything."""
DOORS = {"__init__", "__main__", "hooks", "commands"}

LIGHT = ("weasyprint", "mkdocs", "material", "pikepdf", "fontTools")
"""What the check does without. It needs Jinja, to read the patterns as Jinja does."""
LONGEST = 300
SUMMARY = 80
SEVERAL = {"__init__.py", "__main__.py", "conftest.py"}
"""Names that Python or pytest gives."""


def room(path: Path) -> str:
    """Name the room of a module: its folder in macros, or its own name."""
    return path.relative_to(ROOT / "macros").parts[0].removesuffix(".py")


@cache
def walk(path: Path) -> list[ast.AST]:
    """Give every node of a module, the module first."""
    return [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give every import of a room, wherever in the module it stands, with its line."""
    for node in walk(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            names = [f"macros.{alias.name}" for alias in node.names] if module == "macros" else [module]
        else:
            continue
        for name in names:
            head, _, rest = name.partition(".")
            if head == "macros" and rest:
                yield node.lineno, rest.partition(".")[0]


def test_arrows_point_down() -> None:
    """A module imports only what lies below its room."""
    seen = [(path, line, name) for path in MODULES if room(path) not in DOORS for line, name in imports(path)]

    assert len(seen) > 1000
    assert [] == [
        f"{path}:{line}: {name}" for path, line, name in seen if name not in BELOW[room(path)] | {room(path)}
    ]


def test_the_reader_of_imports_sees_an_arrow_that_points_up(tmp_path: Path) -> None:
    """Also inside a function, and written as ``from macros import``."""
    path = tmp_path / "module.py"
    path.write_text("def f():\n    from macros import web\n    import macros.paper.pdf\n", encoding="utf-8")

    assert [(2, "web"), (3, "paper")] == list(imports(path))


def test_only_records_see_nodes() -> None:
    """Other rooms import what is written from macros.records.written."""
    seen_by = {room(path) for path in MODULES if "macros.records.nodes" in path.read_text(encoding="utf-8")}

    assert {"records"} == seen_by


def test_every_room_is_in_the_table() -> None:
    """A new room gets its arrows before it is furnished."""
    assert set(BELOW) | DOORS == {room(path) for path in MODULES} | DOORS


def test_the_check_is_light() -> None:
    """``parmen check`` loads no typesetter and no site generator."""
    code = (
        "import sys, runpy; sys.argv = ['parmen', 'check', '--data', 'tests/exempel']\n"
        "try: runpy.run_module('macros', run_name='__main__')\n"
        f"finally: print(*[name for name in {LIGHT!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)

    lines = done.stdout.splitlines()

    assert ("Inga fel.", "", 0) == (lines[0], lines[-1], done.returncode)


def test_rooms_are_small() -> None:
    """A module that cannot be read in one sitting is two."""
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {} == {name: length for name, length in lengths.items() if length > LONGEST}


def test_every_module_says_what_it_is_for_and_docstrings_begin_with_one_short_sentence() -> None:
    """At most 80 characters. A command's docstring is its help text, and has its own length."""
    silent, long = [], []
    for path in MODULES:
        module, *_ = walk(path)
        assert isinstance(module, ast.Module)
        silent += [str(path)] if module.body and not ast.get_docstring(module) else []
        summaries = [
            (ast.get_docstring(node) or "").split("\n")[0] for node in walk(path) if is_documented(node)
        ]
        long += [f"{path}: {summary}" for summary in summaries if len(summary) > SUMMARY]

    assert ([], []) == (silent, long)


def is_documented(node: ast.AST) -> TypeGuard[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Return whether a docstring of this node is read by engineers."""
    decorators = " ".join(map(ast.unparse, getattr(node, "decorator_list", [])))
    is_help = ".command" in decorators or ".group" in decorators
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and not is_help


def words_in(path: Path) -> Iterator[str]:
    """Give every name and text of a module."""
    for node in walk(path):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.Constant(value=str(word)):
                yield word


def test_only_files_knows_how_to_write_a_file_whole() -> None:
    """Whoever writes beside and moves in calls macros.files; a second way would differ in what it forgets."""
    words = {"NamedTemporaryFile", "mkstemp", ".part"}
    knowing = {room(path) for path in MODULES if not words.isdisjoint(words_in(path))}

    assert {"files"} == knowing


@pytest.mark.parametrize("folder", ["macros", "tests"])
def test_no_two_modules_have_the_same_name(folder: str) -> None:
    """A name in a traceback, an editor's tab or a search means one file."""
    names = Counter(path.name for path in ROOT.glob(f"{folder}/**/*.py"))

    assert [] == sorted(name for name, count in names.items() if count > 1 and name not in SEVERAL)


# The tests themselves


def test_every_marker_is_described_as_it_is_registered() -> None:
    """The table in tests/README.md and the list in pyproject.toml are equal; make fast leaves all of them out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    registered = dict(line.split(": ", 1) for line in project["tool"]["pytest"]["ini_options"]["markers"])
    section = (ROOT / "tests" / "README.md").read_text(encoding="utf-8").split("\n## Markers\n")[1]
    described = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section.split("\n## ")[0], re.MULTILINE))
    fast = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nfast: ")[1].split("\n\n")[0]

    assert registered == described
    assert set(FIXTURES_THAT_NEED) < set(registered)
    assert " and ".join(f"not {name}" for name in registered) in fast


def test_every_folder_of_tests_is_described() -> None:
    """In tests/README.md, by its name."""
    table = (ROOT / "tests" / "README.md").read_text(encoding="utf-8").split("\n## Markers\n")[0]
    folders = {path.parts[1] for path in map(Path, tracked()) if path.parts[0] == "tests" and path.parts[2:]}

    assert [] == sorted(folder for folder in folders if f"`{folder}`" not in table)


REGISTRIES = "|".join(map("".join, (("py", "pi"), ("python", "hosted"), ("npm", "js"), ("cra", "tes"))))
"""The second level of package registries' hosts, in halves: no file may name one, and this is a file."""
OUTSIDE = re.compile(
    r"\.\./shared\b|(?<![\w.~])/(?:home|root|work|Users|var/tmp)/\w"
    rf"|\b(?:{REGISTRIES})\.(?:org|io|com)\b|\bdeb\.[a-z]+\.org\b"
)
"""A place beside the repository or on one machine only, or a package registry: each site has its own."""


def tracked() -> list[str]:
    """Name every file that git keeps."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name]


def test_nothing_outside_the_repository_is_named() -> None:
    """No file that git keeps holds a path that is there on one machine only."""
    found = []
    for name in tracked():
        path = ROOT / name
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if b"\0" not in content and OUTSIDE.search(content.decode("utf-8", "replace")):
            found.append(name)

    assert ["tests/test_structure.py"] == found


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("read ../shared/x", True),
        ("open('/home/anna/x')", True),
        ("a/home/b", False),
        ("../shared_folder", False),
        *((f"the host files.{name}.org", True) for name in REGISTRIES.split("|")),
        ("the host deb.example.org", True),
        ("github.com/Kozea/Pyphen", False),
    ],
)
def test_a_path_of_one_machine_is_seen(text: str, seen: bool) -> None:
    """Where it begins, and not in the middle of another."""
    assert seen == bool(OUTSIDE.search(text))
