"""The second sample project, with invented bodies and people."""
