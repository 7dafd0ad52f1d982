"""`tei deposit`: what repositories ingest, made and checked before anything leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.diagnostic import Diagnostic
from tei.core.files import EDITIONS, RAW_TEXTS, folder
from tei.core.registry import suggestion

ALL = "all"


@click.command("deposit")
@click.argument("target", metavar="TARGET")
@click.argument("sources", nargs=-1, required=True, metavar="RAW|TEI...")
@click.option("-o", "--output", metavar="DIR", help="Where the kits go, each into the folder of its target.")
@options.title
@click.option("--url", default="", metavar="ADDRESS", help="Where it is published.  [default: render.url]")
@click.option("--email", default="", metavar="ADDRESS", help="Whom harvesters write to.  [default: deposit.email]")
@click.option("--schemas", metavar="DIR", help="The schemas of repositories; what is not there is fetched once.")
@click.option("--offline", is_flag=True, help="Fetch nothing: what has no schema at hand is said not to be checked.")
@click.option("--dry-run", is_flag=True, help="Make and check, but keep nothing and send nothing.")
@click.option("--yes", is_flag=True, help="Send it to the repository, as a draft (zenodo).")
@click.option("--api", default="", metavar="ADDRESS", help="The repository to send it to.  [default: Zenodo's sandbox]")
@click.option("--draft", default="", metavar="ID", help="Take up again the draft that --yes began.")
@options.profile
@options.describing
@options.working
def command(
    target: str,
    sources: tuple[str, ...],
    output: str | None,
    title: str,
    url: str,
    email: str,
    schemas: str | None,
    offline: bool,
    dry_run: bool,
    yes: bool,
    api: str,
    draft: str,
    profile: str,
    authority: str | None,
    style: str | None,
    header: str | None,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Make what repositories ingest, and check it before anything leaves the machine.

    TARGET is one of these, several with commas, or "all":

    \b
    bagit       BagIt bag                   iiif       IIIF manifests
    cff         CITATION.cff                mets       METS with MODS
    cmdi        CMDI records for CLARIN     mods       MODS records
    datacite    DataCite records            oai        OAI-PMH as static files
    dts         DTS as static files         rocrate    RO-Crate
    dublincore  Dublin Core records         text       plain text and tokens
    entities    persons, places, letters    textgrid   TextGrid objects
    exist       package for eXist-db        zenodo     record for Zenodo, InvenioRDM

    RAW are texts (.txt, .md), TEI are volumes or single documents (.xml): files, folders, patterns, or - for standard
    input. Of a folder with raw texts, the files header.toml and authority.xml in it are taken as --header and
    --authority.
    What a repository would refuse is told with the element that cures it; the kits are made nevertheless.
    With --yes and a token in ZENODO_TOKEN the record and its files are sent to Zenodo's sandbox, or with --api to
    Zenodo itself or to another InvenioRDM (INVENIO_TOKEN): as a draft, which you look at and publish there.

    \b
    tei deposit all texts/ -o kits/
    tei deposit bagit,zenodo volumes/*.xml -o kits/ --url https://example.org/edition/
    tei deposit zenodo --dry-run d38.xml
    tei deposit zenodo --yes d38.xml --api https://zenodo.org/api
    """
    with Session(form, quiet=quiet) as session:
        from tei.cli.proposing import prepared
        from tei.cli.sending import Sending
        from tei.deposit import TARGETS, at_hand, deposit
        from tei.pipeline import Depositing, collection_of, encode_checked, read_tei

        names = _names(target, TARGETS.names())
        if output is None and not (dry_run or yes):
            raise click.UsageError("Missing option '-o' / '--output': where the kits go; or give --dry-run.")
        sending = Sending.of(names, api, draft, yes=yes, dry_run=dry_run)
        settings = profile, _beside(sources, "authority.xml", authority), _beside(sources, "header.toml", header), style
        line = session.pipeline(*settings)
        inputs = session.collect(sources, RAW_TEXTS, otherwise=EDITIONS, apart=False)
        raw, finished = session.parted(inputs)
        line = prepared(session, line, raw, None, jobs=jobs, scheduler=scheduler)
        run = partial(session.run, jobs=jobs, scheduler=scheduler)
        encoded = run(encode_checked, line, raw, verb="Encoding")
        editions = (edition for _, edition in chain(encoded, run(read_tei, line, finished, verb="Reading")))
        said = Depositing(
            title,
            options.address(url or line.profile["render"]["url"]),
            options.mailbox(email or line.profile["deposit"]["email"]),
        )
        collection, found = collection_of(line, editions, said)
        session.tell(found)
        if not collection.resources:
            return
        with (
            folder(None if dry_run else output) as out,
            at_hand(Path(schemas) if schemas else None, fetching=not offline) as known,
        ):
            made: list[str] = []
            told = deposit(collection, names, out, known, made)
            session.tell(_within(out, told) if dry_run else told)
            sent = sending.run(out, sound=not session.has_errors) if sending else ""
        done = f"{options.count(len(made), 'kit')} of {options.count(len(collection.resources), 'text')}"
        kept = f": {output}" if output and not dry_run else "; nothing is kept"
        session.say(". ".join(filter(None, (f"Made {done}{kept}", sent))))


def _names(given: str, known: Sequence[str]) -> list[str]:
    """The targets that are named, in the order of the naming; click tells of one that there is not."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    if not names:
        raise click.BadParameter(f"name a target, or several with commas; {suggestion('', [*known, ALL])}")
    for name in names:
        if name not in (ALL, *known):
            raise click.BadParameter(f"there is no target {name!r}; {suggestion(name, [*known, ALL])}")
    return list(dict.fromkeys(known if ALL in names else names))


def _beside(sources: Sequence[str], name: str, given: str | None) -> str | None:
    """The file that is given, else the one of this name in the folder of the raw texts, if there is one."""
    if given:
        return given
    folders = (Path(source) for source in sources if source != "-")
    return next((str(folder / name) for folder in folders if folder.is_dir() and (folder / name).is_file()), None)


def _within(place: Path, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """These, the files of a folder that will be gone under the names that they have in it."""
    start = f"{place}{os.sep}"
    for each in told:
        labels = (replace(at, source=replace(at.source, name=at.source.name.removeprefix(start))) for at in each.labels)
        yield replace(each, labels=tuple(labels))
