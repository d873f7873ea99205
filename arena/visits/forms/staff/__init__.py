"""What staff type about visits, walks and offers."""
