"""Read the Jinja of a pattern, and refuse what is not known to be harmless.

A pattern may choose and repeat, print fields of records, and call the program's own functions with plain
values. It gets at nothing else: no methods, no modules, no other template. ``find_template_faults`` reads the
syntax tree, and runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.fence.plain_forms import LINK, PRINTED, find_unknown_sign
from macros.fence.template_words import (
    FILTERS,
    FUNCTIONS,
    LABELS,
    METHODS,
    NAME,
    PATH_START,
    VALUES,
    describe,
    is_link,
    may_call,
    may_filter,
    may_pick,
    may_read,
)

_DEEPEST = 2
"""The most loops inside each other: more would let a short page take hours."""


class TemplateFault(NamedTuple):
    """What may not stand in a pattern.

    ``kind`` is ``code`` for Jinja, ``text`` for what stands around it, ``syntax`` for what is no Jinja.
    """

    line: int
    kind: str
    words: str


@cache
def _parser() -> Environment:
    """Return an environment that splits a pattern as ``macros.web.patterns`` does."""
    return Environment(trim_blocks=True, lstrip_blocks=True)


def find_template_faults(text: str) -> list[TemplateFault]:
    """Return what a pattern holds that it may not, in reading order."""
    try:
        tree = _parser().parse(text)
        reader = _Reader(tree)
        faults = [*reader.read(tree.body)]
        return sorted({*faults, *reader.find_in_text()})
    except TemplateSyntaxError as error:
        return [TemplateFault(error.lineno, "syntax", "")]
    except RecursionError:
        return [TemplateFault(1, "syntax", "")]


class _Reader:
    """Reads a pattern's tree; ``pieces`` collect its text between two tags of Jinja."""

    def __init__(self, tree: nodes.Template) -> None:
        self.macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        self.locals = stored | self.macros
        self.pieces: list[list[tuple[int, str]]] = [[]]

    def read(self, body: Iterable[nodes.Node], depth: int = 0) -> Iterator[TemplateFault]:
        """Yield the faults of statements; ``depth`` is how many loops they stand in."""
        for node in body:
            match node:
                case nodes.Output():
                    yield from self._read_output(node, depth)
                    continue
                case nodes.If():
                    parts = [node.body, *(part.body for part in node.elif_), node.else_]
                    tests = [node.test, *(part.test for part in node.elif_)]
                    yield from self._check_all(tests, depth)
                case nodes.For(recursive=False) if depth < _DEEPEST:
                    parts = [node.body, node.else_]
                    yield from self._check_target(node.target)
                    yield from self._check_all([node.iter], depth)
                    yield from self._check_all(filter(None, [node.test]), depth + 1)
                case nodes.Assign():
                    parts = []
                    yield from self._check_target(node.target)
                    yield from self._check_all([node.node], depth)
                case nodes.Macro(defaults=[]):
                    parts = [node.body]
                    yield from self._check_target(nodes.Name(node.name, "store", lineno=node.lineno))
                    yield from self._check_all_targets(node.args)
                case _:
                    yield TemplateFault(node.lineno, "code", describe(node))
                    continue
            inner = depth + isinstance(node, nodes.For | nodes.Macro)
            for part in parts:
                self.pieces.append([])
                yield from self.read(part, inner)
            self.pieces.append([])

    def _read_output(self, output: nodes.Output, depth: int) -> Iterator[TemplateFault]:
        """Yield the faults of what is printed, and keep the text around it."""
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                self.pieces[-1].append((node.lineno, node.data))
            else:
                self.pieces[-1].append((node.lineno, LINK if is_link(node) else PRINTED))
                yield from self._check(node, depth)

    def find_in_text(self) -> Iterator[TemplateFault]:
        """Yield the first sign between two tags of Jinja that belongs to no known form."""
        for pieces in self.pieces:
            text = "".join(piece for _, piece in pieces)
            if (at := find_unknown_sign(text)) is not None:
                yield TemplateFault(_find_line(pieces, at), "text", text[at : at + 30].split("\n")[0])

    def _check_target(self, target: nodes.Node) -> Iterator[TemplateFault]:
        """Yield a fault where a name of the program's own is given another meaning."""
        names = target.items if isinstance(target, nodes.Tuple) else [target]
        for name in names:
            word = name.name if isinstance(name, nodes.Name) else ""
            if not NAME.fullmatch(word) or word in VALUES | FUNCTIONS:
                yield TemplateFault(target.lineno, "code", word or describe(name))

    def _check_all_targets(self, targets: Iterable[nodes.Node]) -> Iterator[TemplateFault]:
        for target in targets:
            yield from self._check_target(target)

    def _check_all(self, values: Iterable[nodes.Node], depth: int) -> Iterator[TemplateFault]:
        for value in values:
            yield from self._check(value, depth)

    def _check(self, node: nodes.Node, depth: int) -> Iterator[TemplateFault]:
        """Yield the faults of an expression."""
        match node:
            case nodes.Const(value=str() as word) if ":" not in word:
                return
            case nodes.Const(value=None | bool() | int()):
                return
            case nodes.Name(name=name) if name in VALUES | self.locals - self.macros:
                return
            case nodes.Getattr() if may_read(node):
                yield from self._check(node.node, depth)
            case nodes.Getitem() if may_pick(node):
                yield from self._check(node.node, depth)
            case nodes.Call(dyn_args=None, dyn_kwargs=None):
                yield from self._check_call(node, depth)
            case nodes.Filter(name=name, node=nodes.Expr() as value, dyn_args=None, dyn_kwargs=None) if (
                name in FILTERS and may_filter(node)
            ):
                yield from self._check(value, depth)
            case nodes.Dict():
                yield from self._check_link(node, depth)
            case nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not() | nodes.CondExpr():
                yield from self._check_all(node.iter_child_nodes(), depth)
            case nodes.Tuple() | nodes.List() | nodes.Operand():
                yield from self._check_all(node.iter_child_nodes(), depth)
            case nodes.Concat(nodes=[nodes.Const(value=str() as start), *rest]) if PATH_START.fullmatch(
                start
            ):
                yield from self._check_all(rest, depth)
            case _:
                yield TemplateFault(node.lineno, "code", describe(node))

    def _check_call(self, call: nodes.Call, depth: int) -> Iterator[TemplateFault]:
        """Yield the faults of a call: of the program's functions, and with plain values."""
        match call.node:
            case nodes.Name(name=name) if name in FUNCTIONS and may_call(name, call):
                pass
            case nodes.Name(name=name) if name in self.macros and depth < _DEEPEST and not call.kwargs:
                pass
            case nodes.Getattr(attr=attr) if attr in METHODS and not call.kwargs:
                yield from self._check(call.node.node, depth)
            case _:
                yield TemplateFault(call.lineno, "code", describe(call))
                return
        given = call.args[2:] if getattr(call.node, "name", "") == "example" else call.args
        yield from self._check_all(given, depth)
        for option in call.kwargs:
            if not (option.key in LABELS and isinstance(option.value, nodes.Const)):
                yield from self._check(option.value, depth)

    def _check_link(self, link: nodes.Dict, depth: int) -> Iterator[TemplateFault]:
        """Yield the faults of a link to a sheet, written out."""
        for pair in link.items:
            key = getattr(pair.key, "value", None)
            if key not in ("title", "address", "detail", "icon") or (
                key == "address" and not is_link(pair.value)
            ):
                yield TemplateFault(pair.lineno, "code", str(key))
            yield from self._check(pair.value, depth)


def _find_line(pieces: list[tuple[int, str]], at: int) -> int:
    """Return the line of a character in text made of pieces with their lines."""
    for line, piece in pieces:
        if at < len(piece):
            return line + piece.count("\n", 0, at)
        at -= len(piece)
    return pieces[-1][0]
