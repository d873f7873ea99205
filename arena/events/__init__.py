"""Events: everything that takes place."""
