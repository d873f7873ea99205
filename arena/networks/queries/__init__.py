"""Reads of networks: who is in them, who does what for them, and what was agreed."""
