"""What can go wrong, as values that carry the facts and say how to mend them.

    KgError
    ├── BadInput           an article or file that cannot be read; the run goes on without it
    ├── NoSuchInput        a path or pattern that names nothing
    ├── NoSuchModel        a spaCy model, or the weights of the learned readers, that are not installed
    ├── NoSuchDevice       a processor that is not there, or that nothing installed can use
    ├── WorkerLost         a process that read articles and came to an end
    ├── BadLexicon         a lexicon or ontology file that cannot be used
    ├── BadOutput          a file or folder that cannot be written
    ├── StoreError         a store that is in use, of another version, or damaged
    ├── NoSuchQuery        neither a named query, nor a file, nor SPARQL
    ├── BadQuery           a query with a syntax error, or a parameter that does not fit
    ├── EndpointError      a remote endpoint that refuses, hangs, or answers with something else than results
    │   └── NoAnswer       one that cannot be reached, hangs or breaks off, and may answer later
    ├── NoContact          online work without a word on who can be reached about it
    ├── BadRequest         a request to our own server that is not understood
    └── NoSuchNode         an IRI that the graph does not hold

Each prints as "what: why; remedy".
"""

from __future__ import annotations


class KgError(Exception):
    """The root. `subject` names the input that is meant, `reason` the fact, `remedy` what the user can do."""

    def __init__(self, subject: str, reason: str, remedy: str = "") -> None:
        super().__init__(subject, reason, remedy)
        self.subject = subject
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


class BadInput(KgError):
    """An article or file that cannot be read."""


class NoSuchInput(KgError):
    """A path or pattern that names nothing."""


class NoSuchModel(KgError):
    """A spaCy model, or the weights of the learned readers, that are not installed."""


class NoSuchDevice(KgError):
    """A processor that is not there, or that nothing installed can use."""


class WorkerLost(KgError):
    """A process that read articles and came to an end, most likely for want of memory."""


class BadLexicon(KgError):
    """A lexicon or ontology file that cannot be used."""


class BadOutput(KgError):
    """A file or folder that cannot be written."""


class StoreError(KgError):
    """A store that is in use, of another version, or damaged."""


class NoSuchQuery(KgError):
    """Neither a named query, nor a file, nor SPARQL."""


class BadQuery(KgError):
    """A query with a syntax error, or a parameter that does not fit."""


class EndpointError(KgError):
    """A remote endpoint that refuses, hangs, or answers with something else than results."""


class NoAnswer(EndpointError):
    """A remote endpoint that cannot be reached, hangs or breaks off, and may answer later."""


class NoContact(KgError):
    """Online work without a word on who can be reached about it."""


class BadRequest(KgError):
    """A request to our own server that is not understood."""


class NoSuchNode(KgError):
    """An IRI that the graph does not hold."""
