"""Which of these are the same? `Reading -> Facts`."""
