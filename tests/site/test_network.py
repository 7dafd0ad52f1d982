"""The drawing of who wrote to whom: the same each time, inside its box, labels apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.site.registers.correspondence import Correspondent, Exchange
from tei.site.registers.network import HEIGHT, NODES, WIDTH, Network, layout
from tei.site.registers.reference import Reference


def exchange(sender: str, receiver: str, letters: int = 1) -> Exchange:
    found = [Reference(f"d{n}", str(n), "Letter") for n in range(letters)]
    first, second = (
        Correspondent(name, name if name.islower() else "") if name else None for name in (sender, receiver)
    )
    return Exchange(first, second, found)


BOXES = st.lists(st.tuples(st.floats(5, 100), st.floats(4, 14)), min_size=1, max_size=NODES)


@settings(max_examples=25, deadline=None)
@given(BOXES, st.data())
def test_every_place_is_inside_the_box(boxes: list[tuple[float, float]], data: st.DataObject) -> None:
    number = st.integers(0, len(boxes) - 1)
    pairs = (
        data.draw(st.lists(st.tuples(number, number).filter(lambda p: p[0] != p[1]), max_size=50))
        if len(boxes) > 1
        else []
    )
    weights = {pair: data.draw(st.floats(1, 500)) for pair in pairs}
    places = layout(boxes, weights)
    assert places == layout(boxes, weights)
    for (x, y), (half, radius) in zip(places, boxes, strict=True):
        # What is no number is not between two.
        assert half <= x <= WIDTH - half
        assert radius <= y <= HEIGHT - radius


def test_few_labels_do_not_overlap() -> None:
    names = [f"Correspondent {n}" for n in range(20)]
    nodes, _ = Network([exchange("the hub", name, 3) for name in names]).drawn()
    for place, one in enumerate(nodes):
        for other in nodes[:place]:
            a, b = one.box, other.box
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_both_directions_are_one_line_and_what_has_no_other_side_is_not_drawn() -> None:
    found = [exchange("b", "a", 3), exchange("a", "b"), exchange("a", ""), exchange("", "b"), exchange("a", "a", 9)]
    nodes, (edge,) = Network(found).drawn()
    assert [(node.one.name, node.sent, node.received) for node in nodes] == [("a", 1, 3), ("b", 3, 1)]
    assert (edge.first.name, edge.there, edge.second.name, edge.back) == ("a", 1, "b", 3)
    assert Network([]).drawn() == ([], [])


def test_the_strongest_are_drawn_and_none_of_them_alone() -> None:
    pairs = [exchange(f"From {n}", f"To {n}", 50 - n) for n in range(30)]
    nodes, edges = Network(
        [*pairs, exchange("Much", "Little", 40), *[exchange("Much", f"Of {n}") for n in range(9)]]
    ).drawn()
    assert len(nodes) <= NODES
    assert {edge.first for edge in edges} | {edge.second for edge in edges} == {node.one for node in nodes}
    assert "To 29" not in {node.one.name for node in nodes}


def test_labels_are_surnames_where_these_tell_and_never_long() -> None:
    ones = [("Able, Ann", "a"), ("Baker, Bob", "b"), ("Baker, Ben", "c"), ("Chief, Office of the", ""), ("D" * 40, "")]
    people = [Correspondent(name, id) for name, id in ones]
    found = [Exchange(people[0], other, [Reference("d1", "1", "x")]) for other in people[1:]]
    nodes, _ = Network(found).drawn()
    assert {node.label for node in nodes} == {
        "Able",
        "Baker, Bob",
        "Baker, Ben",
        "Chief, Office of the",
        "D" * 25 + "…",
    }
