"""Reads of needs and offers."""
