"""Turn a page of the site into one that a browser opens from a folder.

There each link must name a file, no module or ``fetch`` works, and fonts must lie in the stylesheet.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from macros.web.policy import policy

CONTENTS = "index.html"
"""The page that a reader opens first: what there is, to filter."""
_PARSER = etree.HTMLParser(encoding="utf-8")
_ADDRESSES = ("href", "src")
_ALL = "Alla kommuner"
_SERVED_LINKS = {"apple-touch-icon", "manifest", "modulepreload", "preload"}
_FONT = re.compile(r"fonts/([a-z0-9-]+\.woff2)")
OTHER_SCRIPTS = "noto-sans-"
"""How the fonts of other scripts than ours begin. Devices have their own, and none goes along."""
_OTHER_FACE = re.compile(r"@font-face\s*\{[^{}]*fonts/" + OTHER_SCRIPTS + r"[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to unpack: its files by their paths, and the site's address."""

    names: Collection[str]
    address: str
    start: str
    """The municipality's folder, with a slash at its end."""

    def rewrite_page(self, content: bytes, name: str) -> bytes:
        """Return a page with links to files, for the same place in the folder."""
        return write_page(self.open_page(content, name))

    def open_page(self, content: bytes, name: str, new_name: str = "") -> Any:
        """Return a page's document, changed to stand at ``new_name`` in the folder."""
        document = etree.HTML(content, _PARSER)
        self._drop_what_is_served(document, name)
        _lead_to_contents(document, self.start)
        for element in document.iter(etree.Element):
            for attribute in _ADDRESSES:
                if address := element.get(attribute):
                    element.set(attribute, self.find_address(address, name, new_name or name))
        return document

    def find_address(self, address: str, name: str, new_name: str) -> str:
        """Return the address of a file in the folder, or the site's for what is not in it.

        ``address`` stands on the page ``name``, which has become ``new_name``.
        """
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        target = normpath(join(dirname(name), parts.path))
        file = target if target in self.names else normpath(join(target, CONTENTS))
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if file in self.names or (file == CONTENTS and not fragment):
            return relpath(file, dirname(new_name) or ".") + fragment
        if target.startswith(".."):
            return address
        slash = "/" if parts.path.endswith("/") and target != "." else ""
        return f"{self.address.rstrip('/')}/{'' if target == '.' else target}{slash}{fragment}"

    def _drop_what_is_served(self, document: Any, name: str) -> None:
        """Take out scripts that are not in the folder, and let the policy allow files."""
        for element in list(document.iter("script", "link", "meta")):
            source = element.get("src", "") if element.tag == "script" else ""
            is_missing = source and normpath(join(dirname(name), source)) not in self.names
            if is_missing or element.get("rel") in _SERVED_LINKS:
                element.getparent().remove(element)
            elif element.get("http-equiv") == "Content-Security-Policy":
                element.set("content", file_policy())


def file_policy() -> str:
    """Return the pages' policy for files: a folder has no origin to name."""
    return policy().replace("'self'", "file:").replace("font-src file:", "font-src file: data:")


def _lead_to_contents(document: Any, start: str) -> None:
    """Let the search and the links to all municipalities lead to the contents."""
    root = document.xpath("string(//link[@rel='stylesheet']/@href)").removesuffix("assets/screen.css") or "./"
    for button in list(document.iter("button")):
        if "data-search" in button.attrib:
            button.tag = "a"
            button.attrib.clear()
            button.attrib.update({"class": "seek", "href": root})
            button.find("span").text = "Innehåll"
    for link in document.iter("a"):
        if link.get("class") == "label":  # there is no other municipality to change to
            link.set("href", f"{root}{start}")
            for span in link.findall("span")[1:]:
                link.remove(span)
        if link.text == _ALL and not urlsplit(link.get("href", "")).fragment:
            link.text = "Innehåll"
        if (name := link.get("aria-label", "")).endswith(_ALL.lower()):
            link.set("aria-label", name.replace(_ALL.lower(), "innehåll"))


def write_page(document: Any) -> bytes:
    """Return a document as the bytes of a page."""
    return bytes(etree.tostring(document, method="html", encoding="utf-8", doctype="<!doctype html>")) + b"\n"


def embed_fonts(css: str, folder: Path) -> str:
    """Return a stylesheet that holds its fonts: a browser may refuse those in files."""

    def embed(match: re.Match[str]) -> str:
        file = folder / match[1]
        content = b64encode(file.read_bytes()).decode() if file.is_file() else ""
        return f"data:font/woff2;base64,{content}"

    return _FONT.sub(embed, _OTHER_FACE.sub("", css))
