"""The repository of the data on a forge, whose own editor proposes changes."""

import re
from pathlib import PurePath
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from macros.problems import Place
from macros.records.base import Record, optional, required
from macros.records.scalars import LONGEST_ADDRESS, fault, scalar

Forge = Literal["github", "gitlab", "forgejo"]
_HOSTS: dict[str, Forge] = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "forgejo"}
"""The forges that are known by their host."""
_EDITORS: dict[Forge, str] = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}
"""What stands before the branch in the address of a forge's editor. Gitea's is as Forgejo's."""
_NAME = "[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_PATH = re.compile(f"{_NAME}(?:/{_NAME})*")
_ADDRESS = re.compile(rf"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]{{1,5}})?/{_NAME}(?:/{_NAME})+/?")


def _read_address(text: str) -> str:
    """Read the address of a repository: a host, an owner, a name, and no more."""
    if len(text) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        advice = "Skriv den som den står i webbläsaren, till exempel https://github.com/kommunen/parmen"
        raise fault("repository", "det här är ingen adress till ett arkiv", advice)
    return text.rstrip("/").removesuffix(".git")


def _read_path(text: str) -> str:
    """Read the name of a branch or a folder, which stands as it is in an address."""
    if len(text) > LONGEST_ADDRESS or not _PATH.fullmatch(text) or ".." in text:
        message = "här får det bara stå bokstäverna a–z, siffror, punkt, bindestreck och snedstreck"
        raise fault("repository-path", message, "Till exempel main eller data.")
    return text


RepositoryAddress = Annotated[
    str, *scalar(_read_address, "adressen till ett arkiv, med https://", r"^https://[^\s@?#]+$")
]
RepositoryPath = Annotated[
    str, *scalar(_read_path, "ett namn som det står i adressen, till exempel main", r"^[A-Za-z0-9._/-]+$")
]


class Repository(Record):
    """Where the data lies on a forge; pages then have links that propose a change."""

    address: RepositoryAddress = required(
        "adress", "Arkivets webbadress, till exempel https://github.com/kommunen/parmen."
    )
    kind: Forge | None = optional(
        "slag",
        "github (GitHub), gitlab (GitLab) eller forgejo (Forgejo eller Gitea). "
        "Utelämnat: det syns på adressen.",
    )
    branch: RepositoryPath = optional("gren", "Grenen som webbplatsen byggs av.", "main")
    directory: RepositoryPath = optional("mapp", "Mappen i arkivet där data ligger.", "data")

    @property
    def forge(self) -> Forge | None:
        """Which forge it is: what ``kind`` says, or the host; None where neither is known."""
        return self.kind or _HOSTS.get(urlsplit(self.address).netloc)

    @property
    def editor(self) -> str:
        """What the addresses of the forge's editor begin with; empty for an unknown forge."""
        return f"{self.address}/{_EDITORS[self.forge]}/{quote(self.branch)}/" if self.forge else ""

    def edit_place(self, data: PurePath, place: Place) -> str:
        """Return the address of the forge's editor at a place in the data folder.

        Empty for an unknown forge.
        """
        return self.edit_path(
            f"{self.directory}/{PurePath(place.file).relative_to(data).as_posix()}", place.line
        )

    def edit_path(self, path: str, line: int = 0) -> str:
        """Return the same for a path from the repository's root, at a line if given."""
        place = f"#L{line}" if line else ""
        return f"{self.editor}{quote(path)}{place}" if self.editor else ""
