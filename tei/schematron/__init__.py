"""Schematron (ISO/IEC 19757-3:2020): schemas, and what they find in documents; a library of its own.

XPath 1.0 is evaluated by lxml, XPath and XSLT 2.0 and 3.0 by Saxon (`tei[saxon]`), chosen for each rule.
"""

from tei.schematron.finding import Change, Finding, Fired, Node, Offer, Stopped
from tei.schematron.schematron import Schematron

__all__ = ["Change", "Finding", "Fired", "Node", "Offer", "Schematron", "Stopped"]
