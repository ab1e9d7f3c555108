"""Claims of all documents weighed: what is asserted, what is disputed, of which kind, and why."""

from communique.weighing.weigh import Told, weigh

__all__ = ["Told", "weigh"]
