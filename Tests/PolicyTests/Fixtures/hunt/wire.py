"""A raw HTTP client: the bytes on the wire are the caller's own, nothing is normalised."""
import json
import socket
import ssl
import urllib.parse


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def text(self):
        value = self.json
        if isinstance(value, dict) and "message" in value:
            return value["message"]
        return self.body.decode("utf-8", "replace")


class Wire:
    """One connection, by TLS with a client certificate or over the engine's own socket."""

    def __init__(self, tls=None, unix=None, port=2376, timeout=20):
        if unix:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(timeout)
            self.socket.connect(unix)
        else:
            folder, name = tls
            context = ssl.create_default_context(cafile=f"{folder}/ca.pem")
            context.check_hostname = False
            context.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
            plain = socket.create_connection(("127.0.0.1", port), timeout)
            self.socket = context.wrap_socket(plain)
        self.left = b""

    def send(self, data):
        self.socket.sendall(data)

    def close(self):
        self.socket.close()

    def more(self):
        try:
            data = self.socket.recv(65536)
        except OSError:
            data = b""
        self.left += data
        return bool(data)

    def until(self, mark):
        while mark not in self.left:
            if not self.more():
                return None
        head, self.left = self.left.split(mark, 1)
        return head

    def take(self, count):
        while len(self.left) < count and self.more():
            pass
        data, self.left = self.left[:count], self.left[count:]
        return data

    def answer(self, head_only=False, rest=None):
        """One response; `rest` bounds for how many seconds a stream without an end is read."""
        while True:
            head = self.until(b"\r\n\r\n")
            if head is None:
                return Answer(0, {}, self.left)
            lines = head.decode("latin-1").split("\r\n")
            status = int(lines[0].split(" ")[1])
            if status != 100:
                break
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        if head_only or status in (101, 204, 304):
            return Answer(status, headers, b"")
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while True:
                line = self.until(b"\r\n")
                if not line:
                    break
                size = int(line.split(b";")[0], 16)
                body += self.take(size)
                self.until(b"\r\n")
                if size == 0:
                    break
        elif "content-length" in headers:
            body = self.take(int(headers["content-length"]))
        else:
            if rest:
                self.socket.settimeout(rest)
            while self.more():
                pass
            body, self.left = self.left, b""
        return Answer(status, headers, body)


def request_bytes(
    method, uri, headers, body=b"", chunked=False, version="HTTP/1.1", host="Host: docker", trailer="", end="\r\n"
):
    lines = [f"{method} {uri} {version}"]
    if host:
        lines.append(host)
    lines += [f"{name}: {value}" for name, value in headers]
    if chunked:
        lines.append("Transfer-Encoding: " + (chunked if isinstance(chunked, str) else "chunked"))
    elif body is not None and not any(name.lower() == "content-length" for name, _ in headers):
        lines.append(f"Content-Length: {len(body)}")
    head = (end.join(lines) + end + end).encode("latin-1")
    if chunked:
        out = b""
        for start in range(0, len(body), 50000):
            piece = body[start : start + 50000]
            out += f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
        return head + out + b"0\r\n" + trailer.encode() + b"\r\n"
    return head + (body or b"")


class Admin:
    """The engine as its administrator sees it: prepares, inspects and clears away."""

    def __init__(self, unix):
        self.unix = unix

    def call(self, method, path, body=None, rest=None, timeout=30):
        wire = Wire(unix=self.unix, timeout=timeout)
        try:
            data = json.dumps(body).encode() if body is not None else b""
            headers = [("Content-Type", "application/json")] if body is not None else []
            wire.send(request_bytes(method, path, headers + [("Connection", "close")], data))
            return wire.answer(rest=rest)
        finally:
            wire.close()

    def get(self, path):
        return self.call("GET", path).json

    def container(self, name):
        return self.get(f"/v1.41/containers/{urllib.parse.quote(name, safe='')}/json")

    def output(self, name, command):
        """What a command in a running container prints."""
        made = self.call("POST", f"/v1.41/containers/{name}/exec", {"Cmd": command, "AttachStdout": True, "AttachStderr": True})
        return self.started(made.json["Id"])

    def started(self, ident):
        return plain(self.call("POST", f"/v1.41/exec/{ident}/start", {"Detach": False}, rest=2).body)

    def run(self, ident, wait=15):
        """Starts a container and waits for its end: (error or None, output)."""
        started = self.call("POST", f"/v1.41/containers/{ident}/start")
        if started.status not in (204, 304):
            return started.text, ""
        self.call("POST", f"/v1.41/containers/{ident}/wait", timeout=wait)
        return None, self.logs(ident)

    def logs(self, ident):
        return plain(self.call("GET", f"/v1.41/containers/{ident}/logs?stdout=1&stderr=1").body)


def plain(stream):
    """The text of a stream whose frames tell stdout and stderr apart."""
    out = b""
    while len(stream) >= 8:
        size = int.from_bytes(stream[4:8], "big")
        out += stream[8 : 8 + size]
        stream = stream[8 + size :]
    return out.decode("utf-8", "replace")
