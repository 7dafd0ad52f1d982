"""A drawing of who wrote to whom: where each correspondent stands, and the lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from tei.site.registers.correspondence import Correspondent, Exchange

NODES = 40
"""So many correspondents are drawn, those with most letters."""

WIDTH, HEIGHT = 900.0, 640.0
"""The box of the drawing; the letters of its labels are LETTER wide and LINE high."""

LETTER, LINE = 7.0, 17.0

_LABEL = 26
_ROUNDS = 120
_MARGIN = 8.0
_APART = 16.0


@dataclass(frozen=True, slots=True)
class Node:
    """A correspondent: the middle and radius of the dot, the words under it, and how many letters it stands for."""

    one: Correspondent
    label: str
    sent: int
    received: int
    x: float
    y: float
    radius: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the dot and its label."""
        half = _half(self.label, self.radius)
        return self.x - half, self.y - self.radius, self.x + half, self.y + self.radius + LINE


@dataclass(frozen=True, slots=True)
class Edge:
    """The letters between two correspondents, `there` from the first and `back` from the second, and its line."""

    first: Correspondent
    second: Correspondent
    there: int
    back: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True)
class Network:
    """The drawing for these exchanges; it is made when it is asked for."""

    exchanges: Sequence[Exchange]
    width: float = WIDTH
    height: float = HEIGHT

    def drawn(self) -> tuple[list[Node], list[Edge]]:
        """Dots and lines, the same for the same exchanges: the strongest first."""
        sent: Counter[Correspondent] = Counter()
        received: Counter[Correspondent] = Counter()
        between: dict[tuple[Correspondent, Correspondent], list[int]] = {}
        for exchange in self.exchanges:
            first, second = exchange.sender, exchange.receiver
            if first is None or second is None or first == second:
                continue
            count = len(exchange.letters)
            sent[first] += count
            received[second] += count
            pair, place = ((first, second), 0) if first.key < second.key else ((second, first), 1)
            between.setdefault(pair, [0, 0])[place] += count
        first_ones = set(sorted({*sent, *received}, key=lambda one: (-sent[one] - received[one], one.key))[:NODES])
        lines = {pair: counts for pair, counts in between.items() if first_ones.issuperset(pair)}
        # Whoever wrote only to such as are not shown would stand alone.
        joined = {one for pair in lines for one in pair}
        ranked = sorted(joined, key=lambda one: (-sent[one] - received[one], one.key))
        shown = {one: place for place, one in enumerate(ranked)}
        most = max((sent[one] + received[one] for one in ranked), default=1)
        sizes = [4 + 10 * sqrt((sent[one] + received[one]) / most) for one in ranked]
        labels = _labels(ranked)
        boxes = [(_half(label, size), size) for label, size in zip(labels, sizes, strict=True)]
        weights = {(shown[a], shown[b]): float(sum(counts)) for (a, b), counts in lines.items()}
        places = layout(boxes, weights)
        nodes = [
            Node(one, label, sent[one], received[one], round(x, 1), round(y, 1), round(size, 1))
            for one, label, size, (x, y) in zip(ranked, labels, sizes, places, strict=True)
        ]
        heaviest = max(weights.values(), default=1.0)
        edges = [
            _edge(nodes[shown[a]], nodes[shown[b]], there, back, heaviest) for (a, b), (there, back) in lines.items()
        ]
        return nodes, sorted(edges, key=lambda e: (-e.there - e.back, e.first.key, e.second.key))


def layout(boxes: Sequence[tuple[float, float]], weights: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """A place for each box, half its width and the radius of its dot, so that what is joined is near.

    Forces as in T. M. J. Fruchterman and E. M. Reingold, "Graph Drawing by Force-directed Placement" (1991); then
    boxes that overlap are pushed apart. Only arithmetic that IEEE 754 defines exactly is used.
    """
    # A sequence that fills a square evenly stands for chance (M. Roberts, "R2").
    places = [
        [(0.5 + i * 0.7548776662466927) % 1 * WIDTH, (0.5 + i * 0.5698402909980532) % 1 * HEIGHT]
        for i in range(len(boxes))
    ]
    if len(places) > 1:
        heaviest = max(weights.values(), default=1.0)
        pulls = [(a, b, 0.4 + 0.6 * sqrt(weight / heaviest)) for (a, b), weight in weights.items()]
        _settle(places, pulls)
        _fill(places, boxes)
        _separate(places, boxes)
    else:
        places = [[WIDTH / 2, HEIGHT / 2] for _ in places]
    for place, (half, radius) in zip(places, boxes, strict=True):
        _keep_inside(place, half, radius)
    return [(x, y) for x, y in places]


def _settle(places: list[list[float]], pulls: Sequence[tuple[int, int, float]]) -> None:
    near = 0.8 * sqrt(WIDTH * HEIGHT / len(places))
    numbers = range(len(places))
    for turn in range(_ROUNDS):
        moves = [[0.0, 0.0] for _ in places]
        for a in numbers:
            xa, ya = places[a]
            move = moves[a]
            for b in range(a):
                dx, dy = xa - places[b][0], ya - places[b][1]
                push = near * near / (dx * dx + dy * dy + 0.01)
                move[0] += dx * push
                move[1] += dy * push
                moves[b][0] -= dx * push
                moves[b][1] -= dy * push
        for a, b, strength in pulls:
            dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
            pull = strength * sqrt(dx * dx + dy * dy) / near
            moves[a][0] -= dx * pull
            moves[a][1] -= dy * pull
            moves[b][0] += dx * pull
            moves[b][1] += dy * pull
        step = WIDTH / 8 * (1 - turn / _ROUNDS)
        for place, (dx, dy) in zip(places, moves, strict=True):
            # What is joined to nothing would drift away.
            dx += (WIDTH / 2 - place[0]) * 0.6
            dy += (HEIGHT / 2 - place[1]) * 0.9
            length = sqrt(dx * dx + dy * dy)
            if length > 0:
                place[0] += dx / length * min(length, step)
                place[1] += dy / length * min(length, step)


def _fill(places: list[list[float]], boxes: Sequence[tuple[float, float]]) -> None:
    """Stretch the drawing to its box."""
    widest = max(half for half, _ in boxes)
    for axis, low, high in (
        (0, widest + _MARGIN, WIDTH - widest - _MARGIN),
        (1, 3 * _MARGIN, HEIGHT - LINE - 3 * _MARGIN),
    ):
        least, most = min(place[axis] for place in places), max(place[axis] for place in places)
        for place in places:
            place[axis] = (
                low + (place[axis] - least) / (most - least) * (high - low) if most > least else (low + high) / 2
            )


def _separate(places: list[list[float]], boxes: Sequence[tuple[float, float]]) -> None:
    """Push boxes that overlap apart, each by the half, along the side on which that needs least."""
    for _ in range(2 * _ROUNDS):
        still = True
        for a in range(len(places)):
            for b in range(a):
                dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
                wide = boxes[a][0] + boxes[b][0] + _MARGIN - abs(dx)
                high = (boxes[a][1] + boxes[b][1] + LINE + _APART) - abs(dy)
                if wide > 0 and high > 0:
                    still = False
                    axis, much = (0, wide) if wide < high else (1, high)
                    much = (much if (dx, dy)[axis] >= 0 else -much) / 2
                    places[a][axis] += much
                    places[b][axis] -= much
        for place, (half, radius) in zip(places, boxes, strict=True):
            _keep_inside(place, half, radius)
        if still:
            break


def _keep_inside(place: list[float], half: float, radius: float) -> None:
    place[0] = min(max(place[0], half + 1), WIDTH - half - 1)
    place[1] = min(max(place[1], radius + 1), HEIGHT - radius - LINE - 1)


def _edge(first: Node, second: Node, there: int, back: int, heaviest: float) -> Edge:
    """The line from the rim of one dot to that of the other, with room for the arrows."""
    dx, dy = second.x - first.x, second.y - first.y
    length = sqrt(dx * dx + dy * dy) or 1.0
    start = min((_rim(first, dx, dy) + 3) / length, 0.5)
    stop = min((_rim(second, -dx, -dy) + 3) / length, 0.5)
    return Edge(
        first.one,
        second.one,
        there,
        back,
        round(first.x + dx * start, 1),
        round(first.y + dy * start, 1),
        round(second.x - dx * stop, 1),
        round(second.y - dy * stop, 1),
        round(0.8 + 4 * sqrt((there + back) / heaviest), 1),
    )


def _rim(node: Node, dx: float, dy: float) -> float:
    """How far a line that leaves a dot in this direction runs under the dot and its label."""
    half = _half(node.label, node.radius)
    if dy <= 0 or abs(dx) / dy * node.radius >= half:
        return node.radius
    down = node.radius + LINE
    share = min(down / dy, half / abs(dx) if dx else down / dy)
    return max(node.radius, share * sqrt(dx * dx + dy * dy))


def _labels(ones: Sequence[Correspondent]) -> list[str]:
    """The surname where no other has it, else the name; none longer than fits."""
    surnames = Counter(_surname(one) for one in ones)
    short = [_surname(one) if surnames[_surname(one)] == 1 else one.name for one in ones]
    return [label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…" for label in short]


def _surname(one: Correspondent) -> str:
    # Only of an entry it is known that what stands before the comma is the surname.
    return one.name.partition(",")[0].strip() or one.name if one.id else one.name


def _half(label: str, radius: float) -> float:
    return max(len(label) * LETTER / 2, radius)
