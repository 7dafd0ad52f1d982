"""What is known to be wrong with old files, so that only what is new is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tei.core.diagnostic import Diagnostic, Refused, refusal, unreadable
from tei.core.files import write
from tei.core.fingerprint import fingerprints
from tei.core.selection import is_certain

_VERSION = 1


class Baseline:
    """The findings that were recorded in a file, and what became of them in this run.

    The file is JSON: for each checked file, by its path from the folder of the baseline, the fingerprint of each
    finding with its code and its words, which are for people. Nothing in it depends on numbers of lines.
    """

    def __init__(
        self, path: str, files: dict[str, dict[str, str]], *, renew: bool = False, complete: bool = True
    ) -> None:
        self._path = path
        self._files = files
        self._renew = renew
        self._complete = complete
        self._checked: set[str] = set()
        self._known = 0
        self._gone = 0

    @classmethod
    def load(cls, path: str, *, renew: bool = False, complete: bool = True) -> Baseline:
        """The baseline in a file, which need not be there if it is to be made anew (`renew`).

        Only if the run is `complete`, what is recorded and not found again is gone for good. Raises Refused: P101 if
        it cannot be read, P503 if it is not there or no baseline.
        """
        if renew and not Path(path).exists():
            return cls(path, {}, renew=True, complete=complete)
        try:
            recorded = json.loads(Path(path).read_bytes())
        except FileNotFoundError:
            raise refusal("P503", f"there is no baseline {path}", "write it with --update-baseline") from None
        except OSError as error:
            raise Refused(unreadable(path, error)) from None
        except ValueError:
            recorded = None
        if not _is_sound(recorded):
            cure = "name another file, or, if that is damaged, delete it and use --update-baseline"
            raise refusal("P503", f"{path} is no baseline", cure)
        return cls(path, recorded["findings"], renew=renew, complete=complete)

    @property
    def summary(self) -> str:
        """How many findings of the run are in the file, in words; "" if none is."""
        if not self._known:
            return ""
        return f"{self._known} {'' if self._renew else 'more '}{'is' if self._known == 1 else 'are'} in {self._path}"

    def new(self, name: str, diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """Those findings in a file that were not recorded; if the baseline is made anew, they are recorded instead."""
        key = self._named(name)
        before = self._files.get(key, {})
        now: dict[str, str] = {}
        open_ones = [diagnostic for diagnostic in diagnostics if not is_certain(diagnostic)]
        by_identity = dict(zip(map(id, open_ones), fingerprints(open_ones, self._named), strict=True))
        for diagnostic in diagnostics:
            known = by_identity.get(id(diagnostic), "")
            if known and (self._renew or known in before):
                now[known] = f"{diagnostic.code} {diagnostic.message}"
                self._known += 1
            else:
                yield diagnostic
        self._checked.add(key)
        if len(open_ones) < len(diagnostics) or not self._complete:
            # What keeps a file from being read hides what else is wrong with it, and so does what is not asked for.
            now = before | now
        self._gone += len(before.keys() - now.keys())
        if self._renew:
            self._files[key] = dict(sorted(now.items(), key=lambda entry: (entry[1], entry[0])))

    def finish(self) -> Iterator[Diagnostic]:
        """Write the file, if it is made anew; else, if nothing was left out of the run, tell how much is gone (P504).

        Gone is, too, what was found in files that are there no more. Raises Refused (P108) if it cannot be written.
        """
        for name in self._files.keys() - self._checked:
            if not os.path.exists(os.path.join(os.path.dirname(self._path), name)):
                self._gone += len(self._files.pop(name))
        if self._renew:
            findings = {name: found for name, found in sorted(self._files.items()) if found}
            recorded = {"version": _VERSION, "findings": findings}
            write(Path(self._path), json.dumps(recorded, ensure_ascii=False, indent=2) + "\n")
        elif self._gone and self._complete:
            words = "entry has" if self._gone == 1 else "entries have"
            message = f"{self._gone} {words} nothing in the files any more: {self._path} can be smaller"
            yield Diagnostic("P504", "info", message, help="write it anew with --update-baseline")

    def _named(self, name: str) -> str:
        return os.path.relpath(name, os.path.dirname(self._path) or ".").replace(os.sep, "/")


def _is_sound(recorded: Any) -> bool:
    return (
        isinstance(recorded, dict)
        and recorded.get("version") == _VERSION
        and isinstance(recorded.get("findings"), dict)
        and all(isinstance(entries, dict) for entries in recorded["findings"].values())
    )
