"""RELAX NG (ISO/IEC 19757-2): schemas in both syntaxes, exact verdicts in one pass, and what is wrong in plain words."""
