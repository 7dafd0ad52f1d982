"""RELAX NG (ISO/IEC 19757-2): schemas in both syntaxes, exact verdicts in one pass, faults in plain words."""
