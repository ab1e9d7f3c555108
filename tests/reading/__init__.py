"""Tests of identity; all people, bodies and meetings in them are invented."""
