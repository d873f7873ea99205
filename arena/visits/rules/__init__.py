"""The rules of visits: pure functions; the moment, zone and working days are parameters."""
