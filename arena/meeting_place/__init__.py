"""The arena as a place: rooms that are booked, and one board on which all is planned."""
