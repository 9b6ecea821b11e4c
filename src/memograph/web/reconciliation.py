"""A reconciliation service over an authority, in versions 0.2 and 1.0 (a draft) of the protocol.

Each version has an address of its own, `/0.2` and `/1.0`: what the manifest of one requires
(objects for suggestions, `{{id}}` in templates), that of the other forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from typing import Any, Final, TypeAlias

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from memograph.web import messages, pages, version_02, version_10
from memograph.web.known import Known

_BYTES: Final = 4_000_000
"""How large a request may be."""
_GET: Final = ("GET",)
_POST: Final = ("POST",)
_BOTH: Final = ("GET", "POST")
_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
    "Access-Control-Max-Age": "600",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}

Answer: TypeAlias = Callable[[], "Response | str"]


def application(known: Known) -> Flask:
    """Return the service, to be run by any WSGI server."""
    app = Flask("memograph", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=_BYTES, MAX_FORM_MEMORY_SIZE=_BYTES)
    rules: tuple[tuple[str, Answer, tuple[str, ...]], ...] = (
        ("/", partial(_front, known), _GET),
        ("/0.2", partial(_root_02, known), _BOTH),
        ("/0.2/", partial(_root_02, known), _BOTH),
        ("/0.2/suggest/property", partial(_suggest, version_02.suggested_properties), _GET),
        ("/1.0", partial(_root_10, known), _GET),
        ("/1.0/", partial(_root_10, known), _GET),
        ("/1.0/match", partial(_posted, partial(version_10.answered, known)), _POST),
        ("/1.0/extend", partial(_posted, partial(version_10.extended, known)), _POST),
        ("/1.0/suggest/property", partial(_suggest, version_10.suggested_properties), _GET),
    )
    for rule, answer, methods in rules:
        app.add_url_rule(rule, rule, answer, methods=methods)
    for path in ("/0.2", "/1.0"):
        for rule, answer in _shared(known):
            app.add_url_rule(f"{path}{rule}", f"{path}{rule}", answer, methods=_GET)
    app.register_error_handler(messages.Refused, _refused)
    app.register_error_handler(HTTPException, _failed)
    app.after_request(_opened)
    return app


def _shared(known: Known) -> Iterator[tuple[str, Answer]]:
    """Yield what is the same in both versions."""
    yield "/view", partial(_page, known)
    yield "/preview", partial(_page, known)
    yield "/extend/propose", partial(_propose, known)
    yield "/suggest/entity", partial(_suggest, partial(messages.suggested_entities, known))
    yield "/suggest/type", partial(_suggest, partial(messages.suggested_types, known))


def _front(known: Known) -> str:
    addresses = tuple((version, f"{_host()}/{version}") for version in ("0.2", "1.0"))
    return pages.front_page(_name(known), len(known), addresses)


def _root_02(known: Known) -> Response:
    """Answer at the one address that version 0.2 has for the manifest, queries and extensions."""
    given = request.values
    if "queries" in given:
        return jsonify(version_02.answered(known, given["queries"]))
    if "extend" in given:
        return jsonify(version_02.extended(known, given["extend"]))
    if request.method == "POST":
        raise messages.Refused("the form has neither queries nor extend")
    return jsonify(version_02.manifest(known, f"{_host()}/0.2", _about(known)))


def _root_10(known: Known) -> Response:
    return jsonify(version_10.manifest(known, _about(known)))


def _posted(answered: Callable[[bytes], dict[str, Any]]) -> Response:
    return jsonify(answered(request.get_data()))


def _suggest(suggested: Callable[[str, int], dict[str, Any]]) -> Response:
    prefix = request.args.get("prefix")
    if prefix is None:
        raise messages.Refused("the parameter prefix is missing; it may be empty")
    return jsonify(suggested(prefix, messages.a_number(request.args.get("cursor"), "cursor", 0)))


def _propose(known: Known) -> Response:
    return jsonify(messages.proposed(known, request.args.get("type"), request.args.get("limit")))


def _page(known: Known) -> str:
    id_ = request.args.get("id")
    if id_ is None:
        raise messages.Refused("the parameter id is missing")
    entity = known.by_id(id_)
    if entity is None:
        raise messages.Refused(f"the authority has no {id_}", status=404)
    return pages.entity_page(entity)


def _about(known: Known) -> dict[str, str]:
    """Return what the manifests of both versions say of the service."""
    return {
        "name": _name(known),
        "documentation": f"{_host()}/",
        "serviceVersion": f"memograph {version('memograph')}",
    }


def _name(known: Known) -> str:
    return f"{known.authority.name} (memograph)"


def _host() -> str:
    return request.host_url.rstrip("/")


def _refused(error: messages.Refused) -> tuple[Response, int]:
    return jsonify({"error": str(error)}), error.status


def _failed(error: HTTPException) -> tuple[Response, int]:
    """Tell of an address, a method or a size that is wrong, as JSON like all else."""
    return jsonify({"error": f"{error.name}: {error.description}"}), error.code or 500


def _opened(answer: Response) -> Response:
    """Let pages of other addresses read the answer, as the protocol demands, and nothing run."""
    answer.headers.extend(_HEADERS)
    return answer
