"""RELAX NG (ISO/IEC 19757-2): schemas in both syntaxes, exact verdicts in one pass, faults in plain words."""

from tei.relaxng.failure import Failure, Place, Remedy
from tei.relaxng.grammar import Grammar
from tei.relaxng.vocabulary import Vocabulary

__all__ = ["Failure", "Grammar", "Place", "Remedy", "Vocabulary"]
