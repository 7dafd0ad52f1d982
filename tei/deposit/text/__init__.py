"""What the texts say, for people and programs that read no TEI: plain text, and tokens as CoNLL-U."""

from tei.deposit.target import Target
from tei.deposit.text.checks import check
from tei.deposit.text.making import make

TARGET = Target("Plain text and tokens", make, check)

__all__ = ["TARGET"]
