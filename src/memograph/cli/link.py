"""`memograph link`: propose whom an authority knows, let a person decide, write the links."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from memograph.cli import talk
from memograph.cli.enriching import enriched
from memograph.cli.options import resolved, setting
from memograph.problems import Severity
from memograph.settings import SERVICE_TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memograph.linkers.authority import Authority
    from memograph.linkers.facts import Describer
    from memograph.linkers.review import Review
    from memograph.linkers.service import Opening, Service
    from memograph.pipeline.linking import Linked, Linking

_FILE = "links.sssom.tsv"
_MODES = "Give one of --authority, --service, --review, --apply, --enrich and --contribute."


def _languages(_context: object, _option: object, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags of languages; what is none is no use to ask for."""
    import re

    for tag in tags:
        if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag):
            raise click.BadParameter(f"{tag!r} is no tag of a language, such as en or zh")
    return tags


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True)
@click.option("-a", "--authority", metavar="FILE", help="Whom to look among: a file, or a folder.")
@click.option(
    "-s", "--service", metavar="NAME",
    help="Whom to ask: wikidata, an address, or a plug-in by its name.",
)  # fmt: skip
@click.option("--offline", is_flag=True, help="Ask nobody; use what was answered before.")
@click.option("--cache", metavar="FILE", type=Path, help="Where answers are kept.")
@click.option("--contact", metavar="ADDRESS", default="", envvar="MEMOGRAPH_CONTACT",
              help="Your e-mail or page, which the service is told, as its rules ask.")  # fmt: skip
@click.option(
    "-o", "--output", "file", metavar="FILE", default=_FILE, show_default=True,
    help="The review file, which keeps every decision.",
)  # fmt: skip
@click.option("--review", "reviewing", is_flag=True, help="Decide in the terminal.")
@click.option("--reviewer", metavar="WHO", default="", envvar="MEMOGRAPH_REVIEWER",
              help="Who decides: a name, an address, or orcid:….")  # fmt: skip
@click.option(
    "--apply", "applying", is_flag=True, help="Write DIR/links.trig from the review file."
)
@click.option("--same-as", "same", is_flag=True, help="With --apply, write owl:sameAs, too.")
@click.option(
    "--enrich", "enriching", is_flag=True,
    help="Fetch what Wikidata, or the authority, says of those accepted into DIR/enrichment.trig.",
)  # fmt: skip
@click.option(
    "--language", "languages", metavar="TAG", multiple=True, default=("en",), show_default=True,
    callback=_languages, help="With --enrich, a language of labels; may be given several times.",
)  # fmt: skip
@click.option(
    "--contribute", "contributing", is_flag=True,
    help="Write what Wikidata could be told, for QuickStatements and as a table; nothing is sent.",
)  # fmt: skip
@setting("plugins")
@talk.guarded
def link(  # noqa: PLR0913 - one argument for each option
    folders: tuple[str, ...],
    authority: str | None,
    *,
    service: str | None,
    offline: bool,
    cache: Path | None,
    contact: str,
    file: str,
    reviewing: bool,
    reviewer: str,
    applying: bool,
    same: bool,
    enriching: bool,
    contributing: bool,
    languages: tuple[str, ...],
    **settings: Any,
) -> None:
    """Propose who the people, places and organizations of DIR are: "memograph link output -a FILE".

    Each DIR is a folder of exported files. Candidates of an authority file, or of a service such as
    Wikidata, are scored and written into the review file, each with what speaks for it. Nothing is
    a link before a person accepts it; --apply writes what was decided, --enrich what Wikidata says
    of those who were accepted, --contribute what it could be told.
    """
    proposing = not enriching and (authority is not None or service is not None)
    modes = (proposing, reviewing, applying, enriching, contributing)
    if sum(modes) != 1 or (authority and service):
        raise click.UsageError(_MODES)
    if reviewing and not reviewer:
        raise click.UsageError("Say who decides by --reviewer, or MEMOGRAPH_REVIEWER.")
    if applying or enriching:
        _check_folders(folders)
    # Only proposals may begin a file; to apply one that is not there would remove all links.
    review = _review_of(file, begins=proposing)
    if reviewing:
        _decide(folders, review, file=file, reviewer=reviewer)
    elif applying:
        sys.exit(_apply(folders, review, same=same))
    elif contributing:
        _contribute(folders, review, file=file)
    else:
        opening = _opening(cache, offline=offline, contact=contact)
        if enriching:
            told = _describer(authority, service, opening, languages)
            sys.exit(enriched(folders, review, told))
        asked = _opened(authority) if authority else _plugged(service or "", opening, settings)
        sys.exit(_propose(folders, asked, review, file=file))


def _check_folders(folders: Sequence[str]) -> None:
    """Raise UnreadableSource (MG103) if a folder is none, before anybody is asked."""
    from memograph.problems import UnreadableSource, Where, problem

    for folder in folders:
        if not Path(folder).is_dir():
            raise UnreadableSource(problem("MG103", Where(source=folder)))


def _opening(cache: Path | None, *, offline: bool, contact: str) -> Opening:
    """Return how services are asked."""
    from memograph.linkers.service import Opening
    from memograph.pipeline.services import own_cache

    token = os.environ.get(SERVICE_TOKEN, "")
    return Opening(cache=cache or own_cache(), offline=offline, contact=contact, token=token)


def _plugged(name: str, opening: Opening, settings: dict[str, Any]) -> Service:
    """Return the service of a name, of plug-in files too."""
    from memograph.pipeline import services

    files = resolved(settings.pop("config"), settings).settings.plugins
    return services.opened(name, opening, files=files)


def _describer(
    authority: str | None, service: str | None, opening: Opening, languages: tuple[str, ...]
) -> Describer:
    from memograph.linkers.authority_facts import AuthorityFacts
    from memograph.pipeline import services

    if authority:
        return AuthorityFacts(_opened(authority))
    return services.describer(service or services.WIKIDATA, opening, languages)


def _review_of(file: str, *, begins: bool) -> Review:
    """Return the review that a file holds; one that is not there may begin here."""
    from memograph.linkers.review import Review
    from memograph.pipeline import linking

    if begins and not Path(file).exists():
        return Review()
    review, problems = linking.read_review(file)
    talk.tell_all(problems)
    if any(found.severity is Severity.ERROR for found in problems):
        sys.exit(talk.UNREADABLE)
    return review


def _opened(authority: str) -> Authority:
    from memograph.pipeline import authorities

    with talk.counted(f"Opening {authority}") as told:
        return authorities.opened(authority, told=told)


def _propose(folders: Sequence[str], asked: Service, review: Review, *, file: str) -> int:
    from collections import Counter
    from contextlib import closing

    from memograph.pipeline import linking

    states: Counter[str] = Counter()

    def told(each: Linked) -> int:
        talk.tell_all(each.problems)
        states[each.state] += 1
        return len(each.problems)

    with closing(asked) as service:
        talk.tell_all(service.problems)
        subjects = linking.subjects_of(*folders)
        run = linking.Linking(subjects=subjects, review=review, service=service)
        try:
            whole = talk.followed(run.results(), len(run.open()), doing="Asking", told=told)
        finally:
            # Whatever happens, what was answered is kept.
            if run.review != review:
                linking.write_review(run.review, file)
    unasked = f"; {states['unasked']} not asked" if states["unasked"] else ""
    click.echo(f"{_sum(run, file)}{unasked}")
    if states["failed"]:
        return talk.REMOTE
    bad = any(found.severity is Severity.ERROR for found in service.problems)
    return talk.PROBLEMS if whole and bad else talk.GOOD if whole else talk.STOPPED


def _sum(run: Linking, file: str) -> str:
    """Return how many are known, have candidates, or have none."""
    from memograph.linkers.review import NOBODY

    decided = run.review.decided(run.service.space)
    mine = {each.iri for each in run.subjects}
    offered = {
        row.subject for row in run.review.rows
        if row.status == "proposed" and row.candidate != NOBODY
    }  # fmt: skip
    known, open_ = len(mine & decided), len((mine & offered) - decided)
    none = len(mine) - known - open_
    return f"{file}: {known} decided, {open_} with candidates, {none} without, of {len(mine)}"


def _decide(folders: Sequence[str], review: Review, *, file: str, reviewer: str) -> None:
    """Ask a person, keeping each decision at once."""
    import datetime as dt

    from rich.console import Console

    from memograph.cli.reviewing import reviewed
    from memograph.linkers.decisions import By
    from memograph.pipeline import linking

    subjects = {each.iri: each for each in linking.subjects_of(*folders)}
    by = By(reviewer=reviewer, date=dt.date.today().isoformat())  # noqa: DTZ011 - their day
    decisions = 0
    for found in reviewed(review, subjects, by=by, console=Console()):
        linking.write_review(found, file)
        decisions += 1
    click.echo(f"{file}: {decisions} decision{'' if decisions == 1 else 's'} kept")


def _apply(folders: Sequence[str], review: Review, *, same: bool) -> int:
    from memograph.pipeline import links

    paths = []
    for folder in folders:
        path, report = links.applied(review, folder, same=same)
        if report is not None and not report.conforms:
            talk.tell_all(report.problems)
            return talk.PROBLEMS
        paths.append(str(path))
    accepted, given = (
        sum(row.status == status and "//" in row.candidate for row in review.rows)
        for status in ("accepted", "given")
    )
    by_sources = f", {given} given by the sources" if given else ""
    click.echo(f"{' and '.join(paths)}: {accepted} accepted{by_sources}")
    return talk.GOOD


def _contribute(folders: Sequence[str], review: Review, *, file: str) -> None:
    """Write, beside the review file, what could be given back."""
    from memograph.pipeline import contributing

    done = contributing.contributed(review, folders, into=Path(file).parent)
    names = " and ".join(map(str, done.files))
    items = f"{done.new} new item{'' if done.new == 1 else 's'}"
    click.echo(f"{names}: {done.statements} statements, {items}")
    if not done.statements:
        click.echo("no two of one meeting are linked to Wikidata", err=True)
    if done.left_out:
        click.echo(f"{done.left_out} who took part are linked to nobody and left out", err=True)
    click.echo("nothing was sent: read it before you load it into QuickStatements", err=True)
