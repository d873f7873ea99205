"""Reads of delegations and their programmes."""
