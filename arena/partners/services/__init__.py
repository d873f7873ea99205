"""Acts of partners on what is their own."""
