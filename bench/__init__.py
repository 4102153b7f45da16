"""Benchmarks and the accuracy gate; `bench/README.md` tells how to run them and what they gave."""
