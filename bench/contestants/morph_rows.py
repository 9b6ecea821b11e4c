"""The rows of the flat views that the RML mapping reads.

RML joins and templates, but neither spells names for IRIs, nor numbers with leading zeros, nor
looks up the turn that follows. So those are columns here, as are labels.
"""

from bench import vocabulary

COLUMNS = {
    "documents": "document title type language authority text_label full_text file file_label "
    "sha256 format meeting date edtf printed_date version digest run_label",
    "participations": "document agent name label role confidence run",
    "attestations": "document agent attestation",
    "printed_names": "document agent printed",
    "turns": "document number order agent label next",
    "statements": "document number agent label text start end language mode",
}


def rows(record, run):
    """Yield the name of a view and a row of it, for everything in a record."""
    document = record["document"]["slug"]
    slugs = {one["id"]: vocabulary.slug(one["name"]) for one in record["persons"]}
    names = {one["id"]: one["name"] for one in record["persons"]}
    yield "documents", document_row(record, document, run)
    for part in record["participations"]:
        agent, name = slugs[part["participant"]], names[part["participant"]]
        shown, (role,) = f"Participation of {name}", part["role"]
        made_by = f"{run.version}-{run.digest}"
        row = (document, agent, name, shown, role, part["confidence"], made_by)
        yield "participations", row
        for attestation in part["attestation"]:
            yield "attestations", (document, agent, attestation)
        for printed in part["name_in_source"]:
            yield "printed_names", (document, agent, printed)
    yield from turn_rows(record["turns"], document, slugs, names)
    yield from statement_rows(record, document, slugs, names)


def document_row(record, document, run):
    told, text, meeting = record["document"], record["text_versions"][0], record["meetings"][0]
    language, source = text["language"], text["source"]
    code, name = vocabulary.LANGUAGES[language]
    return (
        document, told["title"], told["type"], language, code, f"Text in {name}",
        text["full_text"], source["file_name"], f"Source file {source['file_name']}",
        source["sha256"], source["media_type"], meeting["name"], meeting["date"],
        meeting["date_edtf"], meeting["date_in_source"], run.version, run.digest, run.label,
    )  # fmt: skip


def turn_rows(turns, document, slugs, names):
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        order, (who,) = turn["order"], turn["speaker"]
        following = "" if after is None else f"{after['order']:04}"
        shown = f"Turn {order}: {names[who]}"
        yield "turns", (document, f"{order:04}", order, slugs[who], shown, following)


def statement_rows(record, document, slugs, names):
    language = record["text_versions"][0]["language"]
    speakers = {turn["order"]: turn["speaker"][0] for turn in record["turns"]}
    for statement in record["statements"]:
        order, (start, end) = statement["order"], statement["span"]
        who = speakers[order]
        shown = f"Statement {order}: {names[who]}"
        said = (statement["text"], start, end, language, statement["mode"])
        yield "statements", (document, f"{order:04}", slugs[who], shown, *said)
