"""What the engine did: read back from the engine, or proved by a container that ran."""
import base64
import json
import os
import socket
import threading
import time

NAMESPACES = {
    "host-net": "NetworkMode",
    "host-pid": "PidMode",
    "host-ipc": "IpcMode",
    "host-uts": "UTSMode",
    "host-userns": "UsernsMode",
    "host-cgroupns": "CgroupnsMode",
}


def outside(path, user):
    return not (path == f"/home/{user}" or path.startswith(f"/home/{user}/"))


def volume_options(hunt, state):
    found = {}
    for mount in state["Mounts"]:
        if mount["Type"] == "volume":
            volume = hunt.admin.get(f"/v1.41/volumes/{mount['Name']}")
            if volume and volume.get("Options"):
                found[mount["Name"]] = volume["Options"]
    return found


def view(hunt, state, case):
    """(what of a container is worth showing, whether the goal was reached)"""
    host, goal = state["HostConfig"], case.goal
    if goal == "privileged":
        return {"Privileged": host["Privileged"]}, host["Privileged"]
    if goal == "host-bind":
        names = ("Type", "Source", "Destination", "RW", "Propagation")
        mounts = [{name: mount.get(name) for name in names} for mount in state["Mounts"] if mount["Type"] == "bind"]
        return {"Mounts": mounts}, any(outside(mount["Source"], case.user) for mount in mounts)
    if goal == "volume-bind":
        options = volume_options(hunt, state)
        return {"VolumeOptions": options}, any(option.get("device") for option in options.values())
    if goal in NAMESPACES:
        value = host.get(NAMESPACES[goal])
        return {NAMESPACES[goal]: value}, value == "host"
    if goal == "cap-add":
        return {"CapAdd": host["CapAdd"]}, bool(host["CapAdd"])
    if goal == "device":
        shown = {name: host[name] for name in ("Devices", "DeviceCgroupRules", "DeviceRequests") if host.get(name)}
        return shown, bool(shown)
    if goal == "unconfined":
        # Without a list of one's own they are ten and five paths.
        paths = {name: host[name] for name in ("MaskedPaths", "ReadonlyPaths") if len(host[name] or []) < 5}
        options = host["SecurityOpt"]
        return {"SecurityOpt": options} | paths, bool(options) or bool(paths)
    if goal == "log-driver":
        return {"LogConfig": host["LogConfig"]}, host["LogConfig"]["Type"] not in ("json-file", "local", "none")
    if goal == "plugin":
        mounts = [{name: mount.get(name) for name in ("Type", "Source", "Driver")} for mount in state["Mounts"]]
        return {"Mounts": mounts}, None
    if goal == "shared-namespace":
        names = ("NetworkMode", "PidMode", "IpcMode", "VolumesFrom", "Cgroup")
        return {name: host[name] for name in names if host.get(name) not in (None, "", "default", "private")}, None
    names = ("Binds", "Mounts", "Tmpfs", "VolumesFrom", "CapAdd", "CapDrop", "SecurityOpt", "Devices", "Sysctls")
    shown = {name: host[name] for name in names if host.get(name)}
    usual = {"Privileged": False, "NetworkMode": "default", "PidMode": "", "IpcMode": "private", "UTSMode": "", "UsernsMode": ""}
    return shown | {name: host[name] for name in usual if host.get(name) != usual[name]}, None


class Listener:
    """A socket of the host that the engine is sent to."""

    def __init__(self, path, address):
        self.data = b""
        datagram = address.startswith("unixgram")
        os.unlink(path)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM)
        self.socket.bind(path)
        self.socket.settimeout(10)
        if not datagram:
            self.socket.listen()
        self.thread = threading.Thread(target=self.listen, args=(datagram,))
        self.thread.start()

    def listen(self, datagram):
        try:
            one = self.socket if datagram else self.socket.accept()[0]
            self.data = one.recv(500)
        except OSError:
            pass

    def heard(self):
        self.thread.join()
        self.socket.close()
        return self.data.decode("utf-8", "replace")


def refused(case, answer):
    return f"{answer.status}: {answer.text[:200].strip()}", None if case.goal == "benign" else False


def create(hunt, case, answer):
    if answer.status != 201:
        return refused(case, answer)
    ident = answer.json["Id"]
    state = hunt.admin.container(ident)
    shown, granted = view(hunt, state, case)
    for path in case.show:
        value = state
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        shown[path] = value
    text = "201 created " + (json.dumps(shown) if shown else "(nothing special)")
    if case.run is None:
        return text, granted
    listener = None
    if case.listen:
        listener = Listener(case.listen, state["HostConfig"]["LogConfig"]["Config"]["syslog-address"])
    error, output = hunt.admin.run(ident)
    if listener:
        text += f"; the engine wrote to the socket: {listener.heard()[:60]!r}"
        granted = bool(listener.data)
    if error:
        return text + f"; start: {error.strip()[:200]}", False if case.run else granted
    text += f"; ran: {' / '.join(output.strip().splitlines()[:4])[:160]}"
    return text, case.run in output if case.run else granted


def volume(hunt, case, answer):
    if answer.status != 201:
        return refused(case, answer)
    name = answer.json["Name"]
    options = hunt.admin.get(f"/v1.41/volumes/{name}").get("Options") or {}
    text = "201 volume Options=" + json.dumps(options, sort_keys=True)
    granted = bool(options.get("device"))
    if case.prove:
        command, mark = case.prove
        mount = {"Type": "volume", "Source": name, "Target": "/v", "VolumeOptions": {"NoCopy": True}}
        config = {"Image": "busybox:local", "Cmd": ["sh", "-c", command], "HostConfig": {"NetworkMode": "none", "Mounts": [mount]}}
        error, output = hunt.admin.run(hunt.admin.call("POST", "/v1.41/containers/create", config).json["Id"])
        granted = not error and mark in output
        said = f"mount: {error.strip()[:160]}" if error else f"in a container: {' / '.join(output.strip().splitlines()[:3])[:120]}"
        text += "; " + said
    return text, None if case.goal == "benign" else granted


def execute(hunt, case, answer):
    if answer.status != 201:
        return refused(case, answer)
    state = hunt.admin.get(f"/v1.41/exec/{answer.json['Id']}/json")["ProcessConfig"]
    text = f"201 exec created privileged={state.get('privileged')} user={state.get('user', '')!r}"
    return text, bool(state.get("privileged")) if case.goal == "exec-privileged" else None


def start(hunt, case, answer):
    shown, granted = view(hunt, hunt.admin.container(case.values["C"]), case)
    return f"{answer.status}; HostConfig now {json.dumps(shown)}", granted


def service(hunt, case, answer):
    if answer.status not in (200, 201):
        return refused(case, answer)
    ident = (answer.json or {}).get("ID") or case.values.get("S")
    task = hunt.admin.get(f"/v1.41/services/{ident}")["Spec"]["TaskTemplate"]
    spec = task.get("ContainerSpec") or {}
    shown = {name: spec[name] for name in ("Mounts", "CapabilityAdd", "Privileges", "Sysctls") if spec.get(name)}
    names = ("Networks", "Runtime", "PluginSpec", "LogDriver")
    shown |= {name: task[name] for name in names if task.get(name) and task[name] != "container"}
    networks = [hunt.admin.get(f"/v1.41/networks/{network['Target']}") for network in task.get("Networks") or []]
    hosts = [network for network in networks if network and network.get("Driver") == "host"]

    def reaches(mount):
        return mount["Type"] == "bind" or ((mount.get("VolumeOptions") or {}).get("DriverConfig") or {}).get("Options")

    granted = {
        "service-bind-mount": any(reaches(mount) for mount in spec.get("Mounts") or []),
        "cap-add": bool(spec.get("CapabilityAdd")),
        "unconfined": any((spec.get("Privileges") or {}).values()),
        "host-net": bool(hosts),
        "log-driver": bool(task.get("LogDriver")),
        "plugin": bool(task.get("PluginSpec")),
    }[case.goal]
    text = f"{answer.status} service {json.dumps(shown)}" + (" (a network of driver host)" if hosts else "")
    if case.run:
        said, output = first_task(hunt, ident)
        text += said
        granted = case.run in output
    return text, granted


def first_task(hunt, ident):
    for _ in range(40):
        tasks = hunt.admin.get(f"/v1.41/tasks?filters=%7B%22service%22%3A%5B%22{ident}%22%5D%7D") or []
        ended = [task for task in tasks if task["Status"]["State"] in ("complete", "failed", "rejected")]
        if ended:
            status = ended[0]["Status"]
            container = (status.get("ContainerStatus") or {}).get("ContainerID")
            output = hunt.admin.logs(container) if container else ""
            said = " / ".join(output.strip().splitlines()[:3])[:120]
            return f"; task {status['State']} {status.get('Err', '')[:120]}: {said}", output
        time.sleep(0.5)
    return "; no task ran within 20 s", ""


def status(hunt, case, answer):
    body = answer.text.strip().replace("\n", " ")
    text = f"{answer.status}" + (f": {body[:150]}" if body and len(answer.body) < 4000 else "")
    if answer.status == 301:
        text = f"301 redirect to {answer.headers.get('location')}"
    granted = False if answer.status >= 400 and case.goal != "benign" and case.must != "deny" else None
    if case.check:
        extra, granted = case.check(hunt, case, answer)
        if extra:
            text += "; " + extra
    return text, granted


def build(hunt, case, answer):
    text = answer.body.decode("utf-8", "replace")
    for line in text.splitlines():
        try:
            trace = json.loads(line).get("aux")
        except ValueError:
            continue
        if isinstance(trace, str):  # BuildKit's
            text = base64.b64decode(trace).decode("utf-8", "replace") + text
    tail = text.strip().splitlines()[-1] if text.strip() else ""
    if case.goal == "benign":
        return f"{answer.status} build: {tail[-120:]}", None
    proof = case.run or "docker0"
    granted = proof in text
    return f"{answer.status} build: " + (f"a RUN step saw {proof}" if granted else tail[-160:]), granted


INSPECTORS = {
    "create": create, "volume": volume, "exec": execute, "start": start, "service": service, "status": status, "build": build,
}
