"""Settings: every choice that is not an argument, where its value came from, and a digest of them.

An option of the command line counts before an environment variable `MEMOGRAPH_*`, that before the
file `memograph.toml` (of the working folder or the nearest above it, or the one named), that before
the default. It knows nothing of what the settings are used for.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from memograph.problems import ConfigError, Problem, Where, problem

FormatName: TypeAlias = Literal["turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml"]
"""What an exported file can be written in."""

COLUMN_ROLES: Final = (
    "speaker", "text", "meeting", "date", "time", "end", "place", "addressee", "role",
    "given", "surname", "party", "chair",
    "title", "language",
)  # fmt: skip
"""What a column of a table of statements can hold."""

DEFAULT_BASE: Final = "https://w3id.org/memograph/id/"
FILE_NAME: Final = "memograph.toml"
PREFIX: Final = "MEMOGRAPH_"
CONFIG_VARIABLE: Final = "MEMOGRAPH_CONFIG"
STORE_VARIABLES: Final = (
    "MEMOGRAPH_STORE_USER", "MEMOGRAPH_STORE_PASSWORD", "MEMOGRAPH_STORE_TOKEN",
)  # fmt: skip
"""The variables that say who calls a triplestore; they are no settings, and never printed."""
SERVICE_TOKEN: Final = "MEMOGRAPH_SERVICE_TOKEN"  # noqa: S105 - the name of a variable
"""The variable that shows a service who asks it; it is no setting, either."""
LINK_VARIABLES: Final = (SERVICE_TOKEN, "MEMOGRAPH_CONTACT", "MEMOGRAPH_REVIEWER")
"""The variables of `memograph link`, which are options of that command alone."""


def _setting(default: Any, says: str, *, output: bool = False) -> Any:
    """Return a field; `output` tells that the setting changes the graphs that are written."""
    return field(default=default, metadata={"says": says, "output": output})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default.

    >>> Settings(agents="document").agents
    'document'
    """

    base: str = _setting(DEFAULT_BASE, "base IRI of the data; ends in / or #", output=True)
    agents: Literal["name", "document"] = _setting(
        "name",
        "one IRI for a full name in all documents (name) or one in each (document)",
        output=True,
    )
    formats: tuple[FormatName, ...] = _setting(("turtle",), "what each document is written in")
    slug: str | None = _setting(
        None, "slug of the document; may hold {slug} and {stem} of the source", output=True
    )
    language: str | None = _setting(
        None, "language tag of the text, in place of the one found", output=True
    )
    reader: str | None = _setting(None, "reader to use, in place of the best fitting", output=True)
    columns: tuple[str, ...] = _setting(
        (), "what the columns of a table hold, as role=heading (speaker=Name)", output=True
    )
    max_bytes: int = _setting(64 * 2**20, "largest source that is read, in bytes")
    max_seconds: int = _setting(600, "longest time to read one record, in seconds")
    keep_invalid: bool = _setting(default=False, says="write documents that do not conform, too")
    stamp: bool = _setting(default=False, says="put the time of the run into report.json")
    context_url: str | None = _setting(
        None, "address of a JSON-LD context to point to, in place of embedding it"
    )
    compress: Literal["none", "gz", "zst"] = _setting("none", "compress what is written")
    parts: bool = _setting(
        default=False, says="write many documents into one file, parts/NNNN.nq, for large corpora"
    )
    engine: Literal["compiled", "pyshacl"] = _setting(
        "compiled", "what judges: the compiled check, then pyshacl; or pyshacl alone"
    )
    jobs: int = _setting(1, "how many processes share the work")
    cluster: str | None = _setting(
        None, "Dask cluster that shares the work: an address, or local; needs parts"
    )
    state: str | None = _setting(
        None, "folder of this machine for what is known of an export into a store while it runs"
    )
    plugins: tuple[str, ...] = _setting((), "Python files with plug-ins")

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant."""
        for name in _FAULTS:
            fault = _FAULTS[name](getattr(self, name))
            if fault:
                value = _spelled(getattr(self, name))
                raise ConfigError(problem("MG904", name=name, value=value, expected=fault))

    def digest(self, *, beside: Iterable[str] = ()) -> str:
        """Return 8 hex digits that differ whenever settings that change the graphs differ.

        `beside` names what else changes them, such as plug-ins.

        >>> Settings().digest() == Settings(jobs=4).digest() != Settings(agents="document").digest()
        True
        """
        chosen: dict[str, object] = {
            each.name: getattr(self, each.name) for each in fields(self) if each.metadata["output"]
        }
        if others := sorted(beside):
            chosen["beside"] = others
        text = json.dumps(chosen, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Settings, where the value of each came from, and what was odd on the way."""

    settings: Settings
    origins: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One place where settings are looked for: its name and its values."""

    name: str
    values: Mapping[str, object]


def names() -> tuple[str, ...]:
    """Return the name of every setting.

    >>> names()[:2]
    ('base', 'agents')
    """
    return tuple(each.name for each in fields(Settings))


def says(name: str) -> str:
    """Return the sentence on one setting."""
    return next(str(each.metadata["says"]) for each in fields(Settings) if each.name == name)


def resolve(
    options: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    config: str | Path | None = None,
    folder: Path | None = None,
) -> Resolved:
    """Return the settings as options, environment, file and defaults give them, in this order.

    An option that is None was not given. Raises ConfigError for an unknown key (MG903), a value
    that does not fit (MG904) and a file that cannot be read (MG905).
    """
    variables = os.environ if environment is None else environment
    path = _config_file(config or variables.get(CONFIG_VARIABLE), folder or Path.cwd())
    options = {name: value for name, value in (options or {}).items() if value is not None}
    places = (
        _Place(name="option", values=options),
        _Place(name="environment", values=_from_environment(variables)),
        _Place(name=str(path) if path else FILE_NAME, values=_from_file(path)),
    )
    _refuse_unknown(places, sought=path)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in names():
        place = next((place for place in places if name in place.values), None)
        origins[name] = _origin(name, place)
        if place is not None:
            values[name] = _fit(name, place.values[name], origin=origins[name])
    return Resolved(
        settings=Settings(**values), origins=origins, problems=_strange_variables(variables)
    )


def as_json(settings: Settings) -> dict[str, object]:
    """Return the settings as JSON values."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(settings).items()
    }


def _origin(name: str, place: _Place | None) -> str:
    if place is None:
        return "default"
    return f"{PREFIX}{name.upper()}" if place.name == "environment" else place.name


def _config_file(named: str | Path | None, folder: Path) -> Path | None:
    if named:
        return Path(named)
    above = (place / FILE_NAME for place in (folder, *folder.parents))
    return next((path for path in above if path.is_file()), None)


def _from_file(path: Path | None) -> dict[str, object]:
    if path is None:
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(problem("MG905", Where(source=str(path)), error=reason)) from error
    if isinstance(columns := values.get("columns"), dict):
        values["columns"] = [f"{role}={heading}" for role, heading in columns.items()]
    # A plug-in file named in the settings is meant relative to them, wherever one stands.
    if isinstance(files := values.get("plugins"), list):
        values["plugins"] = [str(path.parent / str(file)) for file in files]
    return values


def _from_environment(variables: Mapping[str, str]) -> dict[str, object]:
    found = {name: variables.get(PREFIX + name.upper()) for name in names()}
    return {name: value for name, value in found.items() if value}


def _strange_variables(variables: Mapping[str, str]) -> tuple[Problem, ...]:
    known = {PREFIX + name.upper() for name in names()} | {
        CONFIG_VARIABLE, *STORE_VARIABLES, *LINK_VARIABLES,
    }  # fmt: skip
    strange = sorted(name for name in variables if name.startswith(PREFIX) and name not in known)
    return tuple(problem("MG907", name=name) for name in strange)


def _refuse_unknown(places: Sequence[_Place], *, sought: Path | None) -> None:
    for place in places:
        for name in place.values:
            if name in names():
                continue
            near = get_close_matches(name, names(), n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            looked = f"options, {PREFIX}* and {sought or FILE_NAME}"
            raise ConfigError(
                problem(
                    "MG903", name=name, place=place.name, places=looked, meant=meant,
                    known=", ".join(names()),
                )
            )  # fmt: skip


def _fit(name: str, value: object, *, origin: str) -> object:
    """Return the value in the type of its setting, read from text if need be."""
    hint = get_type_hints(Settings)[name]
    several = get_origin(hint) is tuple
    kind = get_args(hint)[0] if several else hint
    choices: tuple[str, ...] = get_args(kind) if get_origin(kind) is Literal else ()
    read = _read_tuple if several else _READ.get(hint, _read_text)
    try:
        return read(value, choices)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            problem("MG904", name=f"{name} ({origin})", value=_spelled(value), expected=error)
        ) from error


def _read_text(value: object, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise TypeError("a string")
    if choices and value not in choices:
        raise ValueError("one of " + ", ".join(choices))
    return value


def _read_tuple(value: object, choices: tuple[str, ...]) -> tuple[str, ...]:
    items = _split(value) if isinstance(value, str) else value
    if not isinstance(items, Sequence):
        raise TypeError("a list of strings")
    return tuple(dict.fromkeys(_read_text(item, choices) for item in items))


def _split(value: str) -> list[str]:
    """Return the items of a list in one string; blanks part them too where none has a "=".

    >>> _split("turtle nquads"), _split("speaker=Full name, text=Words")
    (['turtle', 'nquads'], ['speaker=Full name', 'text=Words'])
    """
    if "=" in value:
        return [item.strip() for item in value.split(",") if item.strip()]
    return value.replace(",", " ").split()


def _read_number(value: object, _choices: tuple[str, ...]) -> int:
    if isinstance(value, str) and value.strip().removeprefix("-").isdecimal():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(_FROM_ONE)
    return value


def _read_flag(value: object, _choices: tuple[str, ...]) -> bool:
    flags = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    read = flags.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(read, bool):
        raise TypeError("true or false")
    return read


def _spelled(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _fault_of_base(value: str) -> str:
    good = _begins(value)[1] and value.endswith(("/", "#")) and value.isascii()
    spoilt = any(sign in value for sign in ' <>"{}|\\^`')
    return "" if good and not spoilt else "an absolute IRI that ends in / or #"


def _begins(address: str) -> tuple[str, str]:
    """Return the scheme of an address and its server, both empty if it has not both."""
    try:
        parts = urlsplit(address)
        known = parts.port is None or parts.port >= 0  # asking for the port is what looks at it
    except ValueError:
        return "", ""
    return (parts.scheme, parts.netloc) if known and parts.scheme and parts.netloc else ("", "")


def _fault_of_language(value: str | None) -> str:
    parts = "und" if value is None else value
    letters = parts.replace("-", "")
    good = letters.isascii() and letters.isalnum() and parts[0].isalpha()
    return "" if good else "a language tag such as en or zh-hant"


def _fault_of_slug(value: str | None) -> str:
    if value is None:
        return ""
    rest = value.replace("{slug}", "").replace("{stem}", "")
    good = value.strip() and not ("{" in rest or "}" in rest)
    return "" if good else "a name, in which {slug} and {stem} alone may stand in braces"


def _fault_of_columns(value: tuple[str, ...]) -> str:
    roles = [pair.partition("=")[0].strip() for pair in value]
    good = all(role in COLUMN_ROLES for role in roles) and all(
        pair.partition("=")[2].strip() for pair in value
    )
    return "" if good else f"role=heading with one of the roles {', '.join(COLUMN_ROLES)}"


def _fault_of_cluster(value: str | None) -> str:
    if value is None or value == "local":
        return ""
    scheme, server = _begins(value)
    good = server and scheme not in ("http", "https")
    return "" if good else "local, or the address of a Dask scheduler, such as tcp://127.0.0.1:8786"


def _fault_of_number(value: int) -> str:
    return "" if value > 0 else _FROM_ONE


_FROM_ONE: Final = "a whole number from 1"
_READ: Final[Mapping[object, Callable[[object, tuple[str, ...]], object]]] = {
    int: _read_number,
    bool: _read_flag,
}
_FAULTS: Final[Mapping[str, Any]] = {
    "base": _fault_of_base,
    "language": _fault_of_language,
    "slug": _fault_of_slug,
    "columns": _fault_of_columns,
    "max_bytes": _fault_of_number,
    "max_seconds": _fault_of_number,
    "jobs": _fault_of_number,
    "cluster": _fault_of_cluster,
    "formats": lambda value: "" if value else "one format or more",
}
