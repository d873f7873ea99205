"""Reads of the meeting place: rooms that fit, bookings, quotas, orders."""
