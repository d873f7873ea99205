"""What people type at the meeting place."""
