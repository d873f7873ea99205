"""Pure rules of needs and offers."""
