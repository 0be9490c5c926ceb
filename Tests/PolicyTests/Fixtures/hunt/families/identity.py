"""Callers whose names are made for it: the name stands in the pattern of the home."""
from cases import create, host

F = "identity"


def who(ident, user, certificate, why, source):
    return create(ident, F, "host-bind", "deny", why, host(f'"Binds":["{source}:/h"]'), user=user, certificate=certificate)


who("h940", "bob", "bob", "another member's home", "/home/alice/src")
who("h941", "alice2", "alice2", "a name that goes on where another ends", "/home/alice")
who("h942", "al.ce", "dot", "a dot in the name is no wildcard", "/home/alice")
who("h943", ".*", "star", "a name that is a pattern for everything", "/home/bob")
who("h944", "alice|bob", "or", "a name that is an alternative", "/home/bob")
who("h945", "alice/../bob", "path", "a name that is a path", "/home/bob")
who("h946", "..", "dots", "a name that is the parent", "/home/../etc")
who("h947", "\\E.*", "quote", "a name that ends a quotation", "/home/bob")
who("h948", "(?i)ALICE", "option", "a name that sets an option", "/home/alice")
