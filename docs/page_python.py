"""The pages on Python: the public names, and the Record with the keys of its JSON."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from types import ModuleType

import memograph
from memograph import model, problems, testing
from memograph.pipeline import Exported
from memograph.readers import record_json

_ANNOTATION = re.compile(r"(?<=: |> )'([^']*)'")


def python_page(note: str) -> Iterator[str]:
    """Yield the page on the public names, line by line."""
    yield from ("# Python", "", note, "")
    yield from (
        "All of this is in `memograph`; names are imported when they are used, so that importing",
        "the package costs nothing. [The Record](record-json.md) has a page of its own. Findings",
        "in the material are `Problem` values: the Record, the Report and an Exported hold",
        "tuples; exceptions are for what cannot go on, and each has a `.problem` with a code and a",
        "hint.",
        "",
    )
    public = {name: getattr(memograph, name) for name in memograph.__all__}
    yield from ("## Functions", "")
    for name, value in public.items():
        if inspect.isfunction(value):
            yield from _function(name, value)
    yield from ("## Values", "")
    for name, value in public.items():
        if inspect.isclass(value) and not issubclass(value, Exception) and name != "Record":
            yield from _class(name, value)
    yield from _class("Exported", Exported)
    yield from ("## Exceptions", "", "| exception | raised when |", "|---|---|")
    for name, value in _exceptions():
        module = "memograph" if name in public else "memograph.problems"
        yield f"| `{module}.{name}` | {_first(value)} |"
    yield ""
    yield from _testing()


def record_page(note: str) -> Iterator[str]:
    """Yield the page on the Record, line by line."""
    yield from ("# Record and its JSON", "", note, "")
    yield from (
        "A Record holds all that was understood of one source, as frozen dataclasses. `memograph",
        "read --json` and `memograph.dumps` write it, `memograph export` and `memograph.loads`",
        "read it.",
        "",
        f'The JSON has two keys more than the Record: `"format": "{record_json.FORMAT}"` and',
        f'`"version": {record_json.VERSION}`. Its other keys are the fields below. An empty field',
        "is left out. A span is a pair `[start, end]`, counted in Unicode code points of",
        "`text_versions[0].full_text`, half-open; the `text` of a segment must be what its span",
        "covers ([MG121](problems.md#mg121)). Things refer to each other by `id`",
        "([MG122](problems.md#mg122)), to a statement or turn by its `order`, to other segments by",
        "their span. Concepts are slugs of the schemes in",
        "[the ontology](ontology.md#concept-schemes).",
        "",
        "[How to correct a record](../how-to/correct-a-record.md) shows the JSON at work.",
        "",
    )
    for name, value in _classes(model, problems):
        yield from (f"## {name}", "", inspect.cleandoc(value.__doc__ or ""), "")
        yield from ("| key | value | if missing |", "|---|---|---|")
        for field in dataclasses.fields(value):
            kind = _type(field.type).replace("|", "\\|")
            yield f"| `{field.name}` | `{kind}` | {_default(field)} |"
        yield ""


def _function(name: str, value: object) -> Iterator[str]:
    yield from (f"### {name}", "", "    " + _signature(name, value), "")
    yield from (_prose(value), "")


def _class(name: str, value: type) -> Iterator[str]:
    yield from (f"### {name}", "", _prose(value), "")
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            says = field.metadata.get("says")
            yield f"- `{field.name}: {_type(field.type)}`" + (f": {says}" if says else "")
    elif issubclass(value, StrEnum):
        yield f"- one of {', '.join(f'`{each.value}`' for each in value)}"
    else:
        for each, kind in inspect.get_annotations(value).items():
            yield f"- `{each}: {_type(kind)}`"
    for method, function in vars(value).items():
        if method.startswith("_") or not (inspect.isfunction(function) or _is_property(function)):
            continue
        shown = method if _is_property(function) else _signature(method, function)
        yield f"- `{shown}`: {_first(function)}"
    yield ""


def _testing() -> Iterator[str]:
    yield from ("## memograph.testing", "", "For those who write a reader.", "")
    yield from _function("check_reader", testing.check_reader)
    yield from ("### BrokenPromiseError", "", _prose(testing.BrokenPromiseError), "")


def _exceptions() -> Iterator[tuple[str, type]]:
    for name, value in vars(problems).items():
        if inspect.isclass(value) and issubclass(value, problems.MemographError):
            yield name, value


def _classes(*modules: ModuleType) -> Iterator[tuple[str, type]]:
    """Yield the classes that a Record is made of, the Record first."""
    yield "Record", model.Record
    for module in modules:
        for name, value in vars(module).items():
            if not (inspect.isclass(value) and value.__module__ == module.__name__):
                continue
            kind: type = value
            if dataclasses.is_dataclass(kind) and name not in ("Record", "Explanation"):
                yield name, kind


def _is_property(value: object) -> bool:
    return isinstance(value, property)


def _signature(name: str, value: object) -> str:
    """Return a call as Python shows it, annotations without their quotation marks."""
    signature = inspect.signature(value)  # type: ignore[arg-type]
    kept = [each for each in signature.parameters.values() if each.name != "self"]
    return f"{name}{_ANNOTATION.sub(_bare, str(signature.replace(parameters=kept)))}"


def _bare(match: re.Match[str]) -> str:
    return match[1]


def _type(written: object) -> str:
    name = getattr(written, "__forward_arg__", written)
    return str(name).replace('"', "")


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is not dataclasses.MISSING:
        return "" if field.default in (None, (), "") else f"`{field.default!r}`"
    return "required" if field.default_factory is dataclasses.MISSING else ""


def _prose(value: object) -> str:
    """Return the docstring without its examples."""
    return inspect.cleandoc(value.__doc__ or "").partition(">>>")[0].strip()


def _first(value: object) -> str:
    return _prose(value).partition("\n\n")[0].replace("\n", " ")
