"""The values that every other part of tei works on."""
