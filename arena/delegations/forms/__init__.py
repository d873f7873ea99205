"""What people type about delegations."""
