"""Scheduling: event, reservations, reminders and invitations, as one act."""
