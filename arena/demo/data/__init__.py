"""What the demo arena is made of. People and organisations are invented; places are real."""
