"""Pure rules of hosts' own time: addresses, public networks, and what a calendar says."""
