"""Pages on which a person decides: open contradictions, unsure pairs, candidates for links; on this machine alone.

They write what `communique judge` and `communique link apply` write, into the same files.
"""

from communique.review.bench import Bench
from communique.review.guard import check_local
from communique.review.routes import PATH, review_routes

__all__ = ["PATH", "Bench", "check_local", "review_routes"]
