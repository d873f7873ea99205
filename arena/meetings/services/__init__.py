"""Acts on meetings: planning, calling, answering, moving, cancelling."""
