"""Ways in which a document can be spoilt, each a function from triples to triples.

They work on N-Triples spellings and need no RDF library; the generator decides where.
"""

from __future__ import annotations

from memograph.rdf.vocab import MEMO, RDF, RDFS, XSD

TYPE = f"<{RDF.type}>"
OTHER_IRI = "<https://example.org/elsewhere>"
DATATYPES = tuple(f"<{XSD[name]}>" for name in ("integer", "decimal", "date", "dateTime", "string"))
WORDS = ("", " ", "x", "-1", "0", "1.5", "1967-02-30", "1967-10-12", "T", "\\u0007", "PT0S")


def _literals(triples):
    return [n for n, (_, _, value) in enumerate(triples) if value.startswith('"')]


def _links(triples):
    return [n for n, (_, verb, value) in enumerate(triples) if value[0] == "<" and verb != TYPE]


def _typed(triples):
    return [n for n, (_, verb, _) in enumerate(triples) if verb == TYPE]


def _with(triples, at, triple):
    return [*triples[:at], triple, *triples[at + 1 :]]


def _suffix(literal):
    return literal[literal.rindex('"') + 1 :]


def _ending(term):
    return _suffix(term) if term.startswith('"') else ""


def _quoted(literal):
    return literal[: literal.rindex('"') + 1]


def missing(triples, random):
    at = random.randrange(len(triples))
    return triples[:at] + triples[at + 1 :]


def missing_property(triples, random):
    subject, verb, _ = random.choice(triples)
    return [t for t in triples if t[:2] != (subject, verb)]


def missing_node(triples, random):
    subject = random.choice(triples)[0]
    return [t for t in triples if t[0] != subject]


def missing_links_to(triples, random):
    value = triples[random.choice(_links(triples))][2]
    return [t for t in triples if t[2] != value]


def second_literal(triples, random):
    subject, verb, value = triples[random.choice(_literals(triples))]
    return [*triples, (subject, verb, f'"another"{_suffix(value)}')]


def second_link(triples, random):
    one, other = (triples[random.choice(_links(triples))] for _ in "ab")
    return [*triples, (one[0], one[1], other[2])]


def other_target(triples, random):
    at, other = random.choice(_links(triples)), random.choice(_links(triples))
    return _with(triples, at, (*triples[at][:2], triples[other][2]))


def unknown_target(triples, random):
    at = random.choice(_links(triples))
    return _with(triples, at, (*triples[at][:2], OTHER_IRI))


def literal_for_link(triples, random):
    at = random.choice(_links(triples))
    return _with(triples, at, (*triples[at][:2], '"somebody"'))


def link_for_literal(triples, random):
    at = random.choice(_literals(triples))
    return _with(triples, at, (*triples[at][:2], OTHER_IRI))


def other_words(triples, random):
    at = random.choice(_literals(triples))
    subject, verb, value = triples[at]
    return _with(triples, at, (subject, verb, f'"{random.choice(WORDS)}"{_suffix(value)}'))


def other_datatype(triples, random):
    at = random.choice(_literals(triples))
    subject, verb, value = triples[at]
    return _with(triples, at, (subject, verb, f"{_quoted(value)}^^{random.choice(DATATYPES)}"))


def no_datatype(triples, random):
    at = random.choice(_literals(triples))
    subject, verb, value = triples[at]
    return _with(triples, at, (subject, verb, _quoted(value)))


def other_language(triples, random):
    at = random.choice(_literals(triples))
    subject, verb, value = triples[at]
    tag = random.choice(("en", "xx", "de-at"))
    return _with(triples, at, (subject, verb, f"{_quoted(value)}@{tag}"))


def same_language_again(triples, random):
    tagged = [t for t in triples if t[2].startswith('"') and _suffix(t[2]).startswith("@")]
    subject, verb, value = random.choice(tagged)
    return [*triples, (subject, verb, f'"again"{_suffix(value)}')]


def no_class(triples, random):
    at = random.choice(_typed(triples))
    return triples[:at] + triples[at + 1 :]


def other_class(triples, random):
    at, other = random.choice(_typed(triples)), random.choice(_typed(triples))
    return _with(triples, at, (*triples[at][:2], triples[other][2]))


def further_class(triples, random):
    one, other = (triples[random.choice(_typed(triples))] for _ in "ab")
    return [*triples, (one[0], TYPE, other[2])]


def class_of_its_own(triples, random):
    subject = random.choice(triples)[0]
    return [*triples, (subject, TYPE, OTHER_IRI)]


def subclass_in_the_data(triples, random):
    kinds = [triples[n][2] for n in _typed(triples)]
    return [*triples, (random.choice(kinds), f"<{RDFS.subClassOf}>", random.choice(kinds))]


def turned_round(triples, random):
    at = random.choice(_links(triples))
    subject, verb, value = triples[at]
    return _with(triples, at, (value, verb, subject))


def to_itself(triples, random):
    at = random.choice(_links(triples))
    subject, verb, _ = triples[at]
    return _with(triples, at, (subject, verb, subject))


def other_property(triples, random):
    at, other = random.randrange(len(triples)), random.randrange(len(triples))
    subject, _, value = triples[at]
    return _with(triples, at, (subject, triples[other][1], value))


def blank(triples, random):
    at = random.choice(_links(triples))
    return _with(triples, at, (*triples[at][:2], "_:b0"))


def renamed(triples, random):
    name = random.choice(triples)[0]
    return [tuple("_:b1" if term == name else term for term in t) for t in triples]


def other_number(triples, random):
    verbs = {f"<{iri}>" for iri in (MEMO.startIndex, MEMO.endIndex, MEMO.order, MEMO.confidence)}
    found = [n for n, t in enumerate(triples) if t[1] in verbs]
    if not found:
        return missing(triples, random)
    at = random.choice(found)
    subject, verb, value = triples[at]
    number = random.choice(("-1", "0", "1", "7", "99999", "0.5", "1.01", "01", "+1"))
    return _with(triples, at, (subject, verb, f'"{number}"{_suffix(value)}'))


def swapped_values(triples, random):
    at, other = (random.choice(_literals(triples)) for _ in "ab")
    one = _with(triples, at, (*triples[at][:2], triples[other][2]))
    return _with(one, other, (*triples[other][:2], triples[at][2]))


def language_in_capitals(triples, random):
    tagged = [n for n, t in enumerate(triples) if "@" in _ending(t[2])]
    at = random.choice(tagged)
    subject, verb, value = triples[at]
    return _with(triples, at, (subject, verb, f"{_quoted(value)}{_suffix(value).upper()}"))


def class_of_a_new_subclass(triples, random):
    at = random.choice(_typed(triples))
    above = (OTHER_IRI, f"<{RDFS.subClassOf}>", triples[at][2])
    return [*_with(triples, at, (*triples[at][:2], OTHER_IRI)), above]


def circle_of_classes(triples, random):
    one, other = (triples[random.choice(_typed(triples))][2] for _ in "ab")
    below = f"<{RDFS.subClassOf}>"
    return [*triples, (one, below, OTHER_IRI), (OTHER_IRI, below, other), (other, below, one)]


def what_cannot_be_ordered(triples, random):
    verbs = {f"<{iri}>" for iri in (MEMO.startIndex, MEMO.endIndex, MEMO.order, MEMO.startedAt)}
    found = [n for n, t in enumerate(triples) if t[1] in verbs]
    if not found:
        return other_words(triples, random)
    at = random.choice(found)
    value = random.choice(('"late"', f'"ninety"^^{DATATYPES[0]}', f'"1961-05-04"^^{DATATYPES[2]}'))
    return _with(triples, at, (*triples[at][:2], random.choice((value, OTHER_IRI, "_:b2"))))


def list_for_link(triples, random):
    at = random.choice(_links(triples))
    first, rest = (f"<{RDF.type.rpartition('#')[0]}#{name}>" for name in ("first", "rest"))
    subject, verb, value = triples[at]
    end = f"<{RDF.type.rpartition('#')[0]}#nil>"
    listed = [("_:l", first, value), ("_:l", rest, end)]
    return [*_with(triples, at, (subject, verb, "_:l")), *listed]


def other_order(triples, random):
    return random.sample(triples, len(triples))


def several(triples, random):
    for mutation in random.sample(MUTATIONS, 3):
        triples = mutation(triples, random) or triples
    return triples


def nothing(triples, _random):
    return list(triples)


MUTATIONS = (
    missing, missing_property, missing_node, missing_links_to, second_literal, second_link,
    other_target, unknown_target, literal_for_link, link_for_literal, other_words, other_datatype,
    no_datatype, other_language, same_language_again, no_class, other_class, further_class,
    class_of_its_own, subclass_in_the_data, turned_round, to_itself, other_property, blank, renamed,
    other_number, swapped_values, language_in_capitals, class_of_a_new_subclass, circle_of_classes,
    what_cannot_be_ordered, list_for_link, other_order, several, nothing,
)  # fmt: skip
