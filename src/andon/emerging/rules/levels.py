"""How far an issue got, and what became of it."""

WATCH, EMERGING = "watch", "emerging"
OPEN, CONFIRMED, DISMISSED, MERGED, OVER = "open", "confirmed", "dismissed", "merged", "over"
LIVE = (OPEN, CONFIRMED)
"""States in which it takes new reports."""
