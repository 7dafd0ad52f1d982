"""Persons, organisations, places, terms, dates and letters of a collection: as tables, linked data and CMIF."""

from tei.deposit.entities.checks import check
from tei.deposit.entities.making import make
from tei.deposit.target import Target

TARGET = Target("Persons, places, letters", make, check)

__all__ = ["TARGET"]
