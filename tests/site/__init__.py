"""Tests of the pages."""  # noqa: A005 - named after what it tests
