"""Our own corpus of marked-up passages: how it is read, checked, counted and scored."""
