"""Pure rules of the meeting place."""
