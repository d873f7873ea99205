"""Lists that are read into the directory: compared with it, saved and undone."""
