"""Pages of the meeting place."""
