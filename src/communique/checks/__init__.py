"""Checks of a data set: SHACL shapes and queries that must return nothing."""

from communique.checks.check import check
from communique.checks.findings import Finding, is_violation, standing

__all__ = ["Finding", "check", "is_violation", "standing"]
