"""The errors that people see.

Each message names the thing, the value found, what was expected and what to do; the command line prints it on one line and
turns it into an exit status.
"""


class CommuniqueError(Exception):
    """Root of all errors that a person can mend.

    >>> str(CommuniqueError("data/documents: no documents found; put .txt files there"))
    'data/documents: no documents found; put .txt files there'
    """

    exit_status = 2


class ProjectError(CommuniqueError):
    """The project file or folder is missing or wrong."""


class DocumentError(CommuniqueError):
    """A source document cannot be read as text with front matter."""


class AuthorityError(CommuniqueError):
    """An authority, judgement or link file has a row that means nothing."""


class GlossaryError(CommuniqueError):
    """A table of a project's own words has a row that means nothing."""


class QuestionError(CommuniqueError):
    """A saved question, its head or a parameter is wrong."""


class ShapeError(CommuniqueError):
    """A file of shapes is not Turtle."""


class QueryError(CommuniqueError):
    """A SPARQL query does not parse, is not allowed, or failed."""


class DataError(CommuniqueError):
    """The published data set is missing, damaged or contradicts itself."""


class TargetError(CommuniqueError):
    """A data set to link with cannot be read, or its service does not answer."""


class FindingsError(CommuniqueError):
    """Checks found violations, so nothing was published."""

    exit_status = 1
