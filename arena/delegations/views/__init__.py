"""Pages about delegations: for staff, for their leaders, and for who is asked to receive them."""
