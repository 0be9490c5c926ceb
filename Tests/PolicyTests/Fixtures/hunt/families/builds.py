"""Builds: what is asked for stands in the query."""
import json
import time
from urllib.parse import quote

from cases import case, tar

F = "build"


def context(ident):
    # The time keeps the step out of the build cache of a run before.
    return tar({"Dockerfile": f"FROM busybox:local\nRUN echo {ident} {time.time()}; ls /sys/class/net; cat /proc/self/cgroup\n"})


def build(ident, must, why, uri, goal="build-hostnet", **more):
    more = {"body": context(ident), "ctype": "application/x-tar"} | more
    return case(ident, F, goal, must, why, uri=uri, binary=True, wire="tar build context as the body", see="build", rest=10, **more)


def host_network(admin):
    return {"ID": admin.get("/v1.41/networks/host")["Id"]}


build("h580", "deny", "BuildKit by a parameter, no session", "/v1.41/build?version=2&networkmode=host")
build("h581", "deny", "BuildKit, escapes in the values", "/v1.41/build?networkmode=ho%73t&version=%32")
build("h582", "deny", "an escape in the name", "/v1.41/build?n%65tworkmode=host")
build("h583", "deny", "everything escaped, no version", "/%62uild?%6e%65%74%77%6f%72%6b%6d%6f%64%65=%68%6f%73%74")
build("h584", "deny", "dot behind the version, an empty parameter first", "/v1.41./build?=&networkmode=host")
build("h585", "deny", "the tar sent as JSON", "/v1.41/build?networkmode=host", ctype="application/json")
build("h586", "deny", "the tar sent with no type", "/v1.41/build?networkmode=host", ctype=None)
build("h587", "deny", "two of them, the second in capitals", "/v1.41/build?networkmode=host&NETWORKMODE=none")
build("h588", "deny", "oldest version", "/v1.12/build?networkmode=host")
build("h589", "deny", "chunked, as clients do", "/v1.41/build?t=x&networkmode=host", chunked=True)
build("h590", "any", "a plus is a space: another network's name", "/v1.41/build?networkmode=+host")
build("h591", "any", "the first of two is empty: the default", "/v1.41/build?networkmode=&networkmode=host")
build("h592", "any", "the host network by its id: nothing but lo", "/v1.41/build?networkmode={ID}", before=host_network)
build("h593", "any", "the network of a container that has the host's: a call alone cannot show it", "/v1.41/build?networkmode=container:adminhost")
build("h594", "any", "a cgroup parent of one's own", "/v1.41/build?cgroupparent=/hunted", goal="cgroup", run="/hunted")
build("h595", "any", "security options are refused on Linux", "/v1.41/build?securityopt=seccomp%3Dunconfined", goal="unconfined")
build("h596", "any", "a context from a path of the host", "/v1.41/build?remote=/etc", goal="host-path", body=b"", run="hostname")
build("h597", "any", "a context from a file URL", "/v1.41/build?remote=file%3A%2F%2F%2Fetc", goal="host-path", body=b"", run="hostname")
build("h598", "any", "a Dockerfile outside of the context", "/v1.41/build?dockerfile=../../../../../etc/passwd", goal="host-path", run="root:")
build("h599", "any", "a context from the host's loopback", "/v1.41/build?remote=http%3A%2F%2F127.0.0.1%3A1%2Fx", goal="engine-memory", body=b"")
build("h600", "any", "BuildKit knows host, none and default only", "/v1.41/build?version=2&networkmode=container:adminhost")
build("h601", "any", "BuildKit without a session writes no local output", "/v1.41/build?version=2&outputs=" + quote(json.dumps([{"Type": "local", "Attrs": {"dest": "/home/bob/out"}}])), goal="host-path")
build("h602", "any", "a privileged word in the query is ignored", "/v1.41/build?privileged=1&entitlements=security.insecure&security=insecure", goal="privileged")
build("h603", "deny", "BuildKit with an empty remote and an id of its own", "/v1.41/build?version=2&networkmode=host&remote=&buildid=b603")
