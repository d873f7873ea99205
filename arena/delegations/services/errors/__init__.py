"""What may be refused: one module for each errand; import from those."""
