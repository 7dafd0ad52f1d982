"""Who and what is named in an edition, where, and when: registers, timeline, correspondents."""
