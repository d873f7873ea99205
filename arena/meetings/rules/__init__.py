"""Rules of meetings: weeks that become dates, states, and which answer holds."""
