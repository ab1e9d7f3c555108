"""Answers kept for the next who asks the same: a data set that is only read gives the same answer each time."""

from collections import OrderedDict
from typing import Final

from communique.server.frames import Reply

#: No reply takes more than this part of the room.
_SHARE: Final = 8


class KeptReplies:
    """Replies by the frame of their job, up to a number of bytes; the one asked for longest ago goes first.

    >>> kept = KeptReplies(most_bytes=100)
    >>> kept.keep(b"job", Reply(200, body=b"answer"))
    >>> kept.find(b"job")
    Reply(status=200, media='text/plain', body=b'answer')
    """

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self._largest = most_bytes // _SHARE
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def find(self, key: bytes) -> Reply | None:
        """Return the reply that is kept for a job, if there is one."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def keep(self, key: bytes, reply: Reply) -> None:
        """Keep a reply, unless it is a reason and not an answer, or so large that it would push out too many others."""
        size = len(key) + len(reply.body)
        if reply.failed or size > self._largest or key in self._replies:
            return
        self._replies[key] = reply
        self._left -= size
        while self._left < 0:
            old, gone = self._replies.popitem(last=False)
            self._left += len(old) + len(gone.body)
