"""Rooms, sites, hosts and equipment: when they are open, who has them, and what is free."""
