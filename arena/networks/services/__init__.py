"""Acts on networks: founding, admitting, seating, leaving, agreeing."""
