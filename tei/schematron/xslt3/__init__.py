"""XSLT 3.0 made from a schema: a transformation whose result is what the schema finds in a document."""

from tei.schematron.xslt3.stylesheet import Stylesheet

__all__ = ["Stylesheet"]
