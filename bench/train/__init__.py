"""Trains the readers that ship with the package; needs the extra `train`."""
