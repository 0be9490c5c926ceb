"""HTTP itself."""
import gzip

from cases import create, host
from wire import request_bytes

F = "http"
EVIL = host('"Privileged":true')


def wire(ident, must, why, note=None, text=EVIL, **more):
    return create(ident, F, "privileged", must, why, text, wire=note, **more)


def raw(make):
    """The request's bytes, made from (uri, headers, body)."""
    return lambda case, uri, data, headers: make(uri, headers, data)


def lines(*head):
    """A request written out line by line, the body behind."""

    def make(uri, headers, data):
        text = "\r\n".join(["POST " + uri + " HTTP/1.1", *head]).replace("LENGTH", str(len(data)))
        return text.encode("latin-1") + b"\r\n\r\n" + data

    return raw(make)


def behind(first):
    return raw(lambda uri, headers, data: first + request_bytes("POST", uri, headers, data))


def sent_as(change):
    """With the length of the body that is sent."""
    return raw(lambda uri, headers, data: request_bytes("POST", uri, headers, change(data)))


def chunks(change):
    return raw(lambda uri, headers, data: request_bytes("POST", uri, headers, chunked=True).replace(b"0\r\n\r\n", change(data)))


PING = b"GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n"
MIB = 1 << 20
JSON = "Content-Type: application/json"
wire("h400", "deny", "chunked with a trailer", "chunked, a trailer behind the body", chunked=True, headers=[("Trailer", "X-Note")], framing={"trailer": "X-Note: 1\r\n"})
wire("h401", "deny", "asks whether to go on before the body", "Expect: 100-continue", headers=[("Expect", "100-continue")])
wire("h402", "deny", "second of two requests in one write", "GET /_ping and this call in one write", raw=behind(PING), which=1)
wire("h403", "deny", "HTTP/1.0 without Host", "HTTP/1.0, no Host", framing={"version": "HTTP/1.0", "host": None})
wire("h404", "deny", "the same length twice", "Content-Length twice", raw=lines("Host: x", JSON, "Content-Length: LENGTH", "Content-Length: LENGTH"))
wire("h405", "deny", "capitals in Transfer-Encoding", "Transfer-Encoding: CHUNKED", chunked="CHUNKED")
wire("h406", "deny", "bare line feeds", "lines end in LF alone", framing={"end": "\n"})
wire("h407", "deny", "a folded header line", "Content-Type over two lines", raw=lines("Host: x", JSON + ";", "\tcharset=utf-8", "Content-Length: LENGTH"))
wire("h408", "deny", "lower-case header names", "header names in lower case", raw=lines("host: x", JSON.lower(), "content-length: LENGTH"))
wire("h409", "deny", "says gzip, is plain: the engine does not look", headers=[("Content-Encoding", "gzip")])
wire("h410", "any", "is gzip: the engine does not unpack", text=gzip.compress(EVIL.encode(), mtime=0), headers=[("Content-Encoding", "gzip")])
wire("h411", "deny", "asks for HTTP/2 on the side", headers=[("Connection", "Upgrade, HTTP2-Settings"), ("Upgrade", "h2c"), ("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")])
wire("h412", "deny", "method override headers", headers=[("X-HTTP-Method-Override", "GET"), ("X-Method-Override", "HEAD"), ("X-HTTP-Method", "GET")])
wire("h413", "deny", "path override headers of proxies", headers=[("X-Original-URL", "/v1.41/containers/json"), ("X-Rewrite-URL", "/_ping"), ("X-Forwarded-Prefix", "/v1.41")])
wire("h414", "deny", "chunk extensions", "chunked, an extension on each chunk", raw=chunks(lambda data: f"{len(data):x};a=b\r\n".encode() + data + b"\r\n0;c\r\n\r\n"))
wire("h415", "deny", "one byte per chunk", "chunked, one byte per chunk", raw=chunks(lambda data: b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in data) + b"0\r\n\r\n"))
wire("h416", "deny", "a length beside chunks, too small", "Content-Length: 2 and Transfer-Encoding: chunked", chunked=True, headers=[("Content-Length", "2")])
wire("h417", "deny", "a body longer than its length: the rest is the next request", "Content-Length of the JSON, garbage behind it",
     raw=raw(lambda uri, headers, data: request_bytes("POST", uri, headers, data) + b"\r\n\r\ngarbage"))
wire("h418", "deny", "exactly 1 MiB: the first length that is hidden", "spaces in front up to 1 MiB in all", raw=sent_as(lambda data: data.rjust(MIB)))
wire("h419", "deny", "a long unknown string of 1 MiB", "an unknown string of 1 MiB behind the first brace", raw=sent_as(lambda data: b'{"x":"' + b"y" * MIB + b'",' + data[1:]))
wire("h420", "deny", "hidden by what stands behind it", "1 MiB of spaces behind the body", raw=sent_as(lambda data: data + b" " * MIB))
wire("h421", "deny", "user and password in a header", headers=[("Authorization", "Basic YWRtaW46YWRtaW4="), ("X-Registry-Auth", "e30=")])
wire("h422", "deny", "headers that claim another caller", headers=[("X-Forwarded-User", "admin"), ("X-Remote-User", "root"), ("User", "admin")])
wire("h423", "any", "transfer encoding named twice", "Transfer-Encoding: chunked, chunked", chunked="chunked, chunked")
wire("h424", "any", "identity as a transfer encoding", "Transfer-Encoding: identity", headers=[("Transfer-Encoding", "identity")])
wire("h425", "any", "a vertical tab before chunked", "Transfer-Encoding: \\x0bchunked", chunked="\x0bchunked")
wire("h426", "any", "two different lengths", "Content-Length: 71 and 5", headers=[("Content-Length", "71"), ("Content-Length", "5")])
wire("h427", "any", "a sign in the length", "Content-Length: +71", headers=[("Content-Length", "+71")])
wire("h428", "any", "a space before the colon", "`Content-Length :`", raw=lines("Host: x", JSON, "Content-Length : LENGTH"))
wire("h429", "any", "PUT instead of POST: no route", method="PUT")
wire("h430", "any", "PATCH instead of POST: no route", method="PATCH")
wire("h431", "any", "a method in lower case: no route", method="post")
wire("h432", "any", "an empty line first", "CRLF before the request line", raw=behind(b"\r\n"))
wire("h433", "any", "no body at all, a length of zero", text="")
wire("h434", "any", "OPTIONS with the body", method="OPTIONS")

F = "media-type"


def media(ident, must, why, value):
    return create(ident, F, "privileged", must, why, EVIL, ctype=value)


media("h440", "deny", "a charset in quotes", 'application/json;charset="utf-8"')
media("h441", "deny", "two parameters, one of another type", "application/json; charset=utf-8; boundary=x")
media("h442", "deny", "tabs and spaces around", " \tapplication/json\t ")
media("h443", "deny", "a semicolon and nothing", "application/json; ")
media("h444", "deny", "a continued parameter", "application/json; title*0=a; title*1=b")
media("h445", "deny", "a parameter in another charset", "application/json; title*=utf-8'en'%e2%82%ac")
media("h446", "deny", "an escaped quote in a parameter", 'application/json; a="\\""')
media("h447", "any", "two semicolons", "application/json;;")
media("h448", "any", "a parameter without a name", "application/json;=x")
media("h449", "any", "an unclosed quote", 'application/json; charset="utf-8')
media("h450", "any", "a comma and a second type", "application/json,application/json")
media("h451", "any", "JSON of another name", "text/x-json")
media("h452", "any", "a slash too many", "application/json/")
media("h453", "any", "form", "application/x-www-form-urlencoded")
