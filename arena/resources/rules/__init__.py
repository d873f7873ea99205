"""Pure rules of time and place: intervals, days and opening hours."""
