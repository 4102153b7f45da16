"""The sizes of all-MiniLM-L6-v2, from its published configuration."""

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
VOCABULARY, POSITIONS, KINDS = 30522, 512, 2
EPSILON = 1e-12
