"""Tests of the data set made a piece at a time."""
