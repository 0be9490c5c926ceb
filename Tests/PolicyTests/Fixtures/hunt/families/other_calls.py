"""Everything else a member may ask: files of containers, images, networks, updates, tunnels."""
import subprocess

from cases import HOSTNAME, case, tar

F = "other-call"


def status(ident, why, method, uri, body=None, goal="host-path", **more):
    return case(ident, F, goal, "any", why, method=method, uri=uri, body=body, **more)


def says(mark):
    """Reached when the answer holds `mark`."""
    return lambda hunt, case, answer: ("", mark.encode() in answer.body)


def written(hunt, case, answer):
    text = hunt.admin.output("adminroot", ["cat", "/host/home/bob/by-archive"])
    return f"the file on the host: {text!r}", text == "here"


def printed(hunt, case, answer):
    text = hunt.admin.started(answer.json["Id"])
    return f"it prints {text!r}", HOSTNAME in text


def host_network(admin):
    return {"ID": admin.get("/v1.41/networks/host")["Id"]}


def committed(hunt, case, answer):
    config = hunt.admin.get("/v1.41/images/c518/json")["Config"]
    return f"volumes of the image: {config.get('Volumes')}", False


def exec_state(hunt, case, answer):
    state = hunt.admin.get("/v1.41/exec/" + case.values["E"] + "/json")["ProcessConfig"]
    return f"privileged={state['privileged']}", state["privileged"]


def updated(hunt, case, answer):
    state = hunt.admin.container("web")["HostConfig"]
    return f"Binds {state['Binds']} CapAdd {state['CapAdd']} NetworkMode {state['NetworkMode']}", bool(state["Binds"] or state["CapAdd"])


def host_bridge(admin):
    subprocess.run(["ip", "link", "add", "lan0", "type", "bridge"], check=True)
    subprocess.run(["ip", "address", "add", "10.126.0.1/24", "dev", "lan0"], check=True)
    subprocess.run(["ip", "link", "set", "lan0", "up"], check=True)


def on_host_bridge(hunt, case, answer):
    config = {"Image": "busybox:local", "Cmd": ["sleep", "100"], "HostConfig": {"NetworkMode": "n533"}}
    ident = hunt.admin.call("POST", "/v1.41/containers/create", config).json["Id"]
    hunt.admin.call("POST", f"/v1.41/containers/{ident}/start")
    ports = subprocess.run(["ip", "-o", "link", "show", "master", "lan0"], capture_output=True, text=True, check=True).stdout
    hunt.admin.call("DELETE", f"/v1.41/containers/{ident}?force=1")
    return f"ports of the host's bridge with a container on it: {len(ports.splitlines())}", bool(ports)


def no_host_bridge(admin):
    admin.call("DELETE", "/v1.41/networks/n533")
    subprocess.run(["ip", "link", "delete", "lan0"], check=False)


UPLOAD = {"ctype": "application/x-tar", "binary": True, "wire": "a tar archive as the body"}
status("h500", "write to the host through a container that has the host's root: a call alone cannot show it", "PUT", "/v1.41/containers/adminroot/archive?path=/host/home/bob", tar({"by-archive": "here"}), check=written, **UPLOAD)
status("h501", "read from the host through such a container", "GET", "/v1.41/containers/adminroot/archive?path=/host/etc/hostname", check=says(HOSTNAME))
status("h502", "a command in such a container", "POST", "/v1.41/containers/adminroot/exec", '{"Cmd":["cat","/host/etc/hostname"],"AttachStdout":true}', check=printed)
status("h503", "import from a path of the host: taken for a URL", "POST", "/v1.41/images/create?fromSrc=/etc/passwd&repo=x", rest=3)
status("h504", "import from a file URL", "POST", "/v1.41/images/create?fromSrc=file:///etc/passwd&repo=x", rest=3)
status("h505", "import from the engine's own loopback: the host's services", "POST", "/v1.41/images/create?fromSrc=http%3A%2F%2F127.0.0.1%3A1%2Fx.tar&repo=x", rest=3)
status("h506", "empty fromImage, then an import under an escaped name", "POST", "/v1.41/images/create?fromImage=&%66romSrc=http://127.0.0.1:1/x&repo=x", rest=3)
status("h507", "fromImage given twice, the first empty: an import of the body", "POST", "/v1.41/images/create?fromImage=&fromImage=busybox&fromSrc=-&repo=imp507", tar({"a": "b"}), rest=3, **UPLOAD)
status("h508", "a macvlan network over an interface of the host", "POST", "/v1.41/networks/create", '{"Name":"n508","Driver":"macvlan","Options":{"parent":"docker0"}}', goal="host-net")
status("h510", "a second network of driver host", "POST", "/v1.41/networks/create", '{"Name":"n510","Driver":"host"}', goal="host-net")
status("h511", "connect a running container to the host network", "POST", "/v1.41/networks/host/connect", '{"Container":"web"}', goal="host-net")
status("h512", "the same by the network's id", "POST", "/v1.41/networks/{ID}/connect", '{"Container":"web"}', goal="host-net", before=host_network)
status("h513", "profiling of the engine: its command line", "GET", "/debug/pprof/cmdline", goal="engine-memory", check=says("--tls"))
status("h514", "the same with another method", "POST", "/debug/pprof/cmdline?debug=1", goal="engine-memory", check=says("--tls"))
status("h515", "debug routes take a method of one's own", "FOO", "/debug/vars", goal="engine-memory", check=says("cmdline"))
status("h516", "debug routes have no version", "GET", "/v1.41/debug/vars", goal="engine-memory")
status("h517", "files of a container by a route of old", "POST", "/v1.23/containers/web/copy", '{"Resource":"/etc/passwd"}')
status("h518", "commit: HostConfig in its body is thrown away", "POST", "/v1.41/commit?container=web&repo=c518", '{"HostConfig":{"Privileged":true,"Binds":["/:/h"]}}', goal="privileged", check=committed)
status("h519", "commit with a body that the plugin is not shown", "POST", "/v1.41/commit?container=web&repo=c519", '{"User":"0"}', goal="privileged", pad=True, wire="1 MiB of spaces in front of the body")
status("h520", "BuildKit's control API in a tunnel", "POST", "/grpc", goal="tunnel", headers=[("Connection", "Upgrade"), ("Upgrade", "h2c")])
status("h521", "the body of a start of a command before 1.22 may have any type: nothing in it matters", "POST", "/v1.21/exec/nothing/start", '{"Detach":true}', goal="exec-privileged", ctype="text/plain")
status("h522", "a start of a command with fields of its creation", "POST", "/v1.41/exec/{E}/start", '{"Detach":true,"Privileged":true,"User":"root"}', goal="exec-privileged", check=exec_state,
       before=lambda admin: {"E": admin.call("POST", "/v1.41/containers/web/exec", {"Cmd": ["true"]}).json["Id"]})
status("h523", "a GET with the body of a create", "GET", "/v1.41/containers/json?limit=1", '{"Image":"busybox:local","HostConfig":{"Privileged":true}}', goal="privileged")
status("h524", "a DELETE with a body", "DELETE", "/v1.41/containers/nothing", '{"force":true}', goal="privileged")
status("h525", "a HEAD with a body", "HEAD", "/_ping", '{"Privileged":true}', goal="privileged")
status("h526", "OPTIONS on a dangerous route does nothing", "OPTIONS", "/v1.41/swarm/leave?force=1", goal="swarm-change")
status("h527", "OPTIONS of everything", "OPTIONS", "*", goal="privileged")
status("h528", "a name with an escaped question mark", "GET", "/v1.41/containers/web%3fall=1/json", goal="privileged")
status("h529", "update with fields that it does not know", "POST", "/v1.41/containers/web/update", '{"Binds":["/:/h"],"CapAdd":["ALL"],"NetworkMode":"host","PidMode":"host"}', goal="privileged", check=updated)
status("h530", "a log in of the engine at an address of the host's loopback", "POST", "/v1.41/auth", '{"username":"a","password":"b","serveraddress":"http://127.0.0.1:1/v2/"}', goal="engine-memory")
status("h531", "a manifest fetched from the host's loopback", "GET", "/v1.41/distribution/127.0.0.1:1%2Fx/json", goal="engine-memory")
status("h532", "a push that brings its credentials in the body, as very old clients did", "POST", "/v1.41/images/nothing/push?tag=a", '{"username":"a","password":"b"}', goal="engine-memory")
case("h533", F, "host-net", "deny", "a network over a bridge that the host has for its own: containers stand in the host's LAN as by macvlan", method="POST", uri="/v1.41/networks/create", check=on_host_bridge,
     body='{"Name":"n533","Driver":"bridge","Options":{"com.docker.network.bridge.name":"lan0"},"IPAM":{"Config":[{"Subnet":"10.126.0.0/24","Gateway":"10.126.0.1"}]}}', before=host_bridge, after=no_host_bridge)
