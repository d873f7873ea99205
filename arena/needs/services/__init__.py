"""What is done to needs and offers, each act one verb."""
