"""Whether media types are such, and fit the files that they are said of."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tei.relaxng import Place
from tei.relaxng.automaton import Attributes
from tei.relaxng.vocabulary import nearest
from tei.validate.observe import Hook, Observer
from tei.validate.told import Change

TOPS = frozenset("application audio example font haptics image message model multipart text video".split())
"""The top-level types that IANA has registered."""

# RFC 6838, section 4.2.
_NAME = r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
_TYPE = re.compile(rf"({_NAME})/({_NAME})(?:\s*;.*)?", re.DOTALL)
_SPACE = re.compile(r"(?<!;)\s+")

MEANT = {
    "image/jpg": "image/jpeg",
    "image/tif": "image/tiff",
    "image/svg": "image/svg+xml",
    "audio/mp3": "audio/mpeg",
    "application/tei": "application/tei+xml",
    "text/tei+xml": "application/tei+xml",
    "text/tei": "application/tei+xml",
    "text/txt": "text/plain",
    "text/htm": "text/html",
    "text/json": "application/json",
    "text/pdf": "application/pdf",
    "text/md": "text/markdown",
}
"""Types that people write, with those that are registered."""

ENDINGS = {
    "jpg": ("image/jpeg",),
    "jpeg": ("image/jpeg",),
    "png": ("image/png",),
    "gif": ("image/gif",),
    "tif": ("image/tiff",),
    "tiff": ("image/tiff",),
    "svg": ("image/svg+xml",),
    "webp": ("image/webp",),
    "jp2": ("image/jp2",),
    "pdf": ("application/pdf",),
    "mp3": ("audio/mpeg", "audio/mp3"),
    "wav": ("audio/wav", "audio/x-wav", "audio/vnd.wave"),
    "ogg": ("audio/ogg", "video/ogg", "application/ogg"),
    "mp4": ("video/mp4", "audio/mp4", "application/mp4"),
    "mov": ("video/quicktime",),
    "webm": ("video/webm", "audio/webm"),
    "html": ("text/html", "application/xhtml+xml"),
    "txt": ("text/plain",),
    "csv": ("text/csv",),
    "json": ("application/json", "application/ld+json"),
}
"""The types that files may have whose names end so."""


class Media(Observer):
    """Media types that are none (T511), and those that do not fit the name of the file (T512)."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        return self._typed if "mimeType" in names else None

    def _typed(self, attributes: Attributes) -> None:
        types = _SPACE.split(attributes["mimeType"].strip())
        here = self.reading.here

        def places() -> tuple[Place, ...]:
            return (here.attribute("mimeType"),)

        for each in types:
            found = _TYPE.fullmatch(each)
            known = found is not None and found[1].lower() in TOPS
            if known and each.lower() not in MEANT:
                continue
            meant = MEANT.get(each.lower()) or _by_ending(each) or _by_top(each)
            change = (
                Change(meant, f"write “{meant}”", safe=each.lower() in MEANT) if meant and len(types) == 1 else None
            )
            help = f"did you mean “{meant}”?" if meant else "write a type and a subtype, such as image/jpeg or text/xml"
            self.told.tell("T511", "warning", f"“{each}” is not a media type", places, help=help, change=change)
            return
        ending = PurePosixPath(attributes.get("url", "").partition("?")[0]).suffix[1:].lower()
        fit = ENDINGS.get(ending, ())
        if fit and types and not any(each.partition(";")[0].lower() in fit for each in types):
            self.told.tell(
                "T512",
                "warning",
                f"the media type is {attributes['mimeType']}, but the name of the file ends in .{ending}",
                lambda: (here.attribute("mimeType"), here.attribute("url", "the file")),
                help=f"did you mean “{fit[0]}”?",
                change=Change(fit[0], f"write “{fit[0]}”") if len(fit) == len(types) == 1 else None,
            )


def _by_ending(written: str) -> str:
    """The type of files whose names end so, where that was written for it."""
    return next(iter(ENDINGS.get(written.lower().lstrip("."), ())), "")


def _by_top(written: str) -> str:
    top, _, rest = written.partition("/")
    near = nearest(top, sorted(TOPS)) if rest else ""
    return f"{near}/{rest}" if near else ""
