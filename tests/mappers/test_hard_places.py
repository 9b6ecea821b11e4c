"""Who was addressed, in what manner, and who is only likely meant."""


def test_turn_with_direction_inside_addresses_only_the_passage(graph):
    assert graph.of("d:turn/0001", "a") == ["memo:Turn", "memo:Event"]
    assert graph.of("d:turn/0001", "memo:order") == ['"1"^^<integer>']
    assert graph.of("d:turn/0001", "memo:speaker") == ["a:mao-zedong"]
    assert graph.of("d:turn/0001", "memo:addressee") == ["a:ramiz-alia"]
    assert graph.of("d:turn/0001", "memo:expressedIn") == ["d:statement/0001"]
    assert graph.of("d:statement/0001", "a") == ["memo:Statement", "memo:TextSegment"]
    assert graph.of("d:statement/0001", "memo:saidBy") == ["a:mao-zedong"]
    assert graph.of("d:statement/0001", "memo:saidIn") == ["d:meeting"]
    assert graph.of("d:statement/0001", "memo:hasPassage") == ["d:passage/1400-1434"]
    assert graph.of("d:direction/1367-1399", "a") == ["memo:StageDirection", "memo:TextSegment"]
    assert graph.of("d:direction/1367-1399", "memo:inSegment") == ["d:statement/0001"]
    assert graph.of("d:direction/1367-1399", "memo:directionKind") == ["vocab:direction/address"]
    assert graph.of("d:passage/1400-1434", "a") == ["memo:Passage", "memo:TextSegment"]
    assert graph.of("d:passage/1400-1434", "memo:addressedTo") == ["a:ramiz-alia"]
    assert graph.of("d:passage/1400-1434", "memo:introducedBy") == ["d:direction/1367-1399"]


def test_direction_of_two_kinds_gives_passage_addressee_and_manner(graph):
    kinds = ["vocab:direction/address", "vocab:direction/manner"]
    assert graph.of("d:direction/6125-6187", "memo:directionKind") == kinds
    assert graph.of("d:passage/6188-6205", "memo:addressedTo") == ["a:rahman-perlaku"]
    assert graph.of("d:passage/6188-6205", "memo:manner") == ["vocab:manner/jokingly"]
    assert graph.of("d:passage/6188-6205", "memo:confidence") == ['"0.8"^^<decimal>']


def test_likely_identification_stays_an_assertion(graph):
    note = "d:insertion/2204-2266"
    classes = ["memo:IdentificationNote", "memo:EditorialInsertion", "memo:TextSegment"]
    assert graph.of(note, "a") == classes
    assert graph.of(note, "memo:explains") == ["d:mention/2171-2203"]
    assert graph.of("d:mention/2171-2203", "memo:refersTo") == [
        "d:agent/congolese-prime-minister-b"
    ]
    assertion = "d:identity/congolese-prime-minister-b-ambroise-noumazalaye"
    assert graph.of(assertion, "a") == ["memo:IdentityAssertion"]
    assert graph.of(assertion, "memo:identifies") == ["d:agent/congolese-prime-minister-b"]
    assert graph.of(assertion, "memo:candidate") == ["a:ambroise-noumazalaye"]
    assert graph.of(assertion, "memo:certainty") == ["vocab:certainty/likely"]
    assert graph.of(assertion, "memo:statedBy") == [note]
    assert graph.of(assertion, "memo:assertedBy") == ["d:agent/annotator"]
    assert graph.of(assertion, "memo:reviewStatus") == ["vocab:reviewstatus/unreviewed"]
    assert graph.of(assertion, "memo:extractedBy") == []
