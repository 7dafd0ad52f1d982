"""How fast a volume is rendered, beside xsltproc, Saxon and CETEIcean in one run, and how fast its site is built.

Ratios to trust and seconds to glance at. The volume is one of TEI_GOLD, else samples of the tests, many times over.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tei.core import resources
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.render import fragment
from tei.site.parts import divide

ROOT = Path(__file__).resolve().parent.parent
TEI = Path(sys.executable).with_name("tei")
SAMPLES = ROOT / "tests" / "render" / "samples"
VOLUME = "frus1955-57v01.xml.xz"
DOCUMENTS = 400
RUNS = 5

NOTHING = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>\n'
"""What a stylesheet has nothing to do with: the time that it takes is that of starting."""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tei-bench-") as name:
        work = Path(name)
        path = volume(work)
        size = path.stat().st_size / 1e6
        print(f"\nRendering: {path.name}, {size:.1f} MB, median of {RUNS} runs")
        rendered(path, size, work)
        site(path, work)


def volume(work: Path) -> Path:
    """A volume of about 400 documents."""
    packed = Path(os.environ.get("TEI_GOLD", "")) / VOLUME
    if packed.is_file():
        path = work / packed.stem
        path.write_bytes(lzma.decompress(packed.read_bytes()))
        return path
    path = work / "volume.xml"
    texts = [(SAMPLES / f"{name}.xml").read_text(encoding="utf-8") for name in ("d38", "d39", "d40")]
    divs = [text[text.index("<div ") : text.rindex("</div>") + len("</div>")] for text in texts]
    many = (numbered(divs[number % len(divs)], number) for number in range(DOCUMENTS))
    head = texts[0][: texts[0].index("<text")]
    path.write_text(f"{head}<text><body>{''.join(many)}</body></text></TEI>\n", encoding="utf-8")
    return path


def numbered(div: str, number: int) -> str:
    """A document with ids of its own."""
    for id in set(re.findall(r'xml:id="([^"]+)"', div)):
        div = div.replace(f'"{id}"', f'"{id}-{number}"').replace(f'"#{id}"', f'"#{id}-{number}"')
    return div


def rendered(path: Path, size: float, work: Path) -> None:
    """From the characters of the volume to those of its HTML, by each on one core."""
    profile = Profile.load("frus")
    text = path.read_text(encoding="utf-8")
    parts = [part.edition.source for part in divide(Edition(Source(path.name, text)), profile)]
    page = work / "volume.html"
    actions: dict[str, Callable[[], object]] = {
        "tei, the volume undivided": lambda: page.write_text(html(Source(path.name, text), profile), encoding="utf-8"),
        f"tei, its {len(parts)} parts, one after the other": lambda: [html(part, profile) for part in parts],
    }
    start = xsltproc(path, work, actions)
    saxon(path, work, actions)
    with one_core():
        times = dict(zip(actions, in_turn(list(actions.values())), strict=True))
    begun = times.pop(start, 0.0)
    if begun:
        print(f"  xsltproc starts and compiles in {begun:.3f} s (a text of one word), which is taken off")
    if not find_spec("saxonche"):
        print("  saxonche is not installed: Saxon is left out")
    reference = next(iter(times.values()))
    for label, seconds in times.items():
        row(label, seconds - begun if label.startswith("xsltproc") else seconds, reference, size)
    for label, seconds in browser(path, page):
        row(label, seconds, reference, size)
    for made in sorted(work.glob("*.html")):
        print(f"  {made.name} has {made.stat().st_size / 1e6:.1f} MB")


def html(source: Source, profile: Profile) -> str:
    return fragment(Edition(source), profile)


def xsltproc(path: Path, work: Path, actions: dict[str, Callable[[], object]]) -> str:
    """Have xsltproc do it with the same stylesheet; the label of the action that has nothing to do."""
    program = shutil.which("xsltproc")
    if not program:
        print("  xsltproc is not installed: it is left out")
        return ""
    nothing = work / "nothing.xml"
    nothing.write_text(NOTHING, encoding="utf-8")
    for label, given, out in (
        ("xsltproc, the same stylesheet, undivided", path, str(work / "xsltproc.html")),
        ("xsltproc, nothing to do", nothing, os.devnull),
    ):
        command = [program, "--nonet", "-o", out, str(ours()), str(given)]
        actions[label] = partial(subprocess.run, command, check=True, stderr=subprocess.DEVNULL)
    return label


def saxon(path: Path, work: Path, actions: dict[str, Callable[[], object]]) -> None:
    """Have Saxon do it with the same stylesheet, and only copy all nodes as elements of HTML; both compiled before."""
    if not find_spec("saxonche"):
        return
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    for label, stylesheet, out in (
        ("Saxon, the same stylesheet, undivided", ours(), "saxon.html"),
        ("Saxon, XSLT 3.0 that only copies, undivided", Path(__file__).with_name("elements.xsl"), "saxon-copy.html"),
    ):
        compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet))
        actions[label] = partial(compiled.transform_to_file, source_file=str(path), output_file=str(work / out))


def ours() -> Path:
    return resources.path(Profile.load("frus")["render"]["stylesheet"])


def browser(path: Path, page: Path) -> Iterator[tuple[str, float]]:
    """What a browser does with the volume by CETEIcean, and with our HTML of it."""
    sys.path.insert(0, str(ROOT / "tests"))
    import node

    try:
        environment = {**os.environ, "CHROMIUM": node.browser()}
        folder = node.scripts(Path(__file__).parent / "browser")
    except node.Missing as missing:
        print(f"  CETEIcean is left out: {missing}")
        return
    command = ["node", "time.mjs", str(RUNS), str(path), str(page)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  CETEIcean is left out: {done.stderr.strip()[-300:]}")
        return
    found = json.loads(done.stdout)
    for name, label in (("ceteicean", "CETEIcean in Chromium"), ("html", "tei's HTML read by Chromium")):
        times = [each["milliseconds"] / 1000 for each in found[name]]
        yield f"{label}, {found[name][0]['elements']} elements", statistics.median(times)


def site(path: Path, work: Path) -> None:
    """The whole site by the command on two cores: all of it, nothing new, and one word changed in one document."""
    out = work / "site"
    changed = work / "changed" / path.name
    changed.parent.mkdir()
    name = change(path, changed)
    times: dict[str, list[float]] = {"all of it": [], "nothing changed": [], f"one word of {name} changed": []}
    written: dict[str, list[Path]] = {}
    for _ in range(RUNS):
        shutil.rmtree(out, ignore_errors=True)
        for label, source in zip(times, (path, path, changed), strict=True):
            before = states(out)
            begun = time.perf_counter()
            subprocess.run(
                [str(TEI), "build", str(source), "-o", str(out), "--jobs", "2", "-q"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            times[label].append(time.perf_counter() - begun)
            written[label] = sorted(file for file, state in states(out).items() if before.get(file) != state)
    print(f"  the site, by `tei build --jobs 2` on {len(os.sched_getaffinity(0))} cores")
    reference = statistics.median(times["all of it"])
    for label, seconds in times.items():
        median = statistics.median(seconds)
        print(f"    {label:52}{median:9.3f} s{reference / median:8.2f}   {told(written[label], out)}")


def change(path: Path, to: Path) -> str:
    """Write a copy with another word in the middle of the first paragraph of a document in the middle."""
    text = path.read_text(encoding="utf-8")
    documents = list(re.finditer(r'<div [^>]*type="document"[^>]*>', text))
    document = documents[len(documents) // 2]
    paragraph = next(re.compile(r"<p>[^<]{40,}").finditer(text, document.end()))
    at = paragraph.start() + 20
    at = text.index(" ", at)
    to.write_text(text[:at] + " another" + text[at:], encoding="utf-8")
    found = re.search(r'xml:id="([^"]+)"', document[0])
    return found[1] if found else "a document"


def states(out: Path) -> dict[Path, tuple[int, int]]:
    """What tells whether a file was written again: its number and its time."""
    files = ((path, path.stat()) for path in out.rglob("*") if path.is_file())
    return {path: (state.st_ino, state.st_mtime_ns) for path, state in files}


def told(written: Sequence[Path], out: Path) -> str:
    """The files that were written: their names if there are few, else how many in each folder."""
    names = [path.relative_to(out).as_posix() for path in written]
    if len(names) < 12:
        return ", ".join(names)
    folders = Counter(path.partition("/")[0] if "/" in path else "." for path in names)
    return ", ".join(f"{number} in {folder}" for folder, number in sorted(folders.items()))


@contextmanager
def one_core() -> Iterator[None]:
    """All that is done here, and what it starts, is done on one core."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def in_turn(actions: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each action, done in turn so that a slow minute meets all; the first does not count."""
    for action in actions:
        action()
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(RUNS):
        for times, action in zip(seconds, actions, strict=True):
            begun = time.perf_counter()
            action()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in seconds]


def row(label: str, seconds: float, reference: float, size: float) -> None:
    print(f"    {label:52}{seconds:9.3f} s{size / seconds:9.1f} MB/s{reference / seconds:8.2f}")


if __name__ == "__main__":
    main()
