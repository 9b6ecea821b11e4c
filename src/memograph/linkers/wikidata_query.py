"""The Wikidata Query Service: all of a common name who lived then, which no search can ask for.

A search gives some of a name, the best known first; of a hundred who are called so, whoever was at
a meeting in 1961 may be none of these. The query service takes conditions.
https://www.wikidata.org/wiki/Wikidata:SPARQL_query_service
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from memograph.http import Heard, Kept
from memograph.linkers.lifetimes import years
from memograph.linkers.service import Question
from memograph.linkers.wikidata_items import SPACE

URL: Final = "https://query.wikidata.org/sparql"
_MOST: Final = 50
_ANY: Final = "mul"


def alive(question: Question, languages: Iterable[str]) -> str:
    r"""Return the query for all persons of a name who lived at the time, "" if that is not known.

    >>> talk = Question(name='Ana "A." Prifti', kind="person", begun="1961-05-03", ended="1962")
    >>> print(alive(talk, ["sq"])) # doctest: +ELLIPSIS
    PREFIX ...
    SELECT DISTINCT ?item WHERE {
      VALUES ?name { "Ana \"A.\" Prifti"@sq "Ana \"A.\" Prifti"@mul }
      ?item rdfs:label|skos:altLabel ?name ; wdt:P31 wd:Q5 .
      OPTIONAL { ?item wdt:P569 ?born }
      OPTIONAL { ?item wdt:P570 ?died }
      FILTER(!BOUND(?born) || YEAR(?born) <= 1961)
      FILTER(!BOUND(?died) || YEAR(?died) >= 1962)
    } ORDER BY ?item LIMIT 50
    """
    first, last = years(question.begun), years(question.ended) or years(question.begun)
    if question.kind != "person" or first is None or last is None:
        return ""
    # JSON spells strings as SPARQL does.
    name = json.dumps(question.name, ensure_ascii=False)
    names = " ".join(f"{name}@{tag}" for tag in dict.fromkeys((*languages, _ANY)))
    return f"""{_PREFIXES}
SELECT DISTINCT ?item WHERE {{
  VALUES ?name {{ {names} }}
  ?item rdfs:label|skos:altLabel ?name ; wdt:P31 wd:Q5 .
  OPTIONAL {{ ?item wdt:P569 ?born }}
  OPTIONAL {{ ?item wdt:P570 ?died }}
  FILTER(!BOUND(?born) || YEAR(?born) <= {first[1]})
  FILTER(!BOUND(?died) || YEAR(?died) >= {last[0]})
}} ORDER BY ?item LIMIT {_MOST}"""


_PREFIXES: Final = " ".join(
    f"PREFIX {name}: <{iri}>"
    for name, iri in {
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": SPACE,
        "wdt": "http://www.wikidata.org/prop/direct/",
    }.items()
)


def asked(kept: Kept, url: str, query: str) -> tuple[tuple[str, ...], Heard]:
    """Return the ids of the items that a query finds, none if it was not answered."""
    heard = kept.get(url, {"query": query, "format": "json"})
    return (tuple(_ids(heard.data)) if heard.state == "answered" else ()), heard


def _ids(data: Any) -> Iterable[str]:
    results = data.get("results") if isinstance(data, Mapping) else None
    rows = results.get("bindings") if isinstance(results, Mapping) else None
    for row in rows if isinstance(rows, list) else ():
        told = row.get("item") if isinstance(row, Mapping) else None
        iri = str(told.get("value", "")) if isinstance(told, Mapping) else ""
        if iri.startswith(SPACE):
            yield iri.removeprefix(SPACE)
