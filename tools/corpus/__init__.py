"""A corpus with known truth: an invented world of meetings, and releases that tell of it."""
