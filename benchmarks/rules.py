"""How fast Schematron rules are run: tei_all.isosch on a volume, beside the reference transformation in one run.

Ratios to trust and seconds to glance at. Needs TEI_ORACLE and TEI_GOLD.
"""

from __future__ import annotations

import lzma
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from tei.core.edition import Edition
from tei.schematron import Finding, Schematron
from tei.schematron.finding import Outcome

ROOT = Path(__file__).resolve().parent.parent
VOLUME = "frus1955-57v01.xml.xz"
RUNS = 5


def main() -> None:
    oracle, gold = (Path(os.environ.get(name, "")) for name in ("TEI_ORACLE", "TEI_GOLD"))
    schema, packed = oracle / "tei_all.isosch", gold / VOLUME
    if not schema.is_file() or not packed.is_file():
        print("the Schematron benchmark needs TEI_ORACLE and TEI_GOLD")
        return
    with tempfile.TemporaryDirectory(prefix="tei-bench-") as name:
        volume = Path(name, packed.stem)
        volume.write_bytes(lzma.decompress(packed.read_bytes()))
        size = volume.stat().st_size / 1e6
        print(f"\nSchematron: {schema.name} on {volume.name}, {size:.1f} MB, median of {RUNS} runs")
        portable(schema, volume, size)
        if find_spec("saxonche"):
            complete(schema, volume, size)
        else:
            print("  saxonche is not installed: the rest is left out")


def portable(schema: Path, volume: Path, size: float) -> None:
    """What is XPath 1.0, without Saxon."""
    schematron = Schematron.load(str(schema), engine="lxml")
    rules = sum(len(pattern.rules) for pattern in schematron.schema.patterns)
    run(schematron, volume)
    (seconds,) = in_turn([lambda: run(schematron, volume)])
    print(f"  without Saxon, {rules - len(schematron.not_run)} of {rules} rules")
    row("tei, document read", seconds, seconds, size)


def complete(schema: Path, volume: Path, size: float) -> None:
    """All rules, ours and the reference's."""
    sys.path.insert(0, str(ROOT / "tests"))
    from schematron.reference import Reference, processor, read

    reference = Reference(schema)
    auto, saxon = (Schematron.load(str(schema), engine=engine) for engine in ("auto", "saxon"))

    def judge(stylesheet: Reference) -> int:
        return len(stylesheet.judge(volume).findings)

    tree = processor().parse_xml(xml_file_name=str(volume))
    counted = {judge(reference), *(sum(isinstance(o, Finding) for o in run(own, volume)) for own in (auto, saxon))}
    if len(counted) != 1:
        print("  the findings differ:", counted)
    actions = [
        lambda: judge(reference),
        lambda: read(reference.run(tree)),
        lambda: run(auto, volume),
        lambda: run(saxon, volume),
        lambda: judge(Reference(schema)),
        lambda: run(Schematron.load(str(schema)), volume),
    ]
    compiled, bare, own, alone, cold, own_cold = in_turn(actions)
    print("  with Saxon, the schema compiled before")
    row("reference, document read", compiled, compiled, size)
    row("reference, document in memory", bare, compiled, size)
    row("tei, document read", own, compiled, size)
    row("tei, all rules by Saxon", alone, compiled, size)
    print("  with Saxon, the schema compiled each time")
    row("reference", cold, cold, size)
    row("tei", own_cold, cold, size)


def in_turn(actions: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each action, done in turn so that a slow minute meets all of them."""
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(RUNS):
        for times, action in zip(seconds, actions, strict=True):
            begun = time.perf_counter()
            action()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in seconds]


def run(schematron: Schematron, volume: Path) -> Sequence[Outcome]:
    return list(schematron.validate(Edition.load(str(volume))))


def row(label: str, seconds: float, reference: float, size: float) -> None:
    print(f"    {label:40}{seconds:9.3f} s{size / seconds:9.1f} MB/s{reference / seconds:8.2f}")


if __name__ == "__main__":
    main()
