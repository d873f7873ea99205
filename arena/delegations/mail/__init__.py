"""Mails about delegations: one module for each errand."""
