"""Which spans does a trained encoder see? Words, windows, tags and their decoding; the weights run without torch."""
