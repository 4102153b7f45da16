"""Tests of the resolving room."""
