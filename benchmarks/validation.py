"""How fast tei validates, beside expat, jing and libxml2 in the same run: ratios to trust and seconds to glance at.

Grammar and texts: tei_all.rng in TEI_ORACLE and volumes in TEI_GOLD, about 20 MB, where these are set; else our own
grammar, and as much text made of a file of the tests.
"""

from __future__ import annotations

import lzma
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from tei.relaxng import Grammar

ROOT = Path(__file__).resolve().parent.parent
TEI = Path(sys.executable).with_name("tei")
RUNS = 5
VOLUMES = 20_000_000
HUGE = 300_000_000


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tei-bench-") as name:
        work = Path(name)
        schema = grammar()
        files = volumes(work)
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} files, {size:.1f} MB, {schema.name}, median of {RUNS} runs")
        loaded(schema, files)
        dense(schema, work)
        commands(schema, files, work)
        memory(schema, work)


def grammar() -> Path:
    oracle = os.environ.get("TEI_ORACLE")
    return Path(oracle) / "tei_all.rng" if oracle else ROOT / "schemas" / "frus.rng"


def volumes(work: Path) -> list[Path]:
    """Some of the volumes, unpacked; without them a letter, many times over."""
    gold = os.environ.get("TEI_GOLD")
    files: list[Path] = []
    total = 0
    for packed in sorted(Path(gold).glob("*.xml.xz")) if gold else ():
        if total < VOLUMES:
            files.append(work / packed.stem)
            files[-1].write_bytes(lzma.decompress(packed.read_bytes()))
            total += files[-1].stat().st_size
    if not files:
        files = [work / "letters.xml"]
        files[0].write_bytes(repeated(VOLUMES))
    return files


def repeated(size: int) -> bytes:
    """A valid document of about so many bytes."""
    head, _, rest = SAMPLE.partition("<div>")
    division, _, tail = rest.partition("</div>")
    part = f"<div>{division}</div>\n"
    return (head + part * (size // len(part)) + tail).encode()


SAMPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader><text><body>
<div><head>A letter</head><opener><dateline><placeName>Lund</placeName>, <date when="1901-02-03">3 February</date>
</dateline></opener><p>The <hi rend="italic">ice</hi> is going out, and <persName>Alma</persName> writes that the boats
will be in the water before the month is over; send the new sails, and two lamps.</p><p>We have had no coffee since
Tuesday. <ref target="https://example.org/x">See the other letter.</ref></p><closer><signed>Karl</signed></closer></div>
</body></text></TEI>
"""


def in_turn(actions: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each action, done in turn so that a slow minute meets all of them."""
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(RUNS):
        for times, action in zip(seconds, actions, strict=True):
            begun = time.perf_counter()
            action()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in seconds]


def loaded(schema: Path, files: Sequence[Path]) -> None:
    """The grammar loaded: matching with parsing, beside parsing alone."""
    own = Grammar.load(schema)
    theirs = etree.RelaxNG(file=str(schema))
    parser = etree.XMLParser(collect_ids=False, huge_tree=True)

    def parse(file: Path) -> None:
        reader = expat.ParserCreate()
        reader.StartElementHandler = lambda name, attributes: None
        reader.EndElementHandler = lambda name: None
        reader.CharacterDataHandler = lambda text: None
        with file.open("rb") as stream:
            reader.ParseFile(stream)

    invalid = [file for file in files if not own.is_valid(file)]
    files = [file for file in files if file not in invalid]
    size = sum(file.stat().st_size for file in files) / 1e6
    tei, bare, lxml = in_turn(
        [
            lambda: [list(own.validate(file)) for file in files],
            lambda: [parse(file) for file in files],
            lambda: [theirs.validate(etree.parse(file, parser)) for file in files],
        ]
    )
    print(f"\nwith the grammar loaded: {len(files)} valid files, {size:.1f} MB")
    row("tei", tei, bare, size)
    row("expat with three empty handlers", bare, bare, size)
    row("lxml", lxml, bare, size)
    if invalid:
        tei, bare = in_turn([lambda: [list(own.validate(file)) for file in invalid], lambda: list(map(parse, invalid))])
        size = sum(file.stat().st_size for file in invalid) / 1e6
        print(f"\nwith the grammar loaded: {len(invalid)} invalid files, {size:.1f} MB, their faults explained")
        row("tei", tei, bare, size)
        row("expat with three empty handlers", bare, bare, size)


def dense(schema: Path, work: Path) -> None:
    """Text in which every word is an element with three attributes."""
    words = "".join(f'<w xml:id="w{n}" pos="NN" lemma="word{n % 977}">word</w>\n' for n in range(120_000))
    head, _, rest = SAMPLE.partition("<div>")
    file = work / "dense.xml"
    paragraph = f"<div><p>{words}</p></div>"
    if "tei_all" not in schema.name:
        paragraph = paragraph.replace("<w ", "<seg ").replace("</w>", "</seg>")
        paragraph = paragraph.replace('pos="NN" lemma="', 'type="NN" subtype="')
    file.write_text(head + paragraph + rest.partition("</div>")[2], encoding="utf-8")
    own, theirs = Grammar.load(schema), etree.RelaxNG(file=str(schema))
    tree = etree.parse(file, etree.XMLParser(collect_ids=False, huge_tree=True))
    size = file.stat().st_size / 1e6
    if not own.is_valid(file) or not theirs.validate(tree):
        print("the dense text is not valid", [str(f) for f in own.validate(file)][:2], theirs.error_log[:2])
    parser = etree.XMLParser(collect_ids=False, huge_tree=True)
    tei, whole, matching = in_turn(
        [
            lambda: own.is_valid(file),
            lambda: theirs.validate(etree.parse(file, parser)),
            lambda: theirs.validate(tree),
        ]
    )
    print("\nmarkup-dense text: each word an element with three attributes")
    row("tei, parsing included", tei, tei, size)
    row("lxml, parsing included", whole, tei, size)
    row("lxml, matching alone", matching, tei, size)


def commands(schema: Path, files: Sequence[Path], work: Path) -> None:
    """Whole commands, each in a new process."""
    small = work / "small.xml"
    small.write_text(SAMPLE, encoding="utf-8")
    names = list(map(str, files))
    grammar_alone = [str(TEI), "validate", "--check", "grammar", "--schema", str(schema)]
    whole = [str(TEI), "validate", "--schema", str(schema)]
    jing, xmllint = shutil.which("jing"), shutil.which("xmllint")
    rows = [("tei validate --check grammar", [*grammar_alone, *names]), ("tei validate", [*whole, *names])]
    rows += [("jing, one JVM", [jing, str(schema), *names])] if jing else []
    size = sum(file.stat().st_size for file in files) / 1e6
    table("\nwhole commands over the files, on one core", rows, size, one_core)
    table("\nwhole commands over the files, on all cores", rows, size)
    rows = [("tei validate", [*whole, str(small)])]
    rows += [("jing", [jing, str(schema), str(small)])] if jing else []
    rows += [("xmllint --relaxng", [xmllint, "--noout", "--relaxng", str(schema), str(small)])] if xmllint else []
    table("\nwhole commands over a small file", rows, small.stat().st_size / 1e6)


def table(
    title: str, rows: Sequence[tuple[str, list[str]]], size: float, begin: Callable[[], None] | None = None
) -> None:
    times = in_turn([lambda command=command: run(command, begin) for _, command in rows])
    print(title)
    for (label, _), seconds in zip(rows, times, strict=True):
        row(label, seconds, times[0], size)


def run(command: Sequence[str], begin: Callable[[], None] | None) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, preexec_fn=begin)


def one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def row(label: str, seconds: float, reference: float, size: float) -> None:
    print(f"  {label:40}{seconds:9.3f} s{size / seconds:9.1f} MB/s{reference / seconds:8.2f}")


def memory(schema: Path, work: Path) -> None:
    """The largest memory that one command has."""
    huge = work / "huge.xml"
    huge.write_bytes(repeated(HUGE))
    command = [str(TEI), "validate", "--schema", str(schema), str(huge)]
    code = "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, "
    code += "stderr=subprocess.DEVNULL); print(done.returncode, "
    code += "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    status, kilobytes = map(int, done.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    print(f"\na file of {HUGE / 1e6:.0f} MB: exit status {status}, at most {kilobytes * unit / 1e6:.0f} MB of memory")


if __name__ == "__main__":
    main()
