"""Pages of networks: for staff, for those who are in them, and for everybody."""
