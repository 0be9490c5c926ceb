"""Checkpoints: an engine with experimental features, and folders of the host by name."""
import os

from cases import case, make

F = "checkpoint"
PLACE = "/home/bob/hunted"


def prepare(admin):
    os.makedirs(PLACE + "/letters", exist_ok=True)
    with open(PLACE + "/letters/a", "w") as file:
        file.write("bob's")
    make(admin, "web2", {"HostConfig": {"NetworkMode": "none"}})


def gone(hunt, case, answer):
    there = os.path.isdir(PLACE + "/letters")
    return f"{PLACE}/letters is {'there' if there else 'gone'}", not there


def says(mark):
    return lambda hunt, case, answer: ("", mark in answer.body)


def checkpoint(ident, why, method, uri, body=None, must="deny", experimental=True, **more):
    return case(ident, F, "host-path", must, why, method=method, uri=uri, body=body, experimental=experimental, before=prepare, **more)


checkpoint("h700", "removes any folder of the host with all in it: no checkpoint has to exist", "DELETE", f"/v1.41/containers/web/checkpoints/letters?dir={PLACE}", check=gone)
checkpoint("h701", "the same, escaped, no version", "DELETE", "/containers/web/%63heckpoints/letters?d%69r=%2Fhome%2Fbob%2F%2Fhunted", check=gone)
checkpoint("h702", "the same by a folder with dot-dot in the member's own home", "DELETE", "/v1.41/containers/web/checkpoints/letters?dir=/home/alice/../bob/hunted", check=gone)
checkpoint("h703", "two folders, the first counts", "DELETE", f"/v1.41/containers/web/checkpoints/letters?dir={PLACE}&dir=/home/alice", check=gone)
checkpoint("h704", "lists any folder of the host", "GET", "/v1.41/containers/web/checkpoints?dir=/home", check=says(b"bob"))
checkpoint("h705", "lists, absolute form", "GET", f"http://x/v1.41/containers/web%2Fcheckpoints?dir={PLACE}", check=says(b"letters"))
checkpoint("h706", "writes to any folder of the host: made before the checkpoint is tried", "POST", "/v1.41/containers/web/checkpoints", '{"CheckpointID":"cp","CheckpointDir":"/home/bob/hunted","Exit":false}')
checkpoint("h707", "the same, a body that the plugin is not shown", "POST", "/v1.41/containers/web/checkpoints", '{"CheckpointID":"cp","CheckpointDir":"/home/bob/hunted"}', ctype="text/plain")
checkpoint("h708", "the same, folded keys", "POST", "/v1.41/containers/web/checkpoints", '{"chec\\u212apointid":"cp","CHEC\u212aPOINTDIR":"/home/bob/hunted"}')
checkpoint("h709", "starts from a checkpoint in any folder of the host", "POST", f"/v1.41/containers/web2/start?checkpoint=letters&checkpoint-dir={PLACE}")
checkpoint("h710", "a name with dot-dot for the folder's parent: redirected", "DELETE", f"/v1.41/containers/web/checkpoints/%2e%2e?dir={PLACE}", must="any", check=gone)
checkpoint("h711", "an escaped slash makes one more segment: a container's name", "DELETE", "/v1.41/containers/web/checkpoints/hunted%2Fletters?dir=/home/bob", must="any", check=gone)
checkpoint("h712", "the engine's own folder", "GET", "/v1.41/containers/web/checkpoints", must="any")
checkpoint("h713", "without experimental features it is refused after the plugin was asked", "DELETE", f"/v1.41/containers/web/checkpoints/letters?dir={PLACE}", check=gone, experimental=False)
checkpoint("h714", "without experimental features: list", "GET", "/v1.41/containers/web/checkpoints?dir=/etc", experimental=False)
checkpoint("h715", "start with a checkpoint folder, no experimental features", "POST", f"/v1.41/containers/web2/start?checkpoint=letters&checkpoint-dir={PLACE}", experimental=False)


def restored(hunt, case, answer):
    """A folder that isn't there is another answer: `checkpoint … does not exist`."""
    return "", "does not exist" not in answer.text


UP = "../" * 12
checkpoint("h716", "starts from a checkpoint whose name is a path: the engine reads that folder of the host as root and restores from it", "POST", f"/v1.41/containers/web2/start?checkpoint={UP}home/bob/hunted/letters", check=restored)
checkpoint("h717", "the same, escaped, the folder given empty", "POST", "/v1.41/containers/web2/start?checkpoint-dir=&checkpoint=" + "%2e%2e%2f" * 12 + "home%2Fbob%2Fhunted%2Fletters", check=restored)
checkpoint("h718", "the same with a folder that is not there", "POST", f"/v1.41/containers/web2/start?checkpoint={UP}home/bob/nothing", must="any", check=restored)
