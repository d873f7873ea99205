"""Reads of what is a partner's own."""
