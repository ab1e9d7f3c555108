"""Claims of all documents weighed: what is asserted, what is disputed, of which kind, and why."""

from communique.weighing.weigh import Told, decide, weigh

__all__ = ["Told", "decide", "weigh"]
