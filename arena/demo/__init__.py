"""The demo arena: `loading.load` makes it, through the same services that people use."""
