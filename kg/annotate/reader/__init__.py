"""Which spans does a trained encoder see? Words, windows, tags and their decoding; the weights run without torch.

No weights ship, and `kg build` reads by rules alone: see `docs/models.md` for what was measured.
"""
