"""Servers under measurement."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

from .common import HERE, TICK, Trouble


class Server:
    """A server under measurement: its process, its socket."""

    def __init__(self, name, command, path, cpu, log=None):
        self.name, self.command, self.path, self.cpu = name, command, path, cpu
        self.log = log
        self.process = None
        self.calls = 0

    def start(self, call):
        """Starts it; returns the seconds until the first call was answered."""
        before = time.perf_counter()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log or subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, self.cpu))
        while True:
            try:
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.connect(str(self.path))
                    ask(connection, call)
                break
            except (FileNotFoundError, ConnectionRefusedError):
                if self.process.poll() is not None:
                    raise Trouble(f"{self.name} ended with status {self.process.returncode}: {' '.join(self.command)}")
                if time.perf_counter() - before > 30:
                    raise Trouble(f"{self.name} doesn't answer on {self.path}")
        took = time.perf_counter() - before
        self.calls = 1
        return took

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Trouble(f"{self.name} doesn't end on SIGTERM")
        finally:
            self.process = None

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def resident(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise Trouble(f"{self.name} is gone")


def plugin(binary, directory, cpu, log=None, under=()):
    """The plugin with the benchmark's policy; all of its files are in the directory.

    `under` is a program that runs it, with its flags.
    """
    configuration = directory / "dockreeve.yaml"
    configuration.write_text("# Everything is said by flags.\n")
    path = directory / "dockreeve.sock"
    command = [
        *under, binary, "serve", "--config", configuration, "--policies", HERE / "policy", "--socket", path, "--audit",
        directory / "audit.jsonl", "--state", directory / "state", "--admin", directory / "admin.sock"]
    return Server("dockreeve", [str(part) for part in command], path, cpu, log)


class AuditFile:
    """The audit log of the measured plugin: holds its records against the calls that were made."""

    def __init__(self, path):
        self.path = path

    def rotate(self, server):
        """Moves the file away as logrotate does, counts its records of calls, and drops it."""
        moved = self.path.with_suffix(".1")
        os.rename(self.path, moved)
        server.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while not self.path.exists():
            if time.monotonic() > deadline:
                raise Trouble(f"{server.name} doesn't open its audit log anew on SIGHUP")
            time.sleep(0.01)
        count = self.count(moved)
        moved.unlink()
        return count

    @staticmethod
    def count(path):
        with open(path, "rb") as file:
            return sum(1 for line in file if b'"phase":"request"' in line)


def ask(connection, call, method="AuthZReq"):
    """Sends one call to a plugin socket and returns the answer's status and body."""
    head = (f"POST /AuthZPlugin.{method} HTTP/1.1\r\nHost: plugin\r\nUser-Agent: Go-http-client/1.1\r\n"
            f"Content-Length: {len(call)}\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n")
    connection.sendall(head.encode() + call)
    answer = b""
    while b"\r\n\r\n" not in answer:
        part = connection.recv(65536)
        if not part:
            raise Trouble("a connection was closed before the answer")
        answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    length = int(lengths[0]) if lengths else None
    while length is not None and len(body) < length:
        body += connection.recv(65536)
    return int(head.split()[1]), json.loads(body)
