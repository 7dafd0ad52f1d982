"""A run that is asked to end from outside: by SIGTERM, or by SIGINT, which is Ctrl+C."""

from __future__ import annotations

import signal
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

SOON = 0.05
"""After so many seconds a signal that was lost is sent again."""


class Ended(SystemExit):
    """Raised where the run is when it is asked to end by SIGTERM; the status is 128 and the number of the signal."""


def end_cleanly() -> None:
    """Have SIGTERM end this run as a failure would: its workers are ended, what it has half written is removed.

    What a signal raises is lost if Python just then is in a finalizer or in the callback of a weak reference, where
    nothing can be raised: then the signal is sent again. Outside the main thread, nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGTERM, _end)
    # Windows has no such timer; nor does it send SIGTERM. Whoever has set a hook of their own keeps it.
    if hasattr(signal, "setitimer") and sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _unraisable


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise Ended(128 + number)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    if isinstance(lost.exc_value, Ended):
        _send_soon(signal.SIGTERM)
    elif isinstance(lost.exc_value, KeyboardInterrupt):
        _send_soon(signal.SIGINT)
    else:
        sys.__unraisablehook__(lost)


def _send_soon(number: int) -> None:
    # A timer needs no thread and no lock: the main thread may hold any, wherever it is.
    signal.signal(signal.SIGALRM, partial(_send, number))
    signal.setitimer(signal.ITIMER_REAL, SOON)


def _send(number: int, *_: object) -> None:
    signal.raise_signal(number)
