"""The cases: what is sent, what it wants, and what the policy must say. One list, in order; ids are never used again."""
import importlib
import io
import json
import os
import tarfile
import types

ALL = []
IMAGE = '"Image":"busybox:local","Cmd":["sh"]'
# What a container prints that reads the host's /etc/hostname.
HOSTNAME = open("/etc/hostname").read().strip()
KEPT = {"web", "adminhost", "adminroot"}


def case(ident, family, goal, must, why, **more):
    """One case.

    `see`: how the effect is read; `run`: the container is started, and the goal reached when it prints that text; `prove`:
    (command, text) in a container with the volume; `check`: a function for the effect; `before`, `after`: what the
    administrator does, `before` may give values for `{NAME}` in URI and body; `which`: the answer that counts; `wire`: what
    JSON can't show of the call.
    """
    made = types.SimpleNamespace(
        id=ident, family=family, goal=goal, must=must, why=why, method="POST", uri="/v1.41/containers/create", body=None,
        ctype="application/json", headers=[], user="alice", certificate=None, pad=False, chunked=False, framing={}, raw=None,
        rest=None, which=0, before=None, after=None, see="status", run=None, prove=None, show=[], check=None, listen=None,
        wire=None, experimental=False, binary=False,
    )
    for name, value in more.items():
        if not hasattr(made, name):
            raise TypeError(name)
        setattr(made, name, value)
    if made.body is None and "ctype" not in more:
        made.ctype = None
    assert ident not in {other.id for other in ALL}, ident
    ALL.append(made)
    return made


def body(rest, cmd=None):
    """A create body: `rest` behind image and command."""
    start = IMAGE if cmd is None else '"Image":"busybox:local","Cmd":' + json.dumps(cmd)
    return "{" + start + ("," + rest if rest else "") + "}"


def host(rest, cmd=None):
    return body('"HostConfig":{' + rest + "}", cmd)


def create(ident, family, goal, must, why, text, **more):
    return case(ident, family, goal, must, why, body=text, see="create", **more)


def tar(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, text in files.items():
            data = text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def placeholder(path):
    """Something at that path: at create the engine only looks whether it is there."""
    if os.path.lexists(path):
        os.unlink(path)
    open(path, "w").close()


def make(admin, name, config):
    config = {"Image": "busybox:local", "Cmd": ["sleep", "1000000"]} | config
    made = admin.call("POST", f"/v1.41/containers/create?name={name}", config)
    if made.status == 409:
        return None
    assert made.status == 201, made.text
    return made.json["Id"]


def prepare(admin):
    """A container of the members, and two that only an administrator could have made."""
    configs = {"web": {}, "adminhost": {"NetworkMode": "host"}, "adminroot": {"NetworkMode": "none", "Binds": ["/:/host"]}}
    for name, config in configs.items():
        ident = make(admin, name, {"HostConfig": config}) or name
        if not admin.container(ident)["State"]["Running"]:
            started = admin.call("POST", f"/v1.41/containers/{ident}/start")
            assert started.status == 204, started.text
    clear(admin)


def clear(admin):
    for item in admin.get("/v1.41/containers/json?all=1"):
        if not any(name.lstrip("/") in KEPT for name in item["Names"]):
            admin.call("DELETE", f"/v1.41/containers/{item['Id']}?force=1&v=1")
    for item in admin.get("/v1.41/volumes")["Volumes"] or []:
        admin.call("DELETE", f"/v1.41/volumes/{item['Name']}?force=1")
    for item in admin.get("/v1.41/networks"):
        if item["Name"] not in ("bridge", "host", "none", "ingress", "docker_gwbridge"):
            admin.call("DELETE", f"/v1.41/networks/{item['Id']}")
    for item in admin.get("/v1.41/images/json?all=1"):
        for tag in item.get("RepoTags") or []:
            if tag not in ("busybox:local", "<none>:<none>"):
                admin.call("DELETE", f"/v1.41/images/{tag}?force=1")


for family in (
    "mounts", "volumes", "confinement", "namespaces", "json_text", "uris", "framing", "other_calls", "plugins", "swarm",
    "builds", "checkpoints", "plugin_names", "harmless", "identity", "last",
):
    importlib.import_module("families." + family)
