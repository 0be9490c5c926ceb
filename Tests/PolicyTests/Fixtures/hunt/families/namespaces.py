"""Namespaces, devices, log drivers."""
from cases import body, case, create, host

F = "namespace"
NETWORKS = ["ls", "/sys/class/net"]


def space(ident, kind, must, why, text, cmd=None, run=None, **more):
    return create(ident, F, "host-" + kind, must, why, host(text, cmd), run=run, **more)


def host_network(admin):
    return {"HOSTNET": admin.get("/v1.41/networks/host")["Id"]}


space("h180", "cgroupns", "deny", "cgroup namespace of the host asked for", '"CgroupnsMode":"host"')
space("h181", "pid", "deny", "key folded, value escaped", r'"pidmode":"\u0068ost"', ["sh", "-c", "cat /proc/[0-9]*/comm | grep -x dockerd"], "dockerd")
space("h182", "net", "deny", "K as the Kelvin sign, in the key alone", '"Networ\u212aMode":"host"', NETWORKS, "docker0")
space("h183", "ipc", "deny", "twice, the last is host", '"IpcMode":"private","IPCMODE":"host"')
space("h184", "uts", "deny", "host name of the host", '"UTSMode":"host"')
space("h185", "uts", "deny", "key in lower case with the long s", '"ut\u017fmode":"host"')
space("h186", "userns", "any", "a colon behind host passes the check, and is not host", '"UsernsMode":"host:x"')
space("h187", "uts", "any", "the same for the host name", '"UTSMode":"host:x"')
space("h188", "pid", "any", "the same for processes", '"PidMode":"host:x"')
space("h189", "net", "any", "an empty name behind host:", '"NetworkMode":"host:"', run="")
space("h190", "net", "any", "the host network by its id: joined in name, yet the container gets a namespace of its own with nothing but lo", '"NetworkMode":"{HOSTNET}"', NETWORKS, "docker0", before=host_network)
space("h191", "net", "any", "the host network by a part of its id", '"NetworkMode":"{HOSTNET}"', NETWORKS, "docker0", before=lambda admin: {"HOSTNET": host_network(admin)["HOSTNET"][:12]})
create("h192", F, "host-net", "any", "EndpointsConfig names the host network by its id", body('"NetworkingConfig":{"EndpointsConfig":{"{HOSTNET}":{}}}', NETWORKS), run="docker0", before=host_network)
create("h193", F, "shared-namespace", "any", "the network namespace of a container that has the host's: a call alone cannot show it", host('"NetworkMode":"container:adminhost"', NETWORKS), run="docker0")
create("h194", F, "shared-namespace", "any", "volumes of a container with the host's root: a call alone cannot show it", host('"VolumesFrom":["adminroot:ro"]', ["ls", "/host/etc/hostname"]), run="/host/etc/hostname")
create("h195", F, "shared-namespace", "any", "processes of another container", host('"PidMode":"container:web"', ["sh", "-c", "cat /proc/[0-9]*/comm"]), run="sleep")
create("h196", F, "shared-namespace", "any", "memory of a container that does not share it", host('"IpcMode":"container:web"'), run="")
space("h197", "pid", "any", "container: with no name", '"PidMode":"container:"')
create("h198", F, "shared-namespace", "any", "the cgroup of another container", host('"Cgroup":"container:web"'))
create("h199", F, "host-net", "deny", "top-level key with the Kelvin sign", body('"networ\u212amode":"host"', NETWORKS), run="docker0")

F = "device"


def device(ident, must, why, text, run=None):
    return create(ident, F, "device", must, why, host(text), run=run)


def updated(hunt, case, answer):
    state = hunt.admin.container("web")["HostConfig"]
    return f"Devices now {state['Devices']} rules {state['DeviceCgroupRules']}", bool(state["Devices"] or state["DeviceCgroupRules"])


device("h200", "deny", "read only, under another name in the container", '"Devices":[{"PathOnHost":"/dev/kmsg","PathInContainer":"/dev/null2","CgroupPermissions":"r"}]')
device("h201", "deny", "a device by a path with dot-dot", '"Devices":[{"PathOnHost":"/dev/../dev/mem","PathInContainer":"/dev/x"}]')
device("h202", "deny", "a whole folder of devices", '"Devices":[{"PathOnHost":"/dev","PathInContainer":"/dev/all","CgroupPermissions":"rwm"}]')
device("h203", "deny", "only the path on the host", '"Devices":[{"PathOnHost":"/dev/fuse"}]')
device("h204", "deny", "rule for all types", '"DeviceCgroupRules":["a *:* rwm"]')
device("h205", "deny", "rule for one disk, only mknod", '"DeviceCgroupRules":["b 254:0 m"]')
device("h206", "deny", "rule in a key with the long s", '"DeviceCgroupRule\u017f":["c 1:11 r"]')
device("h207", "deny", "a request for all of a driver's devices", '"DeviceRequests":[{"Driver":"nvidia","Count":-1,"Capabilities":[["gpu"]]}]')
device("h208", "deny", "a device by its CDI name", '"DeviceRequests":[{"Driver":"cdi","DeviceIDs":["vendor.com/device=all"]}]')
device("h209", "deny", "a request with the default driver", '"devicerequests":[{"Capabilities":[["gpu","nvidia"]]}]')
device("h210", "deny", "two lists: the second's null keeps the device", '"Devices":[{"PathOnHost":"/dev/kmsg","PathInContainer":"/dev/k","CgroupPermissions":"rwm"}],"devices":[null]')
create("h211", F, "device", "deny", "top level, folded", body('"device\u017f":[{"pathonho\u017ft":"/dev/kmsg","pathincontainer":"/dev/k"}]'))
create("h212", F, "device", "deny", "top-level rule", body('"DeviceCgroupRules":["b *:* rwm"]'))
device("h213", "any", "a device path that does not exist is stored; start refuses", '"Devices":[{"PathOnHost":"/dev/nothing","PathInContainer":"/dev/x"}]', run="")
device("h214", "any", "limits that name a device only tell whether it is there", '"BlkioDeviceReadBps":[{"Path":"/dev/loop0","Rate":1000}]')
case("h215", F, "device", "any", "update of a running container ignores devices", uri="/v1.41/containers/web/update", check=updated,
     body='{"Devices":[{"PathOnHost":"/dev/kmsg","PathInContainer":"/dev/k"}],"DeviceCgroupRules":["a *:* rwm"]}')

F = "log-driver"
SOCKET = "/run/listening.sock"


def log(ident, must, why, config, **more):
    return create(ident, F, "log-driver", must, why, host('"NetworkMode":"none","LogConfig":' + config, ["echo", "GET / HTTP/1.0"]), **more)


log("h220", "deny", "syslog to a socket of the host: the engine connects to it as root and writes what the container prints", '{"Type":"syslog","Config":{"syslog-address":"unix://' + SOCKET + '"}}', run="", listen=SOCKET)
log("h221", "deny", "fluentd to the Docker socket itself", '{"Type":"fluentd","Config":{"fluentd-address":"unix:///run/docker.sock"}}', run="")
log("h222", "deny", "a key file of the host for TLS: the engine reads it as root", '{"Type":"syslog","Config":{"syslog-address":"tcp+tls://127.0.0.1:1","syslog-tls-ca-cert":"/etc/shadow"}}', run="")
log("h223", "deny", "a certificate file of the host for Splunk", '{"Type":"splunk","Config":{"splunk-url":"https://127.0.0.1:1","splunk-token":"x","splunk-capath":"/etc/shadow"}}', run="")
log("h224", "deny", "folded keys of the object, the options' names exact, a datagram socket", '{"type":"syslog","config":{"syslog-address":"unixgram://' + SOCKET + '"}}', run="", listen=SOCKET)
log("h225", "any", "syslog to another machine: exfiltration, not the host", '{"Type":"syslog","Config":{"syslog-address":"udp://192.0.2.1:514"}}')
log("h226", "any", "a log plugin that is not there", '{"Type":"vieux/log","Config":{}}')
log("h227", "any", "a driver name in capitals", '{"Type":"SYSLOG","Config":{}}')
