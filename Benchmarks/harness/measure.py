"""The measurement itself."""
import json
import os
import pathlib
import socket
import time

from .common import BUILD, HERE, Trouble, progress, run
from .machine import Machine, pins
from .server import AuditFile, Server, ask, plugin

MIX = ["01-ping", "02-containers-list", "03-images-list", "04-create-small", "05-create-big", "06-exec-create",
       "07-build", "08-network-create"]
REFUSED = ["10-create-privileged", "11-create-hostbind"]

# Name, what is sent, calls before measuring.
LOADS = [
    ("mix of eight calls", MIX, 400),
    ("6 KB create", ["05-create-big"], 400),
    ("900 KB create", ["09-create-900k"], 16),
]
CONNECTIONS = [1, 8]


def build_tools():
    """Builds load generator and floor, and writes the calls."""
    BUILD.mkdir(exist_ok=True)
    for name, options in [("unixload", ["-pthread"]), ("floor", [])]:
        source, binary = HERE / "load" / f"{name}.c", BUILD / name
        if not binary.exists() or binary.stat().st_mtime < source.stat().st_mtime:
            run(["cc", "-O2", *options, "-o", binary, source])
    run([HERE / "load" / "requests.py", BUILD / "requests"])


def inside(rounds, cpu):
    """What can only be measured within a process, as a list of figures."""
    package = HERE / "inside"
    run(["swift", "build", "-c", "release", "--package-path", package, "--product", "inside"])
    program = package / ".build/release/inside"
    lines = run([program, HERE / "policy", BUILD / "requests", rounds], preexec_fn=lambda: os.sched_setaffinity(0, cpu))
    return [json.loads(line) for line in lines.splitlines()]


def call_path(name):
    return BUILD / "requests" / f"{name}.json"


def load(server, calls, connections, seconds, warmup, cpu):
    """One run of the load generator; returns its figures and the server's CPU time per call."""
    command = [BUILD / "unixload", "-j", "-s", server.path, "-c", connections, "-d", seconds, "-w", warmup,
               *map(call_path, calls)]
    before = server.cpu_seconds()
    figures = json.loads(run(command, preexec_fn=lambda: os.sched_setaffinity(0, cpu)))
    spent = server.cpu_seconds() - before
    done = figures["requests"] + warmup // connections * connections
    server.calls += done
    figures["cpu_us"] = spent / done * 1e6
    if figures["deny"]:
        raise Trouble(f"{server.name} denied {figures['deny']} calls that the policy allows")
    return figures


def check_policy(server):
    """Without a policy that refuses what it should, the figures would be about something else."""
    for name in REFUSED:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(server.path))
            status, answer = ask(connection, call_path(name).read_bytes())
        server.calls += 1
        if status != 200 or answer.get("Allow") is not False:
            raise Trouble(f"{server.name} allows {name}: its policy isn't in force")


def sizes(binary, directory):
    stripped = directory / "stripped"
    run(["strip", "-o", stripped, binary])
    return {"bytes": binary.stat().st_size, "stripped_bytes": stripped.stat().st_size}


def measure(options, binary, directory):
    server_cpu, load_cpu = pins(options.cpus)
    audit = AuditFile(directory / "audit.jsonl")
    messages = open(directory / "messages", "w")
    floor = Server("floor", [str(BUILD / "floor"), str(directory / "floor.sock")], directory / "floor.sock", server_cpu)
    dockreeve = plugin(binary, directory, server_cpu, messages)
    servers = [floor, dockreeve]
    first = call_path("01-ping").read_bytes()
    starts = {server.name: [] for server in servers}
    rounds = []
    idle, loaded = {}, {}
    try:
        for _ in range(options.rounds):
            for server in servers:
                starts[server.name].append(server.start(first) * 1000)
                server.stop()
                server.path.unlink(missing_ok=True)
        audit.path.unlink()
        for server in servers:
            server.start(first)
        time.sleep(0.5)
        idle = {server.name: server.resident() for server in servers}
        check_policy(dockreeve)
        machine = Machine(server_cpu | load_cpu, servers)
        for number in range(options.rounds):
            figures = {}
            for name, calls, warmup in LOADS:
                for connections in CONNECTIONS:
                    # The order changes from round to round, so that neither is always measured first.
                    for server in servers if number % 2 == 0 else servers[::-1]:
                        progress(f"round {number + 1} of {options.rounds}: {name}, {connections} ×, {server.name}")
                        figures[(name, connections, server.name)] = load(
                            server, calls, connections, options.seconds, warmup, load_cpu)
            recorded = audit.rotate(dockreeve)
            if recorded != dockreeve.calls:
                raise Trouble(f"the audit log has {recorded} records of {dockreeve.calls} calls")
            dockreeve.calls = 0
            rounds.append(figures)
        others = machine.others()
        loaded = {server.name: server.resident() for server in servers}
    finally:
        progress("")
        for server in servers:
            server.stop()
        messages.close()
    return {"cpus": {"server": sorted(server_cpu), "load": sorted(load_cpu)}, "others": others, "starts": starts,
            "idle": idle, "loaded": loaded, "rounds": rounds, "size": sizes(binary, directory)}
