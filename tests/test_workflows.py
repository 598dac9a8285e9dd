"""The forges' workflow files: pinned, with few rights, and no command that is not run here."""

import re
import subprocess
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
import yaml
from click.testing import Result

from tests.checks.ready import make_ready
from tests.conftest import ROOT, run_parmen
from tests.edits import copy_example, replace_text
from tests.test_guide import commands_in, texts_in
from tests.test_machine import make

GITHUB = ROOT / ".github" / "workflows" / "parmen.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
VULNERABILITIES = ROOT / ".github" / "workflows" / "vulnerabilities.yml"
NEWEST_FILE = ROOT / ".github" / "workflows" / "newest.yml"
FILES = (GITHUB, GITLAB)
ALL_FILES = (*FILES, VULNERABILITIES, NEWEST_FILE)
RUN = {
    "make check": ("check",),
    "make publish": ("build", "--jobs", "2", "--publish", "--if-published"),
}
"""The commands that publish, and the parmen command that each is. The tests below run these."""
TESTING = {"make fast", "make site", "make test"}
"""The commands that try the project itself."""
HISTORY = {
    GITHUB: ".venv/bin/parmen check --history HEAD^1..HEAD^2",
    GITLAB: ".venv/bin/parmen check --history $CI_MERGE_REQUEST_DIFF_BASE_SHA..HEAD",
}
"""What looks through the commits of a change."""
LINES = {
    GITHUB: ".venv/bin/parmen check --format github",
    GITLAB: ".venv/bin/parmen check --format gitlab > quality.json",
}
"""What shows each fault at its line, also after a check that found some."""
PREVIEW = {
    file: {
        "make needs-site check",
        f".venv/bin/parmen diff {since}",
        f".venv/bin/parmen build --jobs 2 --site site-draft --changed-since {since.split()[0]}",
    }
    for file, since in (
        (GITHUB, "HEAD^1 >> $GITHUB_STEP_SUMMARY"),
        (GITLAB, "$CI_MERGE_REQUEST_DIFF_BASE_SHA"),
    )
}
"""What shows how a change would look."""
AUDIT = [
    "pip install --require-hashes --requirement .ci/pip-audit.txt",
    "pip-audit --disable-pip --require-hashes --strict --requirement requirements-audit.txt --requirement requirements-dask.txt",
]
"""What looks for known holes in the locked packages."""
RAISE = {
    file: [
        "git config --system --add safe.directory '*'",
        "pip install --require-hashes --requirement .ci/uv.txt",
        "python3 .ci/newest.py loosen",
        "make lock",
        f"python3 .ci/newest.py fasten {table}",
        "make test",
    ]
    for file, table in ((NEWEST_FILE, ">> $GITHUB_STEP_SUMMARY"), (GITLAB, "> newest.md"))
}
"""What tries the newest version of every dependency."""
FRESH = {
    "git config --system --add safe.directory '*'",
    "apt-get update",
    "apt-get install -y --no-install-recommends git make python3 python3-venv ca-certificates $ALSO",
}
"""What a container has to be told before: no more than the README asks of a fresh machine."""
PANGO_WITHOUT_HARFBUZZ = "libpango-1.0-0 libpangoft2-1.0-0"
NEWEST = "3.15"
"""The newest stable Python that the lock file has wheels for. Raise it with the lock."""


def read(file: Path) -> dict[Any, Any]:
    """Read a workflow file. YAML takes the key ``on`` for *true*."""
    settings: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in settings.items()}


def commands(file: Path) -> Iterator[str]:
    """Yield every command of a file, wherever it stands: ``run`` of GitHub, ``script`` of GitLab."""
    nodes: list[Any] = [read(file)]
    for node in nodes:
        if isinstance(node, list):
            nodes += node
        elif isinstance(node, dict):
            nodes += node.values()
            for key in {"run", "script", "before_script", "after_script"} & node.keys():
                yield from "\n".join([node[key]] if isinstance(node[key], str) else node[key]).splitlines()


JOBS: dict[str, dict[str, Any]] = read(GITHUB)["jobs"]
"""GitHub's jobs by name."""
STEPS: list[dict[str, Any]] = [step for job in JOBS.values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_command_is_known_here(file: Path) -> None:
    """What publishes stands in the README and the editor's guide; what tests, where contributors read."""
    readme, contributing, makefile = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "Makefile")
    )
    targets = {command: f"\n{command.removeprefix('make ')}: " for command in {*RUN, *TESTING}}

    audit = [*AUDIT, *RAISE[GITLAB]] if file == GITLAB else []
    own = {HISTORY[file], LINES[file], *PREVIEW[file]}
    assert {*RUN, *TESTING, *FRESH, *audit, *own} == set(commands(file))
    assert [] == [command for command in AUDIT if command not in contributing]
    assert [] == [command for command in RUN if f"`{command}`" not in readme]
    assert set(RUN) <= {*commands_in("webbhotell")}
    assert [] == [command for command in TESTING if f"`{command}`" not in contributing]
    assert [] == [command for command, target in targets.items() if target not in makefile]


def test_known_holes_are_looked_for_in_a_workflow_of_its_own() -> None:
    """Weekly and when the lock changes, with no more rights than to read; every locked package is in the list."""
    workflow = read(VULNERABILITIES)
    locks = [
        (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", "requirements-dev.txt")
    ]
    audited = "".join((ROOT / f"requirements-{name}.txt").read_text("utf-8") for name in ("audit", "dask"))
    paths = ["requirements*.txt", ".ci/pip-audit.txt"]

    assert AUDIT == list(commands(VULNERABILITIES))
    assert {"contents": "read"} == workflow["permissions"]
    assert [paths, paths] == [workflow["on"][event]["paths"] for event in ("push", "pull_request")]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", workflow["on"]["schedule"][0]["cron"])
    assert paths == read(GITLAB)["vulnerabilities"]["rules"][1]["changes"]
    assert [] == [pin for lock in locks for pin in re.findall(r"^\S+==\S+", lock, re.M) if pin not in audited]


def test_the_newest_versions_are_tried_in_a_workflow_of_their_own() -> None:
    """Weekly, and never for a change; it may only read. What it made and found is kept, also when tests fail."""
    workflow, gitlab = read(NEWEST_FILE), read(GITLAB)["newest"]
    steps = workflow["jobs"]["newest"]["steps"]

    assert RAISE[NEWEST_FILE] == list(commands(NEWEST_FILE))
    assert RAISE[GITLAB] == gitlab["script"]
    assert {"workflow_dispatch", "schedule"} == workflow["on"].keys()
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", workflow["on"]["schedule"][0]["cron"])
    assert {"contents": "read"} == workflow["permissions"]
    assert "upload-artifact" in steps[-2]["uses"]
    assert ["pyproject.toml", "requirements*.txt"] == steps[-2]["with"]["path"].split()
    assert ("always", True) == (gitlab["artifacts"]["when"], gitlab["rules"][0]["allow_failure"])
    assert 1 == len(gitlab["rules"])
    assert 'PIPELINE_SOURCE == "schedule"' in gitlab["rules"][0]["if"]


def test_every_version_is_loosened_and_fastened_again() -> None:
    """But for what may go no further; the words beside stay. The table says what is new, gone and other."""
    specification = spec_from_file_location("newest", ROOT / ".ci" / "newest.py")
    assert specification is not None
    assert specification.loader is not None
    newest = module_from_spec(specification)
    specification.loader.exec_module(newest)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pins = dict(re.findall(r'^    "([\w.-]+)==([\w.]+)",', project, re.M))
    loose = newest.loosen(project)

    assert '    "mkdocs<2", ' in loose
    assert "==" not in re.sub(r"#.*", "", loose)
    assert len(project.splitlines()) == len(loose.splitlines())
    assert project == newest.fasten(project, pins)
    assert newest.fasten(project, pins | {"click": "99.1"}) == project.replace(
        f'"click=={pins["click"]}"', '"click==99.1"'
    )
    assert ["| a | 1 | 2 |", "| b | 1 |  |", "| d |  | 1 |"] == newest.draw_table(
        {"a": "1", "b": "1", "c": "1"}, {"a": "2", "c": "1", "d": "1"}
    ).splitlines()[2:]


def test_a_change_is_looked_through_commit_by_commit(
    own_git: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved and taken away again is found, in the merge that GitHub makes of a pull request."""
    monkeypatch.chdir(tmp_path)
    revisions = HISTORY[GITHUB].split()[-1]

    def git(*words: str) -> None:
        subprocess.run(["git", *words], check=True, capture_output=True)

    def save(text: str) -> None:
        Path("a.md").write_text(text, encoding="utf-8")
        git("add", "a.md")
        git("commit", "--quiet", "--message", "a")

    git("init", "--quiet", "--initial-branch=main")
    save("a")
    for text, code in (("b", 0), ("811218-9876", 1)):
        git("switch", "--quiet", "--create", f"change-{code}", "main")
        save(text)
        save("c")
        git("switch", "--quiet", "--detach", "main")
        git("merge", "--quiet", "--no-ff", "--message", "merge", f"change-{code}")
        assert code == run_parmen("check", "--history", revisions).exit_code


def test_the_municipalities_that_a_change_concerns_are_built(
    own_git: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has changed in one municipality is built as its preview; a change elsewhere builds nothing."""
    built: list[list[str]] = []
    monkeypatch.setattr(
        "macros.commands.parallel_build.make_pages_and_sheets",
        lambda plan, *_: (built.append(plan.slugs), 0, [])[1:],
    )
    data = copy_example(tmp_path / "data")
    words = PREVIEW[GITHUB] - {
        "make needs-site check",
        ".venv/bin/parmen diff HEAD^1 >> $GITHUB_STEP_SUMMARY",
    }
    (build,) = (word.replace("site-draft", str(tmp_path / "site")).split()[1:] for word in words)

    def save() -> None:
        for command in ("init --quiet", "add .", "commit --quiet --allow-empty --message x"):
            subprocess.run(["git", *command.split()], check=True, capture_output=True, cwd=tmp_path)

    save()
    replace_text(data / "municipalities/norrby.yaml", ("070-174 06 20", "070-174 06 29"))
    save()
    one = run_parmen(*build, "--data", str(data))
    (tmp_path / "README.md").touch()
    save()
    none = run_parmen(*build, "--data", str(data))

    assert (0, 0, [["norrby"]]) == (one.exit_code, none.exit_code, built), one.output
    assert none.output.startswith("Ingen kommun berörs")
    assert 2 == run_parmen(*build, "--data", str(data), "--only", "norrby").exit_code


@pytest.mark.parametrize("command", sorted(RUN))
def test_the_makefile_runs_what_the_tests_run(command: str) -> None:
    """Make itself says which parmen command a target is."""
    target = command.removeprefix("make ")
    lines = make(ROOT, target, "--dry-run", "--assume-old=.venv/.ready", "--assume-old=needs-site")

    assert [" ".join([".venv/bin/parmen", *RUN[command]])] == lines.splitlines()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, whose site is built without what other tests try: pages, sheets, their links."""
    monkeypatch.setattr("macros.commands.parallel_build.make_pages_and_sheets", lambda *_: (0, []))
    monkeypatch.setattr("macros.commands.build_command._find_dead_links", lambda *_: [])
    monkeypatch.chdir(ROOT)
    return copy_example(tmp_path / "data")


def run(command: str, data: Path) -> Result:
    """Run what a command of the workflow files is, on other data and into a folder beside that."""
    place = ("--site", str(data.with_name("site"))) if "build" in RUN[command] else ()
    return run_parmen(*RUN[command], "--data", str(data), *place)


def test_a_draft_is_checked_and_built_as_one(data: Path) -> None:
    """Nothing stops it, and search engines are asked to leave it."""
    for command in RUN:
        done = run(command, data)
        assert 0 == done.exit_code, done.output
    assert not data.with_name("site").joinpath(".well-known").exists()


def test_what_says_that_it_is_published_must_be_ready(data: Path) -> None:
    """It is built, and says whom to tell of a security hole."""
    done = run("make publish", make_ready(data))
    files = {
        path.relative_to(data.with_name("site")).as_posix() for path in data.with_name("site").rglob("*")
    }

    assert 0 == done.exit_code, done.output
    assert {".well-known/security.txt", "_headers", ".htaccess", "sitemap.xml"} <= files


@pytest.mark.parametrize("word", ["ja", "yes", "JA"])
def test_what_is_not_ready_stops(word: str, data: Path) -> None:
    """However *published* is written. Nothing is built, so nothing is published."""
    replace_text(data / "site.yaml", ("published: nej", f"published: {word}"))

    done = run("make publish", data)

    assert (1, False) == (done.exit_code, data.with_name("site").exists())
    assert "Det här är kvar att göra innan pärmen kan publiceras" in done.output


@pytest.mark.parametrize("command", sorted(RUN))
def test_a_fault_stops_both(command: str, data: Path) -> None:
    """The forge goes no further."""
    replace_text(data / "municipalities/norrby.yaml", ("name: Norrby\n", "nam: Norrby\n"))

    assert (1, False) == (run(command, data).exit_code, data.with_name("site").exists())


def test_if_published_alone_is_a_misunderstanding() -> None:
    """It goes with --publish."""
    assert 2 == run_parmen("build", "--if-published").exit_code


def test_the_guides_answer_is_what_the_command_says() -> None:
    """The headers for nginx begin as the guide shows."""
    (command,) = [line for line in commands_in("webbhotell") if line.endswith("parmen headers nginx")]
    answer, *_ = texts_in("webbhotell", "text")
    done = run_parmen(*command.split()[1:])

    assert (0, True) == (done.exit_code, done.output.startswith(answer.strip()))


def test_every_action_is_pinned_by_its_hash() -> None:
    """With its version beside it for people; only the forge's own actions."""
    lines = [
        line
        for file in (GITHUB, VULNERABILITIES, NEWEST_FILE)
        for line in re.findall(r"uses: (.*)", file.read_text("utf-8"))
    ]
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+")

    assert 11 == len(lines) == 3 + sum("uses" in step for step in STEPS)
    assert [] == [line for line in lines if not pinned.fullmatch(line)]


MAIN = "github.ref == 'refs/heads/main'"
FACTS = [
    (GITHUB, "permissions", {"contents": "read"}),
    (GITHUB, "jobs.publish.permissions", {"pages": "write", "id-token": "write"}),
    (GITHUB, "jobs.publish.if", MAIN),
    (GITHUB, "jobs.fresh.if", MAIN),
    (GITHUB, "jobs.build.steps.-1.if", MAIN),
    (GITHUB, "jobs.build.steps.-1.with", {"path": "site", "include-hidden-files": True}),
    (GITHUB, "jobs.history.if", "github.event_name == 'pull_request'"),
    (GITHUB, "jobs.history.steps.0.with.fetch-depth", 0),
    (GITHUB, "jobs.preview.if", "github.event_name == 'pull_request'"),
    (GITHUB, "jobs.preview.steps.0.with.fetch-depth", 2),
    (GITHUB, "jobs.preview.steps.-1.with.path", "site-draft"),
    (GITHUB, "on.push.branches", ["main"]),
    (GITHUB, "jobs.fast.container", "python:${{ matrix.python }}-bookworm"),
    (GITHUB, "jobs.fresh.container", "debian:bookworm-slim"),
    (GITHUB, "jobs.fresh.strategy.matrix.also", ["", PANGO_WITHOUT_HARFBUZZ]),
    (GITHUB, "jobs.fresh.env", {"ALSO": "${{ matrix.also }}"}),
    (GITHUB, "env.TZ", "Europe/Stockholm"),
    (GITLAB, "fast.script.-1", "make fast"),
    (GITLAB, "fast.image", "python:$PYTHON_VERSION-bookworm"),
    (GITLAB, "fresh.image", "debian:bookworm-slim"),
    (GITLAB, "fresh.script.-2", "make site"),
    (GITLAB, "fresh.script.-1", "make test"),
    (GITLAB, "fresh.variables", {"ALSO": ""}),
    (GITLAB, "fresh.rules", [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]),
    (GITLAB, "pages.rules", [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]),
    (GITLAB, "fresh-with-pango", {"extends": "fresh", "variables": {"ALSO": PANGO_WITHOUT_HARFBUZZ}}),
    (GITLAB, "history.variables", {"GIT_DEPTH": "0"}),
    (GITLAB, "history.rules", [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]),
    (GITLAB, "preview.variables", {"GIT_DEPTH": "0"}),
    (GITLAB, "preview.rules", [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]),
    (GITLAB, "preview.artifacts.paths", ["site-draft/"]),
    (GITLAB, "vulnerabilities.rules.0.allow_failure", True),
    (GITLAB, "pages.pages", {"publish": "site"}),
    (GITLAB, "pages.artifacts.paths", ["site"]),
    (GITLAB, "variables.TZ", "Europe/Stockholm"),
]
"""Few rights; the main branch alone publishes, on a push and every week; the clock is Sweden's.

The fast tests run on several versions of Python. Both commands are proven on a bare Debian 12, once with
nothing of WeasyPrint's libraries and once with half of them.
"""


@pytest.mark.parametrize(
    ("file", "path", "expected"), FACTS, ids=lambda value: str(getattr(value, "name", value))
)
def test_a_workflow_file_says_what_it_should(file: Path, path: str, expected: object) -> None:
    """Where nothing else here reads it."""
    value: Any = read(file)
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]

    assert expected == value


def test_github_publishes_after_check_and_tests_with_few_rights() -> None:
    """Only what publishes may write. No job keeps the key to the repository. Pull requests are tested too."""
    on = read(GITHUB)["on"]
    runs = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in JOBS.items()}

    assert ["publish"] == [name for name, job in JOBS.items() if "permissions" in job]
    assert [False] * 5 == [
        step["with"]["persist-credentials"] for step in STEPS if "checkout" in step.get("uses", "")
    ]
    assert "secrets" not in GITHUB.read_text(encoding="utf-8")
    assert ["make check", LINES[GITHUB], "make publish"] == runs["build"]
    assert ["${{ !cancelled() }}"] == [
        step["if"] for step in JOBS["build"]["steps"] if step.get("run") == LINES[GITHUB]
    ]
    assert ("make fast", "if" in JOBS["fast"]) == (runs["fast"][-1], False)
    assert (FRESH, ["make site", "make test"]) == (set(runs["fresh"][:-2]), runs["fresh"][-2:])
    assert {"fast", "build", "fresh"} == set(JOBS["publish"]["needs"])
    assert "pull_request" in on
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", on["schedule"][0]["cron"])


def test_gitlab_publishes_after_check_and_tests() -> None:
    """A later stage waits for the earlier. The fast tests run for each change."""
    jobs = read(GITLAB)
    order = [jobs["stages"].index(jobs[name]["stage"]) for name in ("check", "fresh", "pages")]

    assert order == sorted(set(order))
    assert [LINES[GITLAB]] == jobs["check"]["after_script"]
    assert ("always", {"codequality": "quality.json"}) == tuple(jobs["check"]["artifacts"].values())
    assert (jobs["check"]["stage"], False) == (jobs["fast"]["stage"], "rules" in jobs["fast"])
    assert [] == [name for name, job in jobs.items() if "needs" in job]


# Both


def test_both_publish_from_the_same_pinned_image() -> None:
    """The version is whole, its digest beside it, and no server is named that it comes from."""
    image = JOBS["build"]["container"]

    assert {image} == {
        read(GITLAB)["image"],
        JOBS["history"]["container"],
        JOBS["preview"]["container"],
        read(VULNERABILITIES)["jobs"]["vulnerabilities"]["container"],
        read(NEWEST_FILE)["jobs"]["newest"]["container"],
    }
    assert re.fullmatch(r"python:3\.11\.\d+-bookworm@sha256:[0-9a-f]{64}", image)


def test_both_try_the_oldest_and_the_newest_python() -> None:
    """The oldest is what the project promises; versions are whole."""
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (gitlab,) = read(GITLAB)["fast"]["parallel"]["matrix"]
    versions = JOBS["fast"]["strategy"]["matrix"]["python"]

    assert versions == gitlab["PYTHON_VERSION"]
    assert [project["requires-python"].removeprefix(">="), NEWEST] == [
        ".".join(version.split(".")[:2]) for version in versions
    ]
    assert f"python:{versions[0]}-bookworm" == read(GITLAB)["image"].partition("@")[0]


@pytest.mark.parametrize("file", ALL_FILES, ids=lambda file: file.name)
def test_no_host_is_named(file: Path) -> None:
    """Neither a registry nor a mirror: whoever runs it has their own."""
    assert not re.search(r"https?:|\b[\w-]+\.(?:com|org|io|net|se)\b", file.read_text(encoding="utf-8"))
