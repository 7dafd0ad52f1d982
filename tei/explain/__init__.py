"""What a code means and what an element is for: pages for people who have just met one or the other."""

from tei.explain.page import Page, pages

__all__ = ["Page", "pages"]
