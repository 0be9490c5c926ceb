"""The machine that is measured on."""
import os
import pathlib
import resource
import sys
import time

from .common import TICK


class Machine:
    """How much of the pinned CPUs went to anything but the measurement."""

    def __init__(self, cpus, servers):
        self.cpus, self.servers = cpus, servers
        self.before = self.read()

    def read(self):
        busy = 0
        for line in pathlib.Path("/proc/stat").read_text().splitlines():
            name, *fields = line.split()
            if name.startswith("cpu") and name[3:].isdigit() and int(name[3:]) in self.cpus:
                user, nice, system, _, _, interrupt, soft_interrupt, stolen = map(int, fields[:8])
                busy += user + nice + system + interrupt + soft_interrupt + stolen
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = resource.getrusage(resource.RUSAGE_SELF)
        ours = children.ru_utime + children.ru_stime + own.ru_utime + own.ru_stime
        return time.monotonic(), busy / TICK, ours + sum(server.cpu_seconds() for server in self.servers)

    def others(self):
        """The share of other work since the beginning, 0 to 1."""
        (since, busy, ours), (now, busy_now, ours_now) = self.before, self.read()
        share = (busy_now - busy - (ours_now - ours)) / ((now - since) * len(self.cpus))
        return min(max(share, 0.0), 1.0)


def pins(wanted):
    """The CPUs of the servers and of the load generator."""
    if wanted:
        server, _, generator = wanted.partition(",")
        return {int(server)}, {int(generator or server)}
    available = sorted(os.sched_getaffinity(0))
    if len(available) < 2:
        print("only one CPU: server and load generator share it, and latencies mean little", file=sys.stderr)
    return {available[0]}, {available[-1]}
