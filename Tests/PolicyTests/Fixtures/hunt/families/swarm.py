"""Swarm: services are containers on every node, the rest is the cluster itself."""
import json

from cases import HOSTNAME, case

F = "service"


def prepare(admin):
    if admin.get("/v1.41/info")["Swarm"]["LocalNodeState"] != "active":
        made = admin.call("POST", "/v1.41/swarm/init", {"ListenAddr": "127.0.0.1:2377", "AdvertiseAddr": "127.0.0.1"})
        assert made.status == 200, made.text
    node = admin.get("/v1.41/nodes")[0]
    return {
        "NODE": node["ID"],
        "NODEVERSION": str(node["Version"]["Index"]),
        "SWARMVERSION": str(admin.get("/v1.41/swarm")["Version"]["Index"]),
        "HOSTNET": admin.get("/v1.41/networks/host")["Id"],
        "SHORT": admin.get("/v1.41/networks/host")["Id"][:3],
        "SWARMHOST": admin.get("/v1.41/networks/host?scope=swarm")["Id"],
    }


def existing(admin):
    values = prepare(admin)
    config = {"Name": "there", "TaskTemplate": {"ContainerSpec": {"Image": "busybox:local"}}, "Mode": {"Replicated": {"Replicas": 0}}}
    ident = admin.call("POST", "/v1.41/services/create", config).json["ID"]
    return values | {"S": ident, "V": str(admin.get(f"/v1.41/services/{ident}")["Version"]["Index"])}


def clear(admin):
    for item in admin.get("/v1.41/services") or []:
        admin.call("DELETE", f"/v1.41/services/{item['ID']}")


def spec(name, container, task="", more="", replicas=0, cmd=None):
    """A service: `container`, `task` and `more` are put into its three levels."""
    text = '"Image":"busybox:local"' + (',"Command":' + json.dumps(cmd) if cmd else "") + ("," + container if container else "")
    task = '"ContainerSpec":{%s}%s,"RestartPolicy":{"Condition":"none"}' % (text, task)
    return '{"Name":"%s","TaskTemplate":{%s},"Mode":{"Replicated":{"Replicas":%d}}%s}' % (name, task, replicas, more)


def service(ident, goal, must, why, text, before=prepare, **more):
    more = {"uri": "/v1.41/services/create"} | more
    return case(ident, F, goal, must, why, body=text, see="service", before=before, after=clear, **more)


BIND = '"Mounts":[{"Type":"bind","Source":"/etc","Target":"/h","ReadOnly":true}]'
CAT = ["cat", "/h/hostname"]


def bind(ident, why, text=None, **more):
    return service(ident, "service-bind-mount", "deny", why, text or spec("s" + ident, BIND), **more)


bind("h620", "a task that ran and read the host's file", spec("sh620", BIND, replicas=1, cmd=CAT), run=HOSTNAME)
bind("h621", "folded keys on all levels, the Kelvin sign, the long s",
     '{"name":"sh621","ta\u017f\u212atemplate":{"container\u017fpec":{"image":"busybox:local","mount\u017f":[{"type":"bind","\u017fource":"/etc","target":"/h"}]}},"mode":{"replicated":{"replica\u017f":0}}}')
bind("h622", "ContainerSpec twice merges", spec("sh622", BIND, ',"ContainerSpec":{"Env":["a=b"]}'))
bind("h623", "TaskTemplate twice merges, spelled otherwise", spec("sh623", BIND, "", ',"tasktemplate":{"ForceUpdate":1}'))
bind("h624", "a volume with bind options", spec("sh624", '"Mounts":[{"Type":"volume","Source":"sv","Target":"/h","VolumeOptions":{"DriverConfig":{"Options":{"type":"tmpfs","o":"bind","device":"/etc"}}}}]', replicas=1, cmd=CAT), run=HOSTNAME)
bind("h625", "a form's type: this endpoint reads no form, and the plugin is not shown the body", ctype="application/x-www-form-urlencoded")
bind("h626", "no type: not shown, executed", ctype=None)
bind("h627", "a type that does not parse: not shown, executed", ctype="application/json; a")
bind("h628", "multipart: not shown, executed", ctype="multipart/form-data; boundary=x")
bind("h629", "1 MiB of spaces: not shown, executed", pad=True, wire="1 MiB of spaces in front of the body")
bind("h630", "a bad escape behind #, with the right type", uri="/v1.41/services/create?x=1#%zz")
bind("h631", "a bad escape in the query: this endpoint reads none", uri="/v1.41/services/create?x=%zz")
bind("h632", "a semicolon in the query: this endpoint reads none", uri="/services/create?a;b")
bind("h633", "absolute form, leading zeros", uri="http://x/v01.041/services/%63reate")
bind("h634", "garbage behind the document", spec("sh634", BIND) + "garbage")
service("h635", "cap-add", "deny", "added capability, folded key", spec("sh635", '"capabilityadd":["CAP_SYS_ADMIN"]'))
service("h636", "cap-add", "deny", "all of them", spec("sh636", '"CapabilityAdd":["ALL"],"CapabilityDrop":["ALL"]'))
service("h637", "cap-add", "any", "before 1.41 the field is dropped", spec("sh637", '"CapabilityAdd":["ALL"]'), uri="/v1.40/services/create")
service("h638", "unconfined", "deny", "SELinux labels off", spec("sh638", '"Privileges":{"SELinuxContext":{"Disable":true}}'))
service("h639", "unconfined", "deny", "an SELinux type of one's own, folded", spec("sh639", '"privilege\u017f":{"selinuxcontext":{"type":"spc_t"}}'))
service("h640", "unconfined", "any", "seccomp and AppArmor modes came with API 1.44 (25.0): dropped here", spec("sh640", '"Privileges":{"Seccomp":{"Mode":"unconfined"},"AppArmor":{"Mode":"disabled"}}'))


def network(ident, why, target):
    text = spec("s" + ident, "", ',"Networks":[{"Target":"' + target + '"}]', replicas=1, cmd=["ls", "/sys/class/net"])
    return service(ident, "host-net", "deny", why, text, run="docker0")


network("h641", "the host network by name", "host")
network("h642", "the host network by the id of this node's own: hex, says nothing to a pattern", "{HOSTNET}")
network("h643", "by the id that the CLI sends for `--network host`", "{SWARMHOST}")
network("h644", "by the first three letters of an id", "{SHORT}")
service("h645", "host-net", "deny", "Networks of the service, not of the task", spec("sh645", "", "", ',"Networks":[{"Target":"host"}]', replicas=1, cmd=["ls", "/sys/class/net"]), run="docker0")
service("h646", "host-net", "deny", "folded keys", spec("sh646", "", ',"networ\u212a\u017f":[{"target":"host"}]'))
service("h647", "log-driver", "deny", "a log driver that connects to the host's Docker socket", spec("sh647", "", ',"LogDriver":{"Name":"syslog","Options":{"syslog-address":"unix:///run/docker.sock"}}'))
service("h648", "plugin", "deny", "a plugin as a service: installed on every node", experimental=True, text='{"Name":"sh648","TaskTemplate":{"Runtime":"plugin","PluginSpec":{"Name":"p","Remote":"127.0.0.1:1/p","Privileges":[{"Name":"network","Value":["host"]}]}},"Mode":{"Global":{}}}')
service("h649", "host-net", "any", "an attachment as a service is refused", '{"Name":"sh649","TaskTemplate":{"Runtime":"attachment","NetworkAttachmentSpec":{"ContainerID":"web"},"Networks":[{"Target":"host"}]},"Mode":{"Replicated":{"Replicas":0}}}')
bind("h650", "an update brings the bind", spec("there", BIND), uri="/v1.41/services/{S}/update?version={V}", before=existing)
bind("h651", "an update, body not shown by its type", spec("there", BIND), uri="/v1.41/services/there/update?version={V}&registryAuthFrom=spec", before=existing, ctype="text/plain")
service("h652", "cap-add", "deny", "an update by the service's name, escaped", spec("there", '"CapabilityAdd":["NET_ADMIN"]'), uri="/v1.41/services/%74here%2Fupdate?version={V}", before=existing)
service("h653", "service-bind-mount", "any", "a bind within the member's home, in a service", spec("sh653", '"Mounts":[{"Type":"bind","Source":"/home/alice","Target":"/h"}]'))
service("h654", "service-bind-mount", "any", "a harmless service: whether members may, the policy does not say", spec("sh654", ""))
bind("h655", "a credential file of another platform beside it, kept in the spec", spec("sh655", '"Privileges":{"CredentialSpec":{"File":"../../etc/shadow"}},' + BIND))

F = "cluster"


def cluster(ident, why, method, uri, body=None, must="deny", before=prepare, **more):
    return case(ident, F, "swarm-change", must, why, method=method, uri=uri, body=body, before=before, **more)


def answered(code):
    return lambda hunt, case, answer: ("", answer.status == code)


def node_now(hunt, case, answer):
    node = hunt.admin.get("/v1.41/nodes/" + case.values["NODE"])["Spec"]
    return f"node now {json.dumps(node)}", node.get("Labels", {}).get("hunted") == case.id


def swarm_now(hunt, case, answer):
    labels = hunt.admin.get("/v1.41/swarm")["Spec"].get("Labels") or {}
    return f"labels now {json.dumps(labels)}", labels.get("hunted") == case.id


def config_version(admin):
    return prepare(admin) | {"CV": str(admin.get("/v1.41/configs/ch674")["Version"]["Index"])}


NODE = "/v1.41/nodes/{NODE}/update?version={NODEVERSION}"
cluster("h670", "node update, body not shown by its type", "POST", NODE, '{"Role":"manager","Availability":"active","Labels":{"hunted":"h670"}}', ctype="text/plain", check=node_now)
cluster("h671", "node update, escaped path", "POST", "/v1.41%2Fnodes/{NODE}/%75pdate?version={NODEVERSION}", '{"Role":"manager","availability":"active","Labels":{"hunted":"h671"}}', check=node_now)
cluster("h672", "swarm update, body not shown", "POST", "/v1.41/swarm/update?version={SWARMVERSION}&rotateManagerToken=1", '{"Name":"default","Labels":{"hunted":"h672"}}', ctype=None, check=swarm_now)
cluster("h673", "swarm update, a bad escape behind #", "POST", "/v1.41/swarm/update?version={SWARMVERSION}&x=#%7x", '{"Name":"default","Labels":{"hunted":"h673"}}', check=swarm_now)
cluster("h674", "a configuration, body not shown", "POST", "/v1.41/configs/create", '{"Name":"ch674","Data":"aGk="}', ctype="multipart/form-data; boundary=x", check=answered(201))
cluster("h675", "a secret, absolute form", "POST", "http://x/secrets/create", '{"Name":"sh675","Data":"aGk="}', check=answered(201))
cluster("h676", "a secret removed", "DELETE", "/v1.41/secrets/sh675", check=answered(204))
cluster("h677", "a configuration changed", "POST", "/v1.41/configs/ch674/update?version={CV}", '{"Name":"ch674","Labels":{"a":"b"}}', before=config_version, check=answered(200))
cluster("h678", "a configuration removed, escaped", "DELETE", "/v1.41/%63onfigs%2Fch674", check=answered(204))
cluster("h679", "joins another swarm, escaped, body not shown", "POST", "/v1.41/%73warm/join", '{"ListenAddr":"127.0.0.1:2399","RemoteAddrs":["127.0.0.1:1"],"JoinToken":"x"}', ctype="text/plain")
cluster("h680", "a new swarm over the old", "POST", "/v1.41./swarm/init", '{"ListenAddr":"127.0.0.1:2398","AdvertiseAddr":"127.0.0.1","ForceNewCluster":false}')
cluster("h681", "unlocks", "POST", "/v1.41/swarm%2Funlock", '{"UnlockKey":"x"}')
cluster("h682", "the node removed", "DELETE", "/v1.41/nodes/{NODE}?force=0")
cluster("h683", "a service named create, updated", "POST", "/v1.41/services/create/update?version=1", '{"Name":"create"}')
cluster("h684", "a service removed", "DELETE", "/v1.41/services/nothing", must="any")
cluster("h685", "join tokens: whoever has them can be a manager", "GET", "/v1.41/swarm", must="any", check=lambda hunt, case, answer: ("", b"SWMTKN" in answer.body))
cluster("h686", "the unlock key", "GET", "/v1.41/swarm/unlockkey", must="any")
cluster("h687", "leaves, by a parameter that is true by any word", "POST", "/v1.41/swarm/leave?force=off", check=answered(200))
cluster("h688", "begins a swarm, body not shown by a bad escape behind #", "POST", "/v1.41/swarm/init?#%", '{"ListenAddr":"127.0.0.1:2377","AdvertiseAddr":"127.0.0.1"}', before=None, check=answered(200))
cluster("h689", "leaves, absolute form", "POST", "http://x/%73warm/leave?force=1", check=answered(200))
