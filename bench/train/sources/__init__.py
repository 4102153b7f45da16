"""Texts to learn from, one corpus or kind of corpora a file: each gives documents with what is known of them."""
