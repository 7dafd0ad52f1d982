"""A run that is asked to end from outside: by SIGTERM, or by SIGINT, which is Ctrl+C."""

from __future__ import annotations

import signal
import sys
import threading
from _thread import interrupt_main, start_new_thread
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

SOON = 0.05
"""After so many seconds a signal that was lost is sent again."""


class Ended(SystemExit):
    """Raised where the run is when it is asked to end by SIGTERM; the status is 128 and the number of the signal."""


def end_cleanly() -> None:
    """Have SIGTERM end this run as a failure would: its workers are ended, what it has half written is removed.

    What a signal raises is lost if Python just then is in a finalizer or in the callback of a weak reference, where
    nothing can be raised: until `let_go` it is sent again. Outside the main thread, nothing is done.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
        # Whoever has set a hook of their own keeps it.
        if sys.unraisablehook is sys.__unraisablehook__:
            sys.unraisablehook = _unraisable


def let_go() -> None:
    """Send nothing again from now on: the run is at its end."""
    if sys.unraisablehook is _unraisable:
        sys.unraisablehook = sys.__unraisablehook__


def _end(number: int, frame: FrameType | None) -> None:
    # Another one is not to break off what is now cleared up, nor this one what is since Ctrl+C.
    signal.signal(number, signal.SIG_IGN)
    if not isinstance(sys.exception(), KeyboardInterrupt):
        raise Ended(128 + number)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    # A thread of this kind is begun without a lock, of which the main thread may hold any, wherever it is.
    if isinstance(lost.exc_value, Ended):
        signal.signal(signal.SIGTERM, _end)
        start_new_thread(_send_soon, (signal.SIGTERM,))
    elif isinstance(lost.exc_value, KeyboardInterrupt):
        start_new_thread(_send_soon, (signal.SIGINT,))
    else:
        sys.__unraisablehook__(lost)


def _send_soon(number: signal.Signals) -> None:
    sleep(SOON)
    main = threading.main_thread().ident
    if sys.unraisablehook is not _unraisable or main is None:
        return
    # Where there is no such call, a main thread that waits for something is not woken.
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)
    else:
        interrupt_main(number)
