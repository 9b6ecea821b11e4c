"""Shapes of somebody's own with all of SHACL Core, most without messages, and data at random."""

from __future__ import annotations

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SHAPES = {
    "closed": "ex:N sh:targetClass ex:A ; sh:closed true ; sh:ignoredProperties ( ex:q ) ;"
    " sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
    "lengths": "ex:N sh:targetClass ex:A ; sh:property"
    " [ sh:path ex:p ; sh:minLength 2 ; sh:maxLength 3 ; sh:severity sh:Info ] .",
    "ranges": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:minExclusive 1 ;"
    " sh:maxExclusive 9 ] , [ sh:path ex:q ; sh:minInclusive 2 ; sh:maxInclusive 5 ] .",
    "languages": "ex:N sh:targetClass ex:A ; sh:property"
    " [ sh:path ex:p ; sh:languageIn ( 'en' 'de' ) ; sh:uniqueLang true ] .",
    "patterns": "ex:N sh:targetClass ex:A ; sh:property"
    " [ sh:path ex:p ; sh:pattern '^a' ; sh:flags 'i' ; sh:nodeKind sh:Literal ] .",
    "kinds": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ;"
    " sh:class ex:B ] , [ sh:path ex:q ; sh:datatype xsd:integer ; sh:maxCount 1 ] .",
    "values": "ex:N sh:targetClass ex:A ; sh:in ( ex:a ex:b ) ; sh:property"
    " [ sh:path ex:p ; sh:hasValue ex:b ; sh:in ( ex:a ex:b 1 'a'@en ) ] .",
    "pairs": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:equals ex:q ] ,"
    " [ sh:path ex:q ; sh:disjoint ex:r ] .",
    "order": "ex:N sh:targetClass ex:A ; sh:property ex:P . ex:P sh:path ex:p ;"
    " sh:lessThan ex:q ; sh:lessThanOrEquals ex:r .",
    "logic": "ex:N sh:targetClass ex:A ; sh:or ( [ sh:class ex:B ] ex:P ) ; sh:not ex:P ;"
    " sh:xone ( ex:P [ sh:property ex:P ; sh:nodeKind sh:IRI ] ) ; sh:and ( ex:P ex:Q ) ."
    " ex:P sh:path ex:p ; sh:minCount 2 . ex:Q sh:path ex:q ; sh:class ex:A .",
    "node in property": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:node ex:M ] ."
    " ex:M a sh:NodeShape ; sh:property ex:P ; sh:nodeKind sh:IRI ."
    " ex:P sh:path ex:q ; sh:minCount 1 ; sh:node ex:L . ex:L a sh:NodeShape ; sh:class ex:B .",
    "node below or": "ex:N sh:targetClass ex:A ; sh:or ( [ sh:node ex:M ] [ sh:class ex:B ] ) ."
    " ex:M a sh:NodeShape ; sh:targetClass ex:B ; sh:property ex:P ."
    " ex:P sh:path ex:q ; sh:minCount 1 ; sh:message 'q'@en , 'q wie q'@de .",
    "property in property": "ex:N sh:targetClass ex:A ; sh:property ex:P ."
    " ex:P sh:path ex:p ; sh:property ex:Q . ex:Q sh:path ex:q ; sh:minCount 1 .",
    "one property of two": "ex:N sh:targetClass ex:A ; sh:property ex:P ."
    " ex:M sh:targetClass ex:B ; sh:property ex:P . ex:P sh:path ex:p ; sh:maxCount 0 .",
    "property with a target": "ex:N sh:targetClass ex:A ; sh:property ex:P ."
    " ex:P sh:targetClass ex:A , ex:B ; sh:path ex:p ; sh:minCount 1 .",
    "qualified": "ex:N sh:targetClass ex:A ; sh:property ex:P , ex:Q ."
    " ex:P sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:A ] ; sh:qualifiedMinCount 1 ;"
    " sh:qualifiedValueShapesDisjoint true . ex:Q sh:path ex:p ; sh:qualifiedMaxCount 1 ;"
    " sh:qualifiedValueShape [ sh:class ex:B ] ; sh:qualifiedValueShapesDisjoint true .",
    "deactivated": "ex:N sh:targetClass ex:A ; sh:deactivated true ; sh:property ex:P ."
    " ex:M sh:targetClass ex:A ; sh:property ex:Q , ex:P . ex:P sh:path ex:p ; sh:maxCount 0 ."
    " ex:Q sh:path ex:q ; sh:maxCount 0 ; sh:deactivated true .",
    "targets": "ex:N sh:targetNode ex:a , ex:z , 1 ; sh:property ex:P . ex:P sh:path ex:p ;"
    " sh:minCount 1 . ex:M sh:targetSubjectsOf ex:q ; sh:class ex:A ."
    " ex:O sh:targetObjectsOf ex:r ; sh:nodeKind sh:IRI .",
    "class that is a shape": "ex:A a rdfs:Class , sh:NodeShape ; sh:property ex:P ."
    " ex:P sh:path ex:p ; sh:minCount 1 .",
    "paths": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ,"
    " [ sh:path [ sh:inversePath ex:p ] ; sh:maxCount 0 ] ,"
    " [ sh:path [ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ] ; sh:nodeKind sh:IRI ] ,"
    " [ sh:path [ sh:inversePath ( ex:p ex:q ) ] ; sh:maxCount 0 ] ,"
    " [ sh:path ( ex:p ( ex:q ex:r ) ) ; sh:maxCount 0 ] .",
    "paths that repeat": "ex:N sh:targetClass ex:A ; sh:property"
    " [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:maxCount 1 ] ,"
    " [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:nodeKind sh:IRI ] ,"
    " [ sh:path ( [ sh:zeroOrOnePath ex:p ] ex:q ) ; sh:maxCount 1 ] .",
    "recursion": "ex:N sh:targetClass ex:A ; sh:property ex:P ; sh:nodeKind sh:IRI ."
    " ex:P sh:path ex:p ; sh:node ex:N ; sh:property ex:Q . ex:Q sh:path ex:q ; sh:node ex:N .",
    "recursion below or": "ex:N sh:targetClass ex:A ; sh:or ( [ sh:class ex:B ] ex:P ) ."
    " ex:P sh:path ex:p ; sh:minCount 1 ; sh:node ex:N .",
    "not there": "ex:N sh:targetClass ex:A ; sh:node ex:Nowhere ; sh:not ex:Gone .",
    "severities": "ex:N sh:targetClass ex:A ; sh:severity sh:Info ; sh:class ex:B ; sh:property"
    " [ sh:path ex:p ; sh:maxCount 0 ; sh:severity sh:Warning ; sh:message 'no p' ] .",
}  # fmt: skip

LEFT_TO_PYSHACL = {
    "sparql": "ex:N sh:targetClass ex:A ; sh:sparql [ sh:message 'has p' ;"
    " sh:select 'SELECT $this WHERE { $this <https://example.org/p> ?value }' ] .",
    "refused": "ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:minCount 1 , 2 ] .",
}

NODES = ("ex:a", "ex:b", "ex:c", "_:d")
LITERALS = ("1", "5", "'a'", "'abc'", "'a'@en", "'b'@EN", "'c'@de", "2.5", "'x'^^xsd:integer")


def data(random):
    """Return Turtle of some statements about four nodes."""
    lines = [PREFIXES]
    for _ in range(random.randint(3, 18)):
        value = random.choice(NODES if random.random() < 0.6 else LITERALS)
        verb = random.choice(("ex:p", "ex:p", "ex:q", "ex:r"))
        lines.append(f"{random.choice(NODES)} {verb} {value} .")
    for node in NODES:
        lines += [f"{node} a {kind} ." for kind in ("ex:A", "ex:B") if random.random() < 0.6]
    lines += ["ex:B rdfs:subClassOf ex:A ."] * (random.random() < 0.3)
    return "\n".join(lines)


SPELLINGS = (
    "1", "2", "'01'^^xsd:integer", "'1'", "'a'", "'a'^^xsd:string", "'a'@en", "'b'@en", "'b'@de",
    "true", "'1'^^xsd:boolean", "1.0", "'1.00'^^xsd:decimal", "'PT60S'^^xsd:dayTimeDuration",
    "'PT1M'^^xsd:dayTimeDuration", "'2020-01-01'^^xsd:date", "'2020-01-01T00:00:00Z'^^xsd:dateTime",
    "'2020-01-01T00:00:00+00:00'^^xsd:dateTime", "'2020'^^xsd:gYear", "'x'^^ex:own",
)  # fmt: skip
"""Literals of which some are the same for rdflib."""

_COUNTS = ("0", "1", "1", "2", "'01'^^xsd:integer")
_KINDS = ("sh:IRI", "sh:Literal", "sh:Literal", "sh:BlankNode")
_DATATYPES = ("xsd:integer", "xsd:string", "xsd:date", "xsd:boolean", "rdfs:Literal", "ex:own")
_LOGIC = ("sh:or", "sh:and", "sh:xone")


def _path(chance):
    verb = chance.choice(("ex:p", "ex:p", "ex:q"))
    if chance.random() < 0.6:
        return verb
    return chance.choice((
        f"[ sh:inversePath {verb} ]",
        f"( {verb} ex:q )",
        f"( {verb} [ sh:inversePath ex:q ] )",
        f"[ sh:alternativePath ( {verb} ex:r ) ]",
        f"( {verb} )",
    ))  # fmt: skip


def _value(chance):
    return chance.choice(SPELLINGS if chance.random() < 0.6 else NODES[:3])


def _of_values(chance, depth):
    """Return a parameter that judges each value."""
    listed = " ".join(_value(chance) for _ in range(chance.randint(1, 6)))
    inner = [f"[ {shape(chance, depth + 1)} ]" for _ in range(2)] if depth < 2 else ["ex:S"]
    return chance.choice((
        f"sh:nodeKind {chance.choice(_KINDS)}",
        f"sh:datatype {chance.choice(_DATATYPES)}",
        f"sh:class {chance.choice(('ex:A', 'ex:B'))}",
        f"sh:in ( {listed} )",
        f"sh:pattern {chance.choice(('1', '^a', 'true', 'S$', 'Z', '[0-9]'))!r}",
        f"sh:minInclusive {chance.choice(('0', '1', '1.5'))}",
        f"sh:maxInclusive {chance.choice(('1', '2', '9'))}",
        f"sh:not {inner[0]}",
        f"sh:node {inner[0]}",
        f"{chance.choice(_LOGIC)} ( {' '.join(inner)} )",
        f"sh:hasValue {_value(chance)}",
        f"sh:equals {chance.choice(('ex:q', 'ex:r'))}",
        f"sh:disjoint {chance.choice(('ex:q', 'ex:r'))}",
    ))  # fmt: skip


def _of_property(chance, depth):
    """Return a parameter that judges all values together."""
    return chance.choice((
        f"sh:minCount {chance.choice(_COUNTS)}",
        f"sh:maxCount {chance.choice(_COUNTS)}",
        "sh:uniqueLang true",
        f"sh:lessThan {chance.choice(('ex:q', 'ex:r'))}",
        f"sh:lessThanOrEquals {chance.choice(('ex:q', 'ex:r'))}",
        f"sh:qualifiedValueShape [ {shape(chance, depth + 1)} ] ; sh:qualifiedMinCount"
        f" {chance.choice(_COUNTS)} ; sh:qualifiedMaxCount 2" if depth < 2 else "sh:maxCount 2",
    ))  # fmt: skip


def shape(chance, depth=0):
    """Return what a shape made at random says."""
    if chance.random() < 0.4:
        return " ; ".join(_of_values(chance, depth) for _ in range(chance.randint(1, 2)))
    said = [f"sh:path {_path(chance)}"]
    said += [_of_values(chance, depth) for _ in range(chance.randint(0, 1))]
    said += [_of_property(chance, depth) for _ in range(chance.randint(0, 2))]
    inner = f"[ {' ; '.join(said)} ]"
    return f"sh:property {inner}" if depth == 0 or chance.random() < 0.5 else inner[2:-2]


def spelled_data(chance):
    """Return Turtle of a few statements, some literals of which are the same for rdflib."""
    lines = [PREFIXES, "ex:a a ex:A ."]
    for _ in range(chance.randint(1, 6)):
        value = chance.choice(SPELLINGS if chance.random() < 0.7 else NODES)
        verb = chance.choice(("ex:p", "ex:p", "ex:q", "ex:r"))
        lines.append(f"{chance.choice(('ex:a', 'ex:a', 'ex:b'))} {verb} {value} .")
    lines += ["ex:b a ex:B ."] * (chance.random() < 0.5)
    return "\n".join(lines)
