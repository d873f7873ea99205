"""Rules of delegations: pure functions over values."""
