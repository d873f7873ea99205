"""The rules of visits: pure functions over values; the moment, the zone and the working days come in."""
