"""Acts on delegations and their programmes."""
