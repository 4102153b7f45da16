"""Tests of the emitting room."""
