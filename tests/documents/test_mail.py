"""Saved e-mail: the words of the message, its subject, its day."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.mail import extract
from communique.errors import DocumentError


def message(text: str = "They met in Quito.\n", **headers: str) -> EmailMessage:
    """Make a message with this text."""
    made = EmailMessage()
    for name, value in {"Subject": "Lake Talks", **headers}.items():
        made[name] = value
    made.set_content(text)
    return made


def test_the_subject_stands_above_the_words() -> None:
    """The message's words follow its subject as a heading."""
    assert "# Lake Talks\n\nThey met in Quito.\n" == extract(message().as_bytes(), "a.eml").text


def test_a_subject_that_the_text_repeats_is_not_doubled() -> None:
    """Where the text has the subject itself, it is not put above it."""
    assert "Lake Talks\n\nThey met.\n" == extract(message("Lake Talks\n\nThey met.\n").as_bytes(), "a.eml").text


def test_headers_give_metadata() -> None:
    """Title, the sender's name, the sender's day and the language are taken with their places."""
    made = message(From="Ministry of Waters <press@example.org>", Date="Fri, 10 Dec 2021 23:46:00 -0500")
    made["Content-Language"] = "en-GB, es"

    stated = {entry.field: (entry.value, entry.source) for entry in extract(made.as_bytes(), "a.eml").stated}

    assert {
        "title": ("Lake Talks", "Subject header"),
        "publisher": ("Ministry of Waters", "From header"),
        "published": ("2021-12-10", "Date header"),
        "language": ("en-GB", "Content-Language header"),
    } == stated


def test_the_plain_part_is_preferred() -> None:
    """Of a plain and an HTML part with the same words, the plain one is read."""
    made = message()
    made.add_alternative("<p>Something else.</p>", subtype="html")

    assert "# Lake Talks\n\nThey met in Quito.\n" == extract(made.as_bytes(), "a.eml").text


def test_a_message_in_html_is_read_like_a_page() -> None:
    """A message that is HTML alone gives its text, without scripts."""
    made = EmailMessage()
    made["Subject"] = "Lake Talks"
    made.set_content("<p>They <b>met</b>.</p><script>x</script><ul><li>Ana</ul>", subtype="html")

    assert "# Lake Talks\n\nThey met.\n\n- Ana\n" == extract(made.as_bytes(), "a.eml").text


def test_attachments_are_left_out_and_counted() -> None:
    """Attached files are not part of the text; the notes say how many there are."""
    made = message()
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")

    found = extract(made.as_bytes(), "a.eml")

    assert ("# Lake Talks\n\nThey met in Quito.\n", ("1 attachments left out",)) == (found.text, found.notes)


def test_flowed_lines_are_put_together() -> None:
    """Lines that the mail program broke for itself are one line again."""
    data = b"Subject: Lake\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nThey met \nin Quito.\nThey agreed.\n"

    assert "# Lake\n\nThey met in Quito.\nThey agreed.\n" == extract(data, "a.eml").text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Subject: =?iso-8859-1?q?M=E9xico?=\nContent-Type: text/plain; charset=iso-8859-1\n\nMe\xe9t.\n", "# México\n\nMeét.\n"),
        (
            b"Subject: a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nVGhleSBtZXQu\n",
            "# a\n\nThey met.",
        ),
        (b"Subject: a\r\n\r\nThey\r\nmet.\r\n", "# a\n\nThey\nmet.\n"),
    ],
)
def test_encodings_are_understood(data: bytes, expected: str) -> None:
    """Encoded headers, encoded bodies and network line ends are read as text."""
    assert expected == extract(data, "a.eml").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Subject: a\n\n", "no words in this e-mail"),
        (b"Subject: a\nContent-Type: application/pdf\n\nx", "no words in this e-mail"),
        (b"Subject: a\nContent-Type: text/plain; charset=nonsense\n\nx\xe9", "not a readable e-mail"),
        (b"Subject: a\nContent-Type: text/plain\n\nx\0y", "a NUL character"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    """A message without words, or in an unknown encoding, is refused with the reason."""
    with pytest.raises(DocumentError, match=message):
        extract(data, "a.eml")


@pytest.mark.parametrize("date", ["", "yesterday", "99 Foo 99999999999999 99:99:99 +9999999999999"])
def test_a_date_that_means_nothing_is_left(date: str) -> None:
    """A header that cannot be understood does not hinder the reading of the words."""
    found = extract(f"Subject: Lake\nDate: {date}\n\nThey met.\n".encode(), "a.eml")

    assert ("# Lake\n\nThey met.\n", ["title"]) == (found.text, [entry.field for entry in found.stated])


def test_parts_in_parts_without_end_are_refused_or_read() -> None:
    """A message of five hundred parts, each in the other, harms nobody."""
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(500))

    with pytest.raises(DocumentError, match="e-mail"):
        extract(f"Subject: a\n{head}".encode(), "a.eml")


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"Subject: a\n\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Date: "]),
)
def test_any_bytes_give_text_or_a_refusal(tail: bytes, head: bytes) -> None:
    """Whatever the bytes, the outcome is text or one clear refusal."""
    try:
        text = extract(head + tail, "a.eml").text
    except DocumentError:
        return

    assert text.strip()
