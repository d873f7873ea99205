"""Mails about needs and offers."""
