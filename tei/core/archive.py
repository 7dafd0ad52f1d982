"""Files put into a ZIP archive, so that equal files make equal bytes."""

from __future__ import annotations

import zipfile


def put(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    """Add a file to an archive that is being written, compressed unless `how` says otherwise."""
    # Without a day of its own, a file would have that of today, and the rights of whoever made it.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.compress_type = how
    archive.writestr(info, data, compresslevel=9)
