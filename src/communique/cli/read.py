"""`communique read`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.output import hold_words, text_option

if TYPE_CHECKING:
    from communique.reading import Coverage
    from communique.records import Attendance, Reading, ReadMeeting


@click.command("read", epilog="Example: communique read data/documents/*.txt --format json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@text_option
@click.option("--coverage", is_flag=True, help="Account for every character: read, noise, or not understood.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], form: str, coverage: bool) -> None:
    """Show what documents say, each read on its own, with the words of the project at hand."""
    from communique.documents import read_document
    from communique.reading import as_json, read
    from communique.reading import coverage as cover

    hold_words(ctx)
    documents = [read_document(path) for path in files]
    readings = [read(document) for document in documents]
    if coverage:
        for document, reading in zip(documents, readings, strict=True):
            click.echo(_accounts(document.name, cover(document, reading)))
    elif form == "json":
        objects = [as_json(reading) for reading in readings]
        click.echo(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1))
    else:
        for reading in readings:
            click.echo(_text(reading))


def _accounts(name: str, found: "Coverage") -> str:
    """Return how a text was used up, with the sentences that gave nothing."""
    lines = [
        f"{name}: {found.share:.0%} read",
        f"  {found.read} characters read, {found.noise} noise, {found.unread} unread, {found.layout} layout; {found.total} in all",
        *(f"  noise: {count} {rule}" for rule, count in found.noise_by_rule),
        *(f"  unread: {' '.join(sentence.quote.split())}" for sentence in found.unread_sentences),
    ]
    return "\n".join(lines)


def _text(reading: "Reading") -> str:
    """Return a reading for people: meetings with their people by side, then what else was read."""
    lines = [f"{reading.document}: {reading.title or 'no title'}"]
    for meeting in reading.meetings:
        lines += ["", *_meeting(meeting)]
    if not reading.meetings:
        lines += ["", "  no meeting"]
    others = (
        *(("mentions", f"{item.name}{f' ({item.date})' if item.date else ''}") for item in reading.references),
        *((item.kind, item.name) for item in reading.things),
        *((f"{item.speaker or 'somebody'} said", f"“{item.text}”") for item in reading.quotations),
        *((f"{item.about}, {item.property}", item.value) for item in reading.statements),
    )
    return "\n".join([*lines, "", *(f"  {name}: {text}" for name, text in others)]).rstrip()


def _meeting(meeting: "ReadMeeting") -> list[str]:
    dates = meeting.start if meeting.start == meeting.end else f"{meeting.start} to {meeting.end}"
    facts = (meeting.status, meeting.mode, meeting.place, dates)
    lines = [f"  {meeting.name or 'a meeting without a name'}", f"    {', '.join(filter(None, facts))}"]
    for side in dict.fromkeys(person.side for person in meeting.attendance):
        lines.append(f"    {side or 'no side told'}")
        lines += [f"      {_person(person)}" for person in meeting.attendance if person.side == side]
    lines += [f"    body: {body.organization}{f' ({body.side})' if body.side else ''}" for body in meeting.represented]
    return lines + [f"    {outcome.kind}: {outcome.text}" for outcome in meeting.outcomes]


def _person(person: "Attendance") -> str:
    posts = (f"{'Acting ' * post.acting}{post.title}{f', {post.organization}' * bool(post.organization)}" for post in person.posts)
    roles = "; ".join(role.words for role in person.roles)
    return f"{person.person}: {' and '.join(posts) or 'no post told'}{f' [{roles}]' if roles else ''}"
