"""`tei score`: how much of a gold encoding another encoding of the same text has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli import options
from tei.cli.headings import Headed
from tei.cli.session import Session
from tei.cli.streams import progress, standard_input
from tei.core.diagnostic import Diagnostic, Refused, refusal
from tei.core.files import EDITIONS, RAW_TEXTS, Input, refuse_overwriting

if TYPE_CHECKING:
    from tei.score import Score
    from tei.score.documents import Encoding

HEADINGS = {
    "What counts": ("raw", "authority", "category"),
    "What is asked": ("floors",),
    "How it is told": ("form", "worst", "output", "quiet"),
}


@click.command("score", cls=Headed, headings=HEADINGS)
@click.argument("encoded")
@click.argument("gold")
@click.option("--raw", metavar="FILE|FOLDER", help="Raw texts: only gold that they still hold counts.")
@click.option("--authority", metavar="FILE", help="Links of gold to persons who cannot be meant are left out of count.")
@click.option("--category", multiple=True, metavar="NAMES", help="Count only these, listed with commas.")
@click.option(
    "--min",
    "floors",
    multiple=True,
    metavar="NAME=F1",
    help="The least F1 of a category, such as persName=.9; with less the exit status is 1.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How the score is shown.",
)
@click.option(
    "--worst",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="N",
    help="So many of the worst documents are told one by one; json has all.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the score into this file.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only beside the score.")
def command(
    encoded: str,
    gold: str,
    raw: str | None,
    authority: str | None,
    category: tuple[str, ...],
    floors: tuple[str, ...],
    form: str,
    worst: int,
    output: str | None,
    quiet: bool,
) -> None:
    """Tell how much of a GOLD encoding an ENCODED one of the same text has.

    Each is a TEI file, which may be a volume of many documents, or a folder of TEI files. Documents
    belong together by their xml:id, else by the names of their files. A document of gold without
    an encoding counts as if nothing had been given.

    What counts are exact stretches, with their values, place for place; docs/scoring.md has it all.

    \b
    tei score tei/ gold/                           a table, and the worst documents
    tei score tei/ volume.xml --raw texts/         of gold what the raw texts hold
    tei score tei/ gold/ --min persName=.9         exit status 1 where it is less
    tei score tei/ gold/ --format html -o it.html  both side by side, differences marked
    """
    if (encoded, gold, raw).count("-") > 1:
        raise click.UsageError("only one of ENCODED, GOLD and --raw can be standard input")
    asked = dict(_floor(floor) for floor in floors)
    chosen = [_category(name) for name in options.listed(category)]
    with Session(quiet=quiet) as session:
        from tei.core.authority import Authority
        from tei.score import CATEGORIES, score
        from tei.score.documents import paired

        refuse_overwriting(output, [authority])
        known = Authority.load(authority) if authority else None
        given, wanted = (_documents(session, each, output) for each in (encoded, gold))
        files = _raw_files(session, raw, output) if raw else {}
        if not (given and wanted) or (raw and not files):
            # Why there is none was told.
            return
        pairs, told = paired(given, wanted)
        session.tell(told)
        texts = _raw_texts(session, raw, files, pairs) if raw else None
        with progress("Comparing", len(pairs)) as advance:
            result = score(
                pairs, raw=texts, authority=known, categories=[*(chosen or CATEGORIES), *asked], advance=advance
            )
        session.write(_shown(result, form, worst), Path(output) if output not in (None, "-") else None)
        session.tell(_below(result, asked))
        missing = sum(one is None for one, _ in pairs)
        without = f", {missing} without an encoding" if missing else ""
        session.say(f"{options.count(len(pairs), 'document')} compared{without}", counts=False)


def _documents(session: Session, argument: str, output: str | None) -> list[Encoding]:
    """The documents of the files that an argument names; what is wrong with a file is told."""
    from tei.core.edition import Edition
    from tei.score.documents import encodings

    inputs = session.collect([argument], EDITIONS, apart=False)
    refuse_overwriting(output, [each.path for each in inputs])
    found: list[Encoding] = []
    for each in inputs:
        try:
            piped = each.path == "-"
            found += encodings(Edition.decode(standard_input(), each.name) if piped else Edition.load(each.path))
        except Refused as refused:
            session.tell(refused.diagnostics)
    return found


def _raw_files(session: Session, argument: str, output: str | None) -> dict[str, Input]:
    """The raw texts that an argument names, by their names without endings.

    Raises Refused: P803 where two have one name, P108 where the output would take the place of one.
    """
    inputs = session.collect([argument], RAW_TEXTS, apart=False)
    refuse_overwriting(output, [each.path for each in inputs])
    files: dict[str, Input] = {}
    for each in inputs:
        name = Path(each.path).stem
        if files.setdefault(name, each) is not each:
            message = f"two raw texts have the name {name!r}: {files[name].path} and {each.path}"
            raise refusal("P803", message, "give each the name of its document, or name one folder with --raw")
    return files


def _raw_texts(
    session: Session, argument: str, files: Mapping[str, Input], pairs: Sequence[tuple[Encoding | None, Encoding]]
) -> dict[str, str]:
    """The raw texts by the ids of the documents of gold; a file goes by its name, one for one document by being that.

    Told is P806, a document that has none that can be read.
    """
    from tei.core.source import Source
    from tei.score.documents import told

    texts: dict[str, str] = {}
    without: list[Encoding] = []
    for given, gold in pairs:
        names = [gold.id, *gold.names, *((given.id, *given.names) if given else ())]
        each = next((files[name] for name in names if name in files), None)
        if each is None and len(files) == len(pairs) == 1:
            (each,) = files.values()
        if each is None:
            without.append(gold)
            continue
        try:
            piped = each.path == "-"
            texts[gold.id] = (Source.decode(standard_input(), each.name) if piped else Source.load(each.path)).text
        except Refused as refused:
            session.tell(refused.diagnostics)
            without.append(gold)
    session.tell(
        told("P806", without, f"has no raw text in {argument}: all of its gold counts", "name the file as its xml:id")
    )
    return texts


def _shown(score: Score, form: str, worst: int) -> str:
    if form == "json":
        from tei.score.json import json

        return json(score)
    if form == "html":
        from tei.score.html import html

        return html(score, worst=worst)
    from tei.score.text import text

    return text(score, worst=worst)


def _below(score: Score, asked: Mapping[str, float]) -> Iterator[Diagnostic]:
    """P807: the categories that are not as good as was asked for."""
    for category, count, floor in score.below(asked):
        message = f"{category} has an F1 of {count.f1:.4f}, less than the {floor:g} of --min"
        yield Diagnostic("P807", "error", message, help="--format html shows what is wrong, side by side")


def _floor(text: str) -> tuple[str, float]:
    """The category and the number of `NAME=F1`."""
    name, equals, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not (name and equals) or not 0 <= number <= 1:
        raise click.UsageError(f"--min wants NAME=F1 with a number from 0 to 1, such as persName=.9, not {text!r}")
    return _category(name), number


def _category(name: str) -> str:
    from tei.core.registry import suggestion
    from tei.score.count import CATEGORIES

    if name not in CATEGORIES:
        raise click.UsageError(f"there is no category {name!r}; {suggestion(name, list(CATEGORIES))}")
    return name
