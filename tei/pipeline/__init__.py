"""The line from raw text to site; the only room that names every stage."""

from __future__ import annotations

from tei.pipeline.building import Building, build_site, distinct, write_site
from tei.pipeline.checking import Checks, check_tei, findings, ids_in
from tei.pipeline.depositing import Depositing, collection_of
from tei.pipeline.fixing import Fixing, Mended, fix_tei
from tei.pipeline.line import Pipeline, decode_raw, encode_checked, encode_raw, glance_raw, read_tei, sight_raw
from tei.pipeline.rendering import Rendering, render_tei

__all__ = [
    "Building",
    "Checks",
    "Depositing",
    "Fixing",
    "Mended",
    "Pipeline",
    "Rendering",
    "build_site",
    "check_tei",
    "collection_of",
    "decode_raw",
    "distinct",
    "encode_checked",
    "encode_raw",
    "findings",
    "fix_tei",
    "glance_raw",
    "ids_in",
    "read_tei",
    "render_tei",
    "sight_raw",
    "write_site",
]
