"""Reads of mailings: what was written, to whom it goes, and how it arrived."""
