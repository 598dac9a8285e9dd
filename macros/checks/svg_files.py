"""Allow an SVG file only what a drawing needs, and write it anew without the rest.

What is not on the lists below is refused: other elements, other attributes, other namespaces, addresses
outside the file, animation, and CSS beyond plain declarations. A published picture may be opened by itself,
and is a page then. The lists are the static shapes, text, gradients and clips of SVG 1.1 and 2.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import tinycss2
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"

HEAVIEST = 10_000
"""The most that may be drawn, with what ``use``, ``mask`` and ``clip-path`` repeat.

A shape weighs 1, and 1 more for each hundred characters that describe it. What masks or clips weighs tenfold.
"""
_DEEPEST = 100
"""How many elements and references may lie within each other."""
_DEEPEST_BRACKET = 10
_LARGEST_NUMBER = 1e6
"""Larger numbers overflow in some programs that draw."""

_ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask",
}  # fmt: skip
_PROPERTIES = {
    "clip-path", "clip-rule", "color", "color-interpolation", "display", "dominant-baseline", "fill",
    "fill-opacity", "fill-rule", "font", "font-family", "font-size", "font-stretch", "font-style",
    "font-variant", "font-weight", "isolation", "letter-spacing", "mask", "mask-type", "mix-blend-mode",
    "opacity", "overflow", "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-anchor", "text-decoration", "text-rendering", "vector-effect", "visibility", "word-spacing",
}  # fmt: skip
_NUMBERS = {
    "cx", "cy", "d", "dx", "dy", "fr", "fx", "fy", "height", "offset", "points", "r", "refX", "refY",
    "rotate", "rx", "ry", "textLength", "transform", "gradientTransform", "viewBox", "width", "x", "x1",
    "x2", "y", "y1", "y2",
}  # fmt: skip
_WORDS = {
    "aria-hidden", "aria-label", "aria-labelledby", "class", "clipPathUnits", "focusable", "gradientUnits",
    "id", "lang", "lengthAdjust", "maskContentUnits", "maskUnits", "preserveAspectRatio", "role",
    "spreadMethod", "type", "version", f"{_XML}lang", f"{_XML}space",
}  # fmt: skip
_FUNCTIONS = {
    "rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy",
}  # fmt: skip
_SIMPLE_TOKENS = {"ident", "number", "percentage", "dimension", "hash", "whitespace", "literal", "string"}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_DECLARED_ENCODING = re.compile(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""Ids that every program reads alike: no spaces, escapes or other letters."""
_INSTRUCTION = "en instruktion till program"
_GRADIENTS = {f"{SVG}linearGradient", f"{SVG}radialGradient"}


class NotSvgError(Exception):
    """The content is no SVG that can be read."""


def read_svg(content: bytes) -> Any:
    """Return the root element of an SVG file.

    No entity is expanded. Raise NotSvgError for what is not UTF-8, or says that it is not (a browser believes
    that), has a document type, or is no SVG.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        text = content.decode("utf-8-sig")
        declared = _DECLARED_ENCODING.match(text)
        if "<!DOCTYPE" in text or "<!ENTITY" in text or (declared and declared[1].lower() != "utf-8"):
            raise NotSvgError
        root = etree.fromstring(text.encode(), parser)
    except (UnicodeDecodeError, etree.XMLSyntaxError, ValueError):
        raise NotSvgError from None
    if root.tag != f"{SVG}svg":
        raise NotSvgError
    return root


def find_unsafe(content: bytes) -> list[str]:
    """Return in Swedish what an SVG file holds that it may not.

    Raise NotSvgError.
    """
    root = read_svg(content)
    return [*remove_unsafe(root), *_find_repetition(root)]


def write_svg_anew(content: bytes) -> bytes:
    """Return an SVG file with what it may hold, and nothing else.

    Raise NotSvgError, also for a drawing that repeats itself without end.
    """
    root = read_svg(content)
    remove_unsafe(root)
    etree.strip_tags(root, etree.Comment)
    etree.cleanup_namespaces(root)
    clean = bytes(etree.tostring(root, encoding="utf-8")) + b"\n"
    if find_unsafe(clean):
        raise NotSvgError
    return clean


def remove_unsafe(root: Any) -> list[str]:
    """Remove from an SVG what it may not hold, and return what that was, in Swedish."""
    removed: list[str] = []
    ids: set[str] = set()
    for node in [*root.itersiblings(preceding=True), *root.itersiblings()]:
        if node.tag is not etree.Comment:
            removed.append(_INSTRUCTION)
    for element in list(root.iter()):
        if element.tag is etree.Comment:
            continue
        name = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else ""
        if name not in _ELEMENTS:
            removed.append(f"<{etree.QName(element).localname}>" if name else _INSTRUCTION)
            _remove_element(element)
            continue
        removed += _clean_attributes(element)
        key = element.get("id", "")
        if key in ids:
            removed.append(f"två former med namnet {key}")
            del element.attrib["id"]
        ids |= {key} - {""}
        if name == "style":
            removed += _clean_stylesheet(element, root)
    return removed


def _remove_element(element: Any) -> None:
    """Remove an element and what is in it, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:  # it stood in a style, and was removed with that
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_attributes(element: Any) -> Iterator[str]:
    """Remove the attributes that an element may not have, and yield what they were."""
    for key, value in list(element.attrib.items()):
        if key == "style":
            kept, refused = _clean_declarations(value)
            element.set(key, kept)
            yield from refused
        elif not _is_allowed_attribute(key, value):
            del element.attrib[key]
            yield f"attributet {etree.QName(key).localname}"


def _is_allowed_attribute(key: str, value: str) -> bool:
    if key in ("href", _XLINK_HREF):
        return _is_inside(value)
    if key == "id":
        return bool(_ID.fullmatch(value))
    if key in _NUMBERS or key in _PROPERTIES:
        if _is_nested(value) or not _has_small_numbers(value):
            return False
        return _is_plain(tinycss2.parse_component_value_list(value))
    return key in _WORDS


def _is_inside(address: str) -> bool:
    """Whether an address leads to an id in the file."""
    return address.startswith("#") and bool(_ID.fullmatch(address[1:]))


def _has_small_numbers(value: str) -> bool:
    return all(abs(float(number)) <= _LARGEST_NUMBER for number in _NUMBER.findall(value))


def _is_nested(css: str) -> bool:
    """Whether brackets lie within each other deeper than any drawing's."""
    depth = 0
    for char in css:
        depth += (char in "([{") - (char in ")]}")
        if depth > _DEEPEST_BRACKET:
            return True
    return False


def _is_plain(tokens: list[Any]) -> bool:
    """Whether CSS is words, numbers, colours, and addresses within the file."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "url":
                addresses = [inner for inner in token.arguments if inner.type != "whitespace"]
                if len(addresses) != 1 or not _is_inside(str(getattr(addresses[0], "value", ""))):
                    return False
            elif token.lower_name not in _FUNCTIONS or not _is_plain(token.arguments):
                return False
        elif token.type == "url":
            if not _is_inside(token.value):
                return False
        elif token.type not in _SIMPLE_TOKENS:
            return False
    return True


def _clean_declarations(css: str) -> tuple[str, list[str]]:
    """Return the plain declarations of a style attribute, and what else stood there."""
    kept, refused = [], []
    if _is_nested(css):
        return "", ["stilar i varandra"]
    for item in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        plain = item.type == "declaration" and item.lower_name in _PROPERTIES and _is_plain(item.value)
        if plain and _has_small_numbers(tinycss2.serialize(item.value)):
            kept.append(item)
        else:
            refused.append(f"stilen {getattr(item, 'name', '')}".strip())
    return ";".join(f"{item.name}:{tinycss2.serialize(item.value).strip()}" for item in kept), refused


def _clean_stylesheet(element: Any, root: Any) -> Iterator[str]:
    """Leave in a ``style`` element only plain rules, and yield what else stood there.

    An address there may lead to a gradient alone: what else it repeats could not be counted.
    """
    gradients = {f"#{node.get('id')}" for node in root.iter(*_GRADIENTS)}
    rules = []
    css = element.text or ""
    if _is_nested(css):
        yield "stilar i varandra"
        css = ""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or not _is_plain(rule.prelude):
            yield f"stilen @{getattr(rule, 'at_keyword', '')}".rstrip("@")
            continue
        kept, refused = _clean_declarations(tinycss2.serialize(rule.content))
        yield from refused
        if not set(_addresses_in(kept)) <= gradients:
            yield "stilen url"
            continue
        rules.append(f"{tinycss2.serialize(rule.prelude).strip()}{{{kept}}}")
    for child in list(element):
        yield _INSTRUCTION
        element.remove(child)
    element.text = "".join(rules)


def _addresses_in(css: str) -> Iterator[str]:
    """Yield the addresses that CSS leads to."""
    for token in tinycss2.parse_component_value_list(css):
        if token.type == "url":
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (inner.value for inner in token.arguments if inner.type == "string")


def _find_repetition(root: Any) -> list[str]:
    """Return that a drawing is too large once its references are followed, or nothing."""
    by_id: dict[str, Any] = {}
    for element in root.iter():
        by_id.setdefault(f"#{element.get('id')}", element)
    sizes: dict[Any, float] = {}

    def measure(element: Any, depth: int) -> float:
        """Return what an element weighs; infinitely much in a circle."""
        if depth > _DEEPEST:
            return math.inf
        if element not in sizes:
            sizes[element] = math.inf  # until it is known: whoever comes back here goes in a circle
            text = sum(map(len, (element.text or "", element.tail or "", *element.attrib.values())))
            inner = sum(measure(child, depth + 1) for child in element if isinstance(child.tag, str))
            repeated = sum(
                weight * measure(by_id[address], depth + 1)
                for address, weight in _references(element)
                if address in by_id
            )
            sizes[element] = 1 + text / 100 + inner + repeated
        return sizes[element]

    return [] if measure(root, 0) <= HEAVIEST else ["former som upprepar varandra för många gånger"]


def _references(element: Any) -> Iterator[tuple[str, int]]:
    """Yield the addresses of what an element draws once more, and how much it weighs."""
    for key, value in element.attrib.items():
        if key in ("href", _XLINK_HREF):
            yield value, 1
        elif key == "style" or key in _PROPERTIES:
            yield from ((address, 10) for address in _addresses_in(value))
