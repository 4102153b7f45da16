"""Tests of the annotating room."""
