"""What is remembered of what was answered."""

from __future__ import annotations

from tei.deposit.answer import Answer
from tei.serve.memory import EACH, Memory
from tei.serve.packed import pack


def test_what_two_asked_for_at_once_is_kept_once() -> None:
    memory, version = Memory(), object()
    packed = pack(Answer(b"x" * 100, "text/xml"))
    assert memory.get(version, "a") is None
    for _ in range(2):
        memory.keep(version, "a", packed)
    assert memory.size == 100 + EACH
    assert memory.get(version, "a") is packed
    memory.keep(object(), "b", packed)
    assert memory.get(version, "b") is None
    assert memory.get(object(), "a") is None
    assert memory.size == 0
