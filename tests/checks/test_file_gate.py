"""Files are allowed by kind, place and content; what is no file is never opened."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from macros.checks import check
from macros.checks.file_gate import MOST_BYTES, find_unordinary, inspect_file, own_files, read_text
from macros.files import write_file
from tests.checks.test_picture_files import SVG, block, photo, png
from tests.conftest import ROOT, Copy

ADDRESS = b"anna.svensson@kalix.se"
NUMBER = b"811218-9876"
PAGE = b"---\ntitle: Sida\n---\n"
PLAIN = SVG.format("<rect/>").encode()


def rules(content: bytes, place: str) -> list[str]:
    return [problem.rule for problem in inspect_file(content, place, PurePosixPath(place))]


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("docs/sida.md", b"# Sida\n"),
        ("docs/sida.md", "\ufeff# Å\r\n".encode()),
        ("docs/bild.svg", PLAIN),
        ("docs/bild.PNG", png()),
        ("data/note.md", b"text"),
        ("data/schema/form.json", b"{}"),
        ("Makefile", b"all:\n\tx\n"),
        (".editorconfig", b"root = true\n"),
        ("macros/ny.py", b"x = 1\n"),
        ("tests/fel/x/provby.YAML", NUMBER),
    ],
)
def test_a_file_of_a_known_kind_passes_where_it_belongs(place: str, content: bytes) -> None:
    """What the tests hold is invented."""
    assert [] == rules(content, place)


ZIP = b"PK\3\4\x14\0\6\0"
PDF = b"%PDF-1.7\n%\xe2\xe3\n"


@pytest.mark.parametrize("folder", ["docs", "data", "", "macros", "tests"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("blankett.pdf", PDF),
        ("blankett.md", PDF),
        ("blankett.txt", b"%PDF-1.4 bara vanliga tecken"),
        ("kontakter.xlsx", ZIP),
        ("kontakter.yaml", ZIP),
        ("samtycke.docx", ZIP),
        ("arkiv.tar.gz", b"\x1f\x8b\x08\0"),
        ("anteckning.rtf", b"{\\rtf1 Elsa}"),
        ("anteckning.md", b"{\\rtf1 Elsa}"),
        ("kort.md", b"BEGIN:VCARD\nFN:Elsa\n"),
        ("program", b"\x7fELF\2\1\1\0"),
        ("sida.md", b"f\xf6rsta"),
        ("sida.md", b"text\0mer"),
        ("sida.md", b"text\x1b[31m"),
        ("typsnitt.woff2", b"wOF2\0\1\0\0"),
        ("foto.jpg", photo("JPEG")),
    ],
)
def test_what_cannot_be_read_is_refused_everywhere(folder: str, name: str, content: bytes) -> None:
    """By its content, whatever its name: somebody will save a filled-in form beside the data."""
    assert ["loose-document"] == rules(content, f"{folder}/{name}".lstrip("/"))


@pytest.mark.parametrize(
    "place",
    [
        "docs/sida.html", "docs/x.js", "docs/assets/ny.js", "docs/assets/ny.css", "docs/om/data.json",
        "docs/text", "docs/sida.xhtml", "docs/svar.csv", "docs/.htaccess", "docs/.dold/sida.txt",
        "data/svar.csv", "data/lista.txt", "data/schema/x.yaml", "data/form.json", "svar.csv", "kort.vcf",
        "brev.eml", "sida.mhtml", "bild.xml",
    ],
)  # fmt: skip
def test_a_text_is_refused_where_its_kind_does_not_belong(place: str) -> None:
    """A page that runs would be published; a spreadsheet saved as text holds persons."""
    assert ["loose-document"] == rules(b"text", place)


@pytest.mark.parametrize(
    ("place", "content", "rule"),
    [
        ("docs/sida.svg", SVG.format("<script/>").encode(), "picture-unsafe"),
        ("data/karta.svg", b"<svg/>", "picture-broken"),
        ("docs/sida.png", b"text", "picture-broken"),
        ("tests/sida.png", png(between=block(b"tEXt", b"a\0b")), "picture-metadata"),
        ("docs/811218-9876.md", b"", "personal-identity-number"),
        ("docs/anna.svensson@kalix.se/bild.svg", PLAIN, "personal-address"),
        (
            "docs/bild.svg",
            SVG.format("<text>811218</text><text y='3'>-9876</text>").encode(),
            "personal-identity-number",
        ),
        ("docs/sida.txt.md", "811218-9876".encode("utf-16"), "personal-identity-number"),
        ("overrides/main.html", ADDRESS, "personal-address"),
        ("docs/a.md", b'Hon d="811218-9876" bor', "personal-identity-number"),
        ("README.md", NUMBER, "personal-identity-number"),
    ],
)
def test_pictures_are_judged_and_persons_are_found(place: str, content: bytes, rule: str) -> None:
    assert [rule] == rules(content, place)


@pytest.mark.parametrize(
    "content",
    [
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        b"/annex/objects/SHA256E-s1--0\n",
    ],
)
@pytest.mark.parametrize("place", ["data/blankett.yaml", "docs/sida.md", "tests/svar"])
def test_a_pointer_to_a_file_that_lies_elsewhere_is_refused(place: str, content: bytes) -> None:
    """Git LFS and git-annex send the file itself past every gate."""
    assert ["unreadable"] == rules(content, place)


def test_coordinates_are_nobodys_number() -> None:
    assert [] == rules(SVG.format('<path d="M81 12 18 98 76"/>').encode(), "docs/bild.svg")


def test_the_programs_own_files_are_known_by_their_content() -> None:
    """A font is no text; another file under its name is refused. Every file in docs/assets is listed."""
    name = next(name for name in own_files() if name.endswith(".ttf"))
    listed = {name for name in own_files() if name.startswith("docs/assets/")}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/assets").rglob("*.*")}

    assert [] == [
        name
        for name, known in own_files().items()
        if known not in ("-", sha256((ROOT / name).read_bytes()).hexdigest())
    ]
    assert ["loose-document"] == rules((ROOT / name).read_bytes() + b"\0", name)
    assert listed == {file for file in files if not file.endswith(".svg")}


def test_a_text_is_utf_8_or_marked_as_utf_16() -> None:
    assert ("å", "å", None) == (read_text("å".encode()), read_text("å".encode("utf-16")), read_text(b"\xe5"))


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("mkdocs.yml", b"nav: []  # anna.svensson@kalix.se", "personal-address"),
        ("overrides/main.html", ADDRESS, "personal-address"),
        ("docs/under/sida.md", PAGE + ADDRESS, "personal-address"),
        ("data/municipalities/soderby/note.md", b"Ring 073-123 45 67.", "personal-address"),
        ("docs/sip-ifylld.pdf", PDF, "loose-document"),
        ("docs/stor.txt", b"x" * (MOST_BYTES + 1), "file-too-large"),
    ],
)
def test_the_check_reads_what_lies_among_the_data_and_the_pages(
    example_copy: Copy, name: str, content: bytes, rule: str
) -> None:
    data = example_copy()
    write_file(Path(name), content)

    assert [(name, rule)] == [(problem.file, problem.rule) for problem in check(data)[1]]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("docs/miljo.md", "/proc/self/environ"),
        ("docs/inställning.md", "../.git/config"),
        ("docs/finns-inte.png", "borta"),
        ("docs/upp", ".."),
        ("docs/.dold", "/"),
        ("docs/samma.md", "om/sida.md"),
        ("overrides/main.html", "/etc/hostname"),
        ("data/agreements/exempelavtalet/bild.svg", "/etc/hostname"),
        ("data/municipalities/karta.png", "/dev/zero"),
    ],
)
def test_a_link_is_refused_and_never_opened(example_copy: Copy, name: str, target: str) -> None:
    """Whatever it leads to: it may lead elsewhere on another machine."""
    data = example_copy()
    write_file(Path("docs/om/sida.md"), PAGE)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).symlink_to(target)

    assert [(name, "unreadable")] == [(problem.file, problem.rule) for problem in check(data)[1]]


def test_a_pipe_is_refused_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sida.md")

    assert [(tmp_path / "sida.md").as_posix()] == [problem.file for problem in find_unordinary(tmp_path)]


@pytest.mark.site
@pytest.mark.parametrize(
    "command", [["-m", "macros", "build"], ["-m", "mkdocs", "build"], ["-m", "mkdocs", "serve"]]
)
def test_nothing_is_built_where_a_link_or_a_pipe_lies(command: list[str], tmp_path: Path) -> None:
    """The command ends with the place, before MkDocs follows a circle or waits for a pipe."""
    for name in ("macros", "overrides", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    write_file(tmp_path / "mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())
    write_file(tmp_path / "docs/index.md", "# Sida\n")
    (tmp_path / "docs/a").symlink_to(".")
    (tmp_path / "docs/b").symlink_to(".")
    os.mkfifo(tmp_path / "docs/sida.md")
    done = subprocess.run(
        [sys.executable, *command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": "."},
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert done.returncode
    assert {"docs/a", "docs/b", "docs/sida.md"} <= {
        line.partition(":")[0] for line in (done.stdout + done.stderr).splitlines()
    }
    assert not (tmp_path / "site").exists()
