"""E-mail as saved by mail programs (`.eml`): the words of the message, its subject above them.

The plain part is taken where there is one, else the HTML part; attachments are left out and counted. The date is the day that the
sender's own clock showed.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final

from communique.documents.base import Extract, Stated, first_of_each, one_line
from communique.documents.html import extract_fragment
from communique.documents.moments import by_the_text, published
from communique.errors import DocumentError

READER: Final = "mail-1"
_SOFT_BREAK: Final = re.compile(r"(?<=[^\s-]) \n(?=\S)")


def extract(data: bytes, where: str) -> Extract:
    """Extract the message of a saved e-mail.

    Raises:
        DocumentError: it has no words, or is built too strangely to be read.
    """
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        stated = list(_headers(message))
        body = message.get_body(("plain", "html"))
        text = _text(body, where) if isinstance(body, EmailMessage) else ""
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    except (RecursionError, MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise DocumentError(f"{where}: not a readable e-mail ({type(error).__name__}); save the message's text as .txt") from None
    if not text.strip():
        raise DocumentError(f"{where}: no words in this e-mail; expected a message with a text; save the attachment by itself")
    subject = next(entry.value for entry in stated if entry.field == "title")
    head = f"# {subject}\n\n" if subject and subject not in text else ""
    return Extract(
        head + text, first_of_each(by_the_text(stated, text)), READER, (f"{attached} attachments left out",) if attached else ()
    )


def _headers(message: EmailMessage) -> Iterator[Stated]:
    yield Stated("title", _header(message, "Subject"), "Subject header")
    yield published(_header(message, "Date"), "Date header")
    yield Stated("publisher", one_line(parseaddr(_header(message, "From"))[0]), "From header")
    yield Stated("language", _header(message, "Content-Language").partition(",")[0].strip(), "Content-Language header")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return one_line(str(message.get(name, "")))
    except (ValueError, OverflowError, LookupError, AttributeError, TypeError):
        return ""  # the standard library fails on some headers that mean nothing


def _text(body: EmailMessage, where: str) -> str:
    content = str(body.get_content()).replace("\r\n", "\n")
    if "\0" in content:
        raise DocumentError(f"{where}: not text: a NUL character in the message; save the message's text as .txt")
    if body.get_content_subtype() == "html":
        return extract_fragment(content, where)
    return _SOFT_BREAK.sub(" ", content) if body.get_param("format") == "flowed" else content
