"""Every action that the code can log, read out of the source: what a test of their sentences goes by."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
OURS = ("consent", "decisions", "infoshare")
WRITERS = {"record", "record_each"}  # of infoshare/audit/log.py
SLUG = re.compile(r"^[a-z0-9_.-]+$")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Call(NamedTuple):
    """One call, with the function that it stands in and the module of that."""

    call: ast.Call
    inside: Function | None
    module: Path


def logged() -> set[str]:
    """Slugs as they are; one that is put together as it runs has a * for each part that is put in."""
    return {slug for each in _calls() if _is_writer(each) for slug in _said(each, each.call.args[0])}


def _is_writer(each: Call) -> bool:
    at = each.call.func
    return isinstance(at, ast.Attribute) and at.attr in WRITERS and ast.unparse(at.value) == "log"


def _said(each: Call, word: ast.expr) -> Iterator[str]:
    """What an expression can come to: as it stands, as a name was set before, or as the function was called with."""
    if isinstance(word, ast.Constant):
        yield str(word.value)
    elif isinstance(word, ast.IfExp):
        yield from (slug for way in (word.body, word.orelse) for slug in _said(each, way))
    elif isinstance(word, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in word.values)
    elif isinstance(word, ast.Name) and each.inside:
        yield from _named(each, word.id)
    else:
        raise AssertionError(f"{each.module.name}, line {word.lineno}: nobody can tell which action this logs")


def _named(each: Call, name: str) -> Iterator[str]:
    """A local name, or a parameter: then whatever the function is called with, wherever that is."""
    assert each.inside
    parameters = [*each.inside.args.args, *each.inside.args.kwonlyargs]
    if name not in {parameter.arg for parameter in parameters}:
        values = [*_set_to(each.inside, name), *_set_to(_tree(each.module), name)]
        assert values, f"{each.module.name}: nobody can tell what {name} is"
        yield from (slug for value in values for slug in _said(each, value))
        return
    place = [parameter.arg for parameter in parameters].index(name)
    for other in _calls():
        if _is_of(other, each):
            yield from _said(other, _argument(other.call, name, place))


def _is_of(call: Call, function: Call) -> bool:
    """Whether it calls this function: by its name where it stands or is imported, else by its module's name too."""
    assert function.inside
    name, called = function.inside.name, ast.unparse(call.call.func)
    if called == name:
        return call.module == function.module or _imports(call.module, function.module, name)
    return called == f"{function.module.stem}.{name}"


def _imports(module: Path, other: Path, name: str) -> bool:
    dotted = ".".join(other.relative_to(ROOT).with_suffix("").parts)
    return bool(re.search(rf"from {re.escape(dotted)} import \(?[^)]*?\b{name}\b", module.read_text(encoding="utf-8")))


def _argument(call: ast.Call, name: str, place: int) -> ast.expr:
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    return by_name[name] if name in by_name else call.args[place]


def _set_to(place: Function | ast.Module, name: str) -> Iterable[ast.expr]:
    """In a function, or at the top of a module."""
    for node in ast.walk(place) if isinstance(place, Function) else place.body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets):
            yield node.value


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _calls() -> list[Call]:
    found = []
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and path.name != "log.py":
                found += list(_within(_tree(path), None, path))
    return found


def _within(node: ast.AST, inside: Function | None, path: Path) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield Call(child, inside, path)
        yield from _within(child, child if isinstance(child, Function) else inside, path)
