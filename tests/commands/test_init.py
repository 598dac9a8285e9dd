"""parmen init and upgrade: a folder of content of one's own, and the version of the program in it."""

import hashlib
import shlex
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
import yaml
from click.testing import Result

from macros.checks import load
from macros.exchange import program_wheel
from macros.exchange.program_wheel import Wheel, WheelError, find_installed, read_wheel
from macros.project import ROOT
from tests.conftest import run_parmen
from tests.sites import TODAY, make_once
from tests.test_guide import commands_in, texts_in

HOST = "https://kod.example/v0.1.0/"
NAME = "gronaparmen-0.1.0-py3-none-any.whl"
ANSWERS = {
    "name": "Pärmen i <Norr> & *Söder*",
    "municipality": "Övertorneå",
    "county": "Norra län",
    "region": "Region Norr",
}


def pack_wheel(version: str, name: str = "gronaparmen") -> bytes:
    """Return a wheel with nothing in it but what it says of itself."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(
            ZipInfo(f"{name}-{version}.dist-info/METADATA"), f"Name: {name}\nVersion: {version}\n\n"
        )
    return content.getvalue()


def hash_of(version: str) -> str:
    return hashlib.sha256(pack_wheel(version)).hexdigest()


@pytest.fixture(autouse=True)
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions of the program lie on the web, and nothing else."""

    def fetch(address: str) -> bytes:
        for version in ("0.1.0", "0.2.0"):
            if address == HOST.replace("0.1.0", version) + NAME.replace("0.1.0", version):
                return pack_wheel(version)
        raise WheelError(f"{address} finns inte.")

    monkeypatch.setattr(program_wheel, "_fetch", fetch)


def init(folder: str, program: str = HOST + NAME, **answers: str) -> Result:
    """Begin a folder with the usual answers but for those given."""
    words = [word for key, text in (ANSWERS | answers).items() for word in (f"--{key}", text)]
    return run_parmen("init", folder, *words, "--program", program, "--today", TODAY.isoformat())


def begin(folder: Path) -> None:
    folder.mkdir()
    with chdir(folder):
        done = init("parm")
    assert 0 == done.exit_code, done.output


@pytest.fixture
def started(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder of content, where one stands. Nobody may change it."""
    folder = make_once(shared / "init", begin) / "parm"
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where one stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_folder_passes_the_check_and_is_a_draft(started: Path) -> None:
    """One agreement, one area, one municipality; whoever is worried about a child has a number to call."""
    shelf = load(Path("data"), TODAY)
    binder = shelf.binders["overtornea"]
    states = {record.state for record in (shelf.site, binder.agreement, binder.area, binder.municipality)}

    assert ([1, 1, 1], {"draft"}) == ([*map(len, (shelf.agreements, shelf.areas, shelf.binders))], states)
    assert {"example"} == {contact.state for contact in binder.contacts}
    assert {"socialtjanst", "skola"} < {
        service for contact in binder.contacts for service in contact.services
    }
    assert ("Pärmen i <Norr> & *Söder*", "Övertorneå kommun") == (shelf.site.name, shelf.site.publisher)
    assert shelf.site.address.endswith(".example/")
    assert not shelf.site.published
    assert None is shelf.accessibility.automated
    assert "nummer" not in run_parmen("check", "--today", TODAY.isoformat()).output.partition("gått ut")[0]


def test_the_folder_holds_content_and_no_program(started: Path) -> None:
    """What is said of the program's own example does not come along, and what is answered is no Markdown."""
    names = {path.relative_to(started).as_posix() for path in started.rglob("*") if path.is_file()}
    beside = {name for name in names if not name.startswith(("data/", ".github/", ".githooks/"))}
    about = (started / "docs/om/index.md").read_text(encoding="utf-8")

    assert {
        ".gitignore",
        ".gitlab-ci.yml",
        "Makefile",
        "README.md",
        "docs/assets/marks/.gitkeep",
        "docs/om/index.md",
        "mkdocs.yml",
        "requirements.txt",
    } == beside
    assert not {".py", ".html", ".css", ".js"} & {Path(name).suffix for name in names}
    assert [] == [word for word in ("Norrbus", "Gröna kortet", "Hälsingland") if word in about]
    assert (
        "# Pärmen i Norr & Söder\n" == (started / "README.md").read_text(encoding="utf-8").splitlines(True)[0]
    )
    assert all(hook.stat().st_mode & 0o111 for hook in (started / ".githooks").iterdir())


def test_the_program_is_named_by_version_and_hash(started: Path) -> None:
    """On the one line that pip reads."""
    lines = (started / "requirements.txt").read_text(encoding="utf-8").splitlines()

    assert [f"gronaparmen @ {HOST}{NAME} --hash=sha256:{hash_of('0.1.0')}"] == [
        line for line in lines if not line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("own", "programs"),
    [(".github/workflows/parmen.yml", ".github/workflows/parmen.yml"), (".gitlab-ci.yml", ".gitlab-ci.yml")],
)
def test_the_forges_do_as_they_do_for_the_program(started: Path, own: str, programs: str) -> None:
    """With the same pins, rights and commands, but for what tries the program itself."""

    def read(file: Path) -> dict[Any, Any]:
        settings: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        return settings.get("jobs") or {key: value for key, value in settings.items() if key != "name"}

    ours, theirs = read(started / own), read(ROOT / programs)
    if "publish" in ours:
        assert (["build"], ["fast", "build", "fresh"]) == (
            ours["publish"].pop("needs"),
            theirs["publish"].pop("needs"),
        )
    left_out = theirs.keys() - ours.keys()

    assert {"fast", "fresh"} <= left_out <= {"fast", "fresh", "fresh-with-pango", "newest", "vulnerabilities"}
    assert {} == {key: value for key, value in ours.items() if key != "stages" and value != theirs[key]}


def test_the_makefile_has_what_the_forges_call(started: Path) -> None:
    """Each target that a workflow or the README names."""
    makefile = (started / "Makefile").read_text(encoding="utf-8")
    texts = [
        (started / name).read_text("utf-8")
        for name in (".gitlab-ci.yml", ".github/workflows/parmen.yml", "README.md")
    ]
    named = {
        word
        for text in texts
        for line in text.splitlines()
        if "make " in line and not line.lstrip().startswith("#")
        for word in line.partition("make ")[2].split()
        if word.isascii() and word.isalpha()
    }

    assert {"check", "publish", "migrate", "serve"} <= named
    assert [] == [
        target
        for target in ("check", "publish", "migrate", "serve", "hooks", "needs-site")
        if f"\n{target}:" not in makefile
    ]


def test_a_folder_that_is_not_empty_is_left(own_folder: Path) -> None:
    """A new repository of a forge counts as empty."""
    (own_folder / "parm/.git").mkdir(parents=True)
    assert 0 == init("parm").exit_code
    before = sorted(own_folder.rglob("*"))

    again = init("parm")

    assert (1, before) == (again.exit_code, sorted(own_folder.rglob("*")))
    assert "är inte tom. Ingenting skrevs." in again.output
    assert 1 == run_parmen("init", "parm/README.md").exit_code


@pytest.mark.parametrize(
    ("answers", "exit_code", "word"),
    [
        ({"municipality": "Lagar"}, 1, "en kommun kan inte heta ”lagar”"),
        ({"municipality": "../../ut"}, 0, "data/municipalities/ut.yaml"),
        ({"name": " "}, 2, "--name: Skriv något."),
        ({"municipality": "Norrby\nSöderby"}, 2, "på en rad"),
        ({"county": "{{ 7 * 7 }}: [x"}, 0, "data/areas/7-7-x/index.yaml"),
        ({"whom": "barn"}, 2, "children"),
        ({"program": "gronaparmen-9.9.9-py3-none-any.whl"}, 1, "går inte att öppna"),
        ({"municipality": "!!!"}, 2, "a–z, 0–9"),
    ],
)
def test_nothing_is_half_written(
    own_folder: Path, answers: dict[str, str], exit_code: int, word: str
) -> None:
    """What is wrong is told, and the folder is not there; what is answered leads nowhere else."""
    done = init("parm", **answers)

    assert (exit_code, True) == (done.exit_code, word in done.output), done.output
    assert (["parm"] if exit_code == 0 else []) == [path.name for path in own_folder.iterdir()]


def test_without_a_known_wheel_one_is_asked_for(own_folder: Path) -> None:
    """A clone is no wheel."""
    done = run_parmen("init", "parm", *(word for key, text in ANSWERS.items() for word in (f"--{key}", text)))

    assert (2, None, []) == (done.exit_code, find_installed(), [*own_folder.iterdir()])
    assert "--program" in done.output


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        (f'{{"url": "{HOST}{NAME}", "archive_info": {{"hashes": {{"sha256": "{"a" * 64}"}}}}}}', Wheel("0.1.0", "a" * 64, HOST + NAME)),
        (f'{{"url": "file:///tmp/{NAME}", "archive_info": {{"hashes": {{"sha256": "{"a" * 64}"}}}}}}', Wheel("0.1.0", "a" * 64)),
        ('{"url": "file:///klon", "dir_info": {"editable": true}}', None),
        (f'{{"url": "{HOST}{NAME}", "archive_info": {{}}}}', None),
        (None, None),
    ],
    ids=["address", "file", "clone", "no hash", "index"],
)  # fmt: skip
def test_what_pip_noted_names_the_wheel(
    monkeypatch: pytest.MonkeyPatch, noted: str | None, expected: Wheel | None
) -> None:
    """Where and with which hash the program was installed."""

    class Noted:
        def read_text(self, _: str) -> str | None:
            return noted

    monkeypatch.setattr(program_wheel, "distribution", lambda _: Noted())

    assert expected == find_installed()


@pytest.mark.parametrize(
    "where",
    [
        f"http://kod.example/{NAME}",
        f"https://kod.example/{NAME} --index-url=https://ond.example/ {NAME}",
        "https://kod.example/annat-0.1.0-py3-none-any.whl",
        f"https://kod.example/v9/{NAME}",
        f"https://[::1/{NAME}",
        f"a\0/{NAME}",
        f"\ud800/{NAME}",
    ],
)
def test_a_wheel_from_elsewhere_is_refused(where: str) -> None:
    """Only https, only the program's name, and nothing that pip would read as an option."""
    with pytest.raises(WheelError):
        read_wheel(where)


def spoil_wheel() -> bytes:
    """Give a wheel whose packed text cannot be unpacked."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("gronaparmen-0.1.0.dist-info/METADATA", "Name: gronaparmen\n" * 9)
    return content.getvalue().replace(b"METADATA", b"METADATA\xff\xff\xff\xff", 1)


@pytest.mark.parametrize(
    "content", [b"", b"PK", pack_wheel("0.2.0"), pack_wheel("0.1.0", "annat"), spoil_wheel()]
)
def test_a_file_that_is_another_is_refused(tmp_path: Path, content: bytes) -> None:
    """What it says of itself counts, beside its name."""
    (tmp_path / NAME).write_bytes(content)

    with pytest.raises(WheelError, match="inte programmet i version"):
        read_wheel(str(tmp_path / NAME))


@pytest.fixture
def pinned(own_folder: Path) -> Path:
    """A requirements.txt with a comment and the program."""
    file = own_folder / "requirements.txt"
    file.write_text(
        f"# Vår.\n{Wheel('0.1.0', hash_of('0.1.0'), HOST + NAME).requirement}\n", encoding="utf-8"
    )
    return file


def test_the_guide_is_carried_out_as_written(own_folder: Path, pinned: Path) -> None:
    """Its command begins a folder and answers as it says; its number raises the program."""
    lines = commands_in("egen-parm")
    (begin_line,) = [line for line in lines if line.startswith("parmen init ")]
    (raise_line,) = [line for line in lines if line.startswith("parmen upgrade ")]
    answer, *_ = texts_in("egen-parm", "text")
    begun = run_parmen(*shlex.split(begin_line)[1:], "--program", HOST + NAME, "--today", TODAY.isoformat())

    assert (0, True) == (begun.exit_code, begun.output.startswith(answer)), begun.output
    assert 0 == run_parmen(*shlex.split(raise_line)[1:]).exit_code
    assert texts_in("egen-parm", "yaml") == ["nav:\n  - om-oss.md\n"]


def test_one_number_raises_the_program(pinned: Path) -> None:
    """Its address, its version and its hash follow; the rest of the file stays."""
    done = run_parmen("upgrade", "0.2.0")
    new = HOST.replace("0.1.0", "0.2.0") + NAME.replace("0.1.0", "0.2.0")

    assert (0, f"# Vår.\ngronaparmen @ {new} --hash=sha256:{hash_of('0.2.0')}\n") == (
        done.exit_code,
        pinned.read_text("utf-8"),
    )
    assert ["make migrate", "make check"] == [
        line.partition("make ")[1] + line.partition("make ")[2] for line in done.output.splitlines()[1:]
    ]
    assert "har redan version 0.2.0" in run_parmen("upgrade", "0.2.0").output


@pytest.mark.parametrize(
    ("words", "text", "exit_code"),
    [
        (("9.9.9",), None, 1),
        (("../../x",), None, 1),
        ((), None, 2),
        (("0.2.0", "--program", "x"), None, 2),
        (("0.2.0",), "mkdocs==1.6.1\n", 1),
        (("0.2.0",), f"gronaparmen==0.1.0 --hash=sha256:{'a' * 64}\n", 1),
        (("0.2.0",), "", 1),
    ],
)
def test_what_cannot_be_raised_is_left(
    pinned: Path, words: tuple[str, ...], text: str | None, exit_code: int
) -> None:
    """An unknown version, another file, a line without an address."""
    before = pinned.read_text("utf-8") if text is None else text
    pinned.write_text(before, encoding="utf-8")

    assert (exit_code, before) == (run_parmen("upgrade", *words).exit_code, pinned.read_text("utf-8"))


def test_a_file_of_ones_own_raises_the_program_too(pinned: Path) -> None:
    """Where the program lies in a package index of one's own."""
    pinned.write_text(f"gronaparmen==0.1.0 --hash=sha256:{'a' * 64}\n", encoding="utf-8")
    new = pinned.with_name(NAME.replace("0.1.0", "0.2.0"))
    new.write_bytes(pack_wheel("0.2.0"))
    done = run_parmen("upgrade", "--program", str(new))

    assert (0, f"gronaparmen==0.2.0 --hash=sha256:{hash_of('0.2.0')}\n") == (
        done.exit_code,
        pinned.read_text("utf-8"),
    )
