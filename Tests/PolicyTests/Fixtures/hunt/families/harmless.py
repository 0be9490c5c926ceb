"""Calls that look bad and are not: a member must not be stopped by them."""
import json
from urllib.parse import quote

from cases import body, case, create, host, tar

F = "looks-bad"
UPLOAD = {"ctype": "application/x-tar", "binary": True, "wire": "a tar archive as the body"}


def fine(ident, why, text, **more):
    return create(ident, F, "benign", "allow", why, text, **more)


def call(ident, why, method, uri, content=None, **more):
    return case(ident, F, "benign", "allow", why, method=method, uri=uri, body=content, **more)


def made(name, **config):
    """A container of that name, for `{C}`."""
    return lambda admin: {"C": admin.call("POST", "/v1.41/containers/create?name=" + name, {"Image": "busybox:local", "Cmd": ["true"]} | config).json["Id"]}


# Paths
fine("h800", "the home itself", host('"Binds":["/home/alice:/h"]'))
fine("h801", "the home with a slash behind", host('"Binds":["/home/alice/:/h"]'))
fine("h802", "out of the home and back into it", host('"Binds":["/home/alice/../alice/src:/h"]'))
fine("h803", "through another home's name, and back", host('"Binds":["/home/bob/../alice/src:/h:ro"]'))
fine("h804", "doubled slashes and dots within the home", host('"Binds":["//home//alice/./src/:/h"]'))
fine("h805", "names of dots that are not dot-dot", host('"Binds":["/home/alice/...:/a","/home/alice/..x:/b","/home/alice/x..:/c"]'))
fine("h806", "a folder of one's own that is named etc", host('"Binds":["/home/alice/etc/shadow:/etc/shadow:ro"]'))
fine("h807", "a named volume called etc on /host", host('"Binds":["etc:/host"]'))
fine("h808", "a named volume called host on the Docker socket's place", host('"Binds":["host:/var/run/docker.sock"]'))
fine("h809", "volumes named root, proc, dev", host('"Binds":["root:/root","proc:/data","dev.sda:/sda:ro"]'))
fine("h810", "a volume named like a capability, SELinux mode, no copy", host('"Binds":["SYS_ADMIN:/a:z,nocopy"]'))
fine("h811", "UTF-8 in a path of the home", host('"Binds":["/home/alice/\u00fcbung \u4e2d:/h"]'))
fine("h812", "escapes in a path of the home", host(r'"Binds":["\/home\/\u0061lice\/src:\/h"]'))
fine("h813", "a Mounts bind in the home, read-only, not recursive", host('"Mounts":[{"Type":"bind","Source":"/home/alice/src","Target":"/etc","ReadOnly":true,"BindOptions":{"Propagation":"rprivate","NonRecursive":true}}]'))
fine("h814", "a volume named bind, its labels like driver options", host('"Mounts":[{"Type":"volume","Source":"bind","Target":"/proc/x","VolumeOptions":{"Labels":{"type":"none","o":"bind","device":"/"}}}]'))
fine("h815", "driver options, none in them", host('"Mounts":[{"Type":"volume","Source":"vol815","Target":"/d","VolumeOptions":{"NoCopy":true,"DriverConfig":{"Name":"local","Options":{}}}}]'))
fine("h816", "tmpfs over a folder that sounds of the host", host('"Mounts":[{"Type":"tmpfs","Target":"/var/run/docker.sock","TmpfsOptions":{"SizeBytes":1048576,"Mode":448}}]'))
fine("h817", "the tmpfs map with many options", host('"Tmpfs":{"/etc/private":"rw,exec,suid,dev,size=1m,mode=1777"}'))
fine("h818", "anonymous volumes at paths that sound of the host", body('"Volumes":{"/etc":{},"/var/lib/docker":{},"/dev/shm/x":{}}'))
fine("h819", "one-part Binds that sound of the host", host('"Binds":["/var/lib/docker","/home/bob"]'))
fine("h820", "a working folder that sounds of the host", body('"WorkingDir":"/etc"'))
VOLUMES = "/v1.41/volumes/create"
call("h821", "a tmpfs volume as Docker's own pages show it", "POST", VOLUMES, '{"Name":"vh821","Driver":"local","DriverOpts":{"type":"tmpfs","device":"tmpfs","o":"size=100m,uid=1000"}}', see="volume", prove=("grep /v /proc/mounts", "tmpfs"))
call("h822", "a volume whose labels look like options", "POST", VOLUMES, '{"Name":"vh822","Labels":{"type":"none","o":"bind","device":"/etc"},"DriverOpts":{}}', see="volume")
call("h823", "a volume with null for options, as the CLI sends it", "POST", VOLUMES, '{"Driver":"local","DriverOpts":null,"Labels":null,"Name":"etc"}', see="volume")
call("h824", "a tmpfs volume with flags that only take rights away", "POST", VOLUMES, '{"Name":"vh824","DriverOpts":{"type":"tmpfs","device":"tmpfs","o":"nosuid,nodev,noexec,size=64m"}}', see="volume", prove=("grep /v /proc/mounts", "tmpfs"))
fine("h825", "a tmpfs volume by the options of a mount", host('"Mounts":[{"Type":"volume","Source":"vh825","Target":"/cache","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"tmpfs","device":"tmpfs","o":"size=64m"}}}}]'))

# Fields with their defaults or in their harmless forms
MASKED = '["/proc/asound","/proc/acpi","/proc/kcore","/proc/keys","/proc/latency_stats","/proc/timer_list","/proc/timer_stats","/proc/sched_debug","/proc/scsi","/sys/firmware"]'
READONLY = '["/proc/bus","/proc/fs","/proc/irq","/proc/sys","/proc/sysrq-trigger"]'
fine("h830", "masked and read-only paths as inspect shows them: tools that make a container anew send that", host('"MaskedPaths":' + MASKED + ',"ReadonlyPaths":' + READONLY))
fine("h831", "more masked than by default", host('"MaskedPaths":' + MASKED[:-1] + ',"/proc/interrupts"]'))
fine("h832", "null for every list", host('"Binds":null,"CapAdd":null,"CapDrop":null,"Devices":null,"DeviceCgroupRules":null,"DeviceRequests":null,"SecurityOpt":null,"MaskedPaths":null,"ReadonlyPaths":null,"Mounts":null,"VolumesFrom":null'))
fine("h833", "empty lists", host('"Binds":[],"CapAdd":[],"CapDrop":[],"Devices":[],"DeviceCgroupRules":[],"DeviceRequests":[],"SecurityOpt":[],"Mounts":[],"VolumesFrom":[],"Links":[]'))
fine("h834", "no new privileges, in all its spellings", host('"SecurityOpt":["no-new-privileges","no-new-privileges:true","no-new-privileges=1"]'))
fine("h835", "drops capabilities by names that sound bad", host('"CapDrop":["SYS_ADMIN","cap_net_raw","ALL"]'))
fine("h836", "modes in their private forms", host('"NetworkMode":"bridge","PidMode":"","IpcMode":"shareable","UTSMode":"","UsernsMode":"","CgroupnsMode":"private"'))
fine("h837", "no shared memory at all", host('"IpcMode":"none"'))
fine("h838", "a network whose name begins with host", host('"NetworkMode":"hostile"'), before=lambda admin: admin.call("POST", "/v1.41/networks/create", {"Name": "hostile"}) and None)
fine("h839", "HostConfig null, nothing at the top level", '{"Image":"busybox:local","Cmd":["true"],"HostConfig":null}')
fine("h840", "a command as a string, an entrypoint as a string", '{"Image":"busybox:local","Cmd":"true","Entrypoint":""}')
fine("h841", "ports, host names and a gateway", host('"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8081"}]},"ExtraHosts":["host.docker.internal:host-gateway","docker:127.0.0.1"],"Dns":["127.0.0.1"]'))
fine("h842", "namespaced sysctls", host('"Sysctls":{"net.ipv4.ip_unprivileged_port_start":"0","net.core.somaxconn":"1024"}'))
fine("h843", "limits", host('"Memory":67108864,"MemorySwap":-1,"NanoCpus":500000000,"PidsLimit":100,"OomKillDisable":false,"Ulimits":[{"Name":"nofile","Soft":1024,"Hard":2048}],"CpusetCpus":"0"'))
fine("h844", "the JSON file driver with options that sound of paths", host('"LogConfig":{"Type":"json-file","Config":{"max-size":"1m","tag":"/etc/{{.Name}}"}}'))
fine("h845", "user root within the container, a host name of host", body('"User":"0:0","Hostname":"host","Domainname":"privileged"'))
fine("h846", "old limits at the top level beside a HostConfig", body('"HostConfig":{"CpuShares":512},"Memory":67108864,"CpuShares":256'))
fine("h847", "restarts", host('"RestartPolicy":{"Name":"always"}'))
fine("h848", "an endpoint with names and a MAC address", body('"MacAddress":"02:42:ac:11:00:09","NetworkingConfig":{"EndpointsConfig":{"bridge":{"Aliases":null,"Links":null,"DriverOpts":{}}}}'))
fine("h849", "API 1.43 and younger: annotations and a start interval, ignored here", body('"Healthcheck":{"Test":["NONE"],"StartInterval":1000000000},"HostConfig":{"Annotations":{"privileged":"true"}}'))

# Text that looks like something else
fine("h850", "environment that names the Docker socket", body('"Env":["DOCKER_HOST=unix:///var/run/docker.sock","BINDS=/:/host","PRIVILEGED=true"]'))
fine("h851", "a command that runs Docker", '{"Image":"busybox:local","Cmd":["sh","-c","docker run --privileged -v /:/host --pid=host --cap-add=ALL busybox"]}')
fine("h852", "the text of an attack in an argument, escaped", '{"Image":"busybox:local","Cmd":["echo","{\\"HostConfig\\":{\\"Privileged\\":true,\\"Binds\\":[\\"/:/host\\"]}}"]}')
fine("h853", "labels of Compose with paths of the host", body('"Labels":{"com.docker.compose.project.working_dir":"/etc","com.docker.compose.project.config_files":"/root/docker-compose.yml","HostConfig":"{}"}'))
fine("h854", "labels that differ only by case: keys of a map, not fields", body('"Labels":{"Privileged":"true","privileged":"true","PRIVILEGED":"true"}'))
fine("h855", "labels named with the long s, and plainly", body('"Labels":{"ho\u017ftconfig":"1","hostconfig":"2"}'))
fine("h856", "environment of odd bytes: quotes, newlines, emoji, escapes", body(r'"Env":["A=\"}],\"Privileged\":true","B=\n\r\t\u0001","C=\ud83d\ude00 \u00e9","D=\\u0050"]'))
fine("h857", "exposed ports and a stop signal", body('"ExposedPorts":{"22/tcp":{},"2375/tcp":{}},"StopSignal":"SIGKILL"'))
fine("h858", "a name with the word in it", host(""), uri="/v1.41/containers/create?name=privileged.host")
fine("h859", "60 KiB of environment", '{"Image":"busybox:local","Env":["' + '","'.join(f"V{i}=" + "/etc:/h " * 25 for i in range(300)) + '"]}')
fine("h860", "pretty-printed with CRLF, a newline behind", '{\r\n\t"Image" : "busybox:local" ,\r\n\t"HostConfig" : { "Binds" : [ "/home/alice/src:/src" ] }\r\n}\r\n')
fine("h861", "fields in small letters, once each: dockerd takes them, and so some clients send them", '{"image":"busybox:local","cmd":["true"],"hostconfig":{"binds":["/home/alice/src:/src"],"autoremove":true}}')

# HTTP and URIs
fine("h870", "a charset", body(""), ctype="application/json; charset=utf-8")
fine("h871", "chunked", body(""), chunked=True, wire="Transfer-Encoding: chunked")
fine("h872", "asks whether to go on", body(""), headers=[("Expect", "100-continue")], wire="Expect: 100-continue")
fine("h873", "absolute form, as through a proxy", body(""), uri="http://localhost:2375/v1.41/containers/create?name=p873")
fine("h874", "no version", body(""), uri="/containers/create")
fine("h875", "the oldest API that 20.10 knows", body(""), uri="/v1.12/containers/create?name=old")
call("h876", "a GET with headers that would turn it into another method", "GET", "/v1.41/containers/json?limit=1", headers=[("X-HTTP-Method-Override", "DELETE")])
call("h877", "an escaped name", "GET", "/v1.41/containers/%77eb/json")
call("h878", "a filter that looks like an attack", "GET", "/v1.41/containers/json?filters=" + quote(json.dumps({"label": ["privileged=true", "../../etc"], "volume": ["/"]})))
call("h879", "a query parameter given twice", "GET", "/v1.41/containers/json?all=0&all=1&limit=1")
call("h880", "an image named like a route of plugins", "POST", "/v1.41/images/plugins/pull/push?tag=latest", headers=[("X-Registry-Auth", "e30=")])
call("h881", "an image named like the swarm's", "GET", "/v1.41/images/swarm/init/json")
call("h882", "a container named exec, started without a body", "POST", "/v1.41/containers/exec/start", headers=[("Content-Length", "0")])
call("h883", "a container named plugins%2Fx, removed", "DELETE", "/v1.41/containers/plugins%2Fx?force=1&v=1")
call("h884", "a volume named create, removed", "DELETE", "/v1.41/volumes/create")
call("h885", "a network named create, shown", "GET", "/v1.41/networks/create?verbose=false")
call("h886", "a container's own password file by a path with dot-dot", "GET", "/v1.41/containers/web/archive?path=../../../../etc/passwd")
call("h887", "HEAD of a container's own etc", "HEAD", "/v1.41/containers/web/archive?path=/etc")
call("h888", "files put into a container's own etc", "PUT", "/v1.41/containers/web/archive?path=/etc&noOverwriteDirNonDir=true", tar({"shadow": "x"}), **UPLOAD)
call("h889", "renamed to a word of the swarm", "POST", "/v1.41/containers/{C}/rename?name=swarm.leave", before=made("h889"))
case("h890", F, "benign", "any", "an old API starts a container; a hidden body (h378) would leave no more trace than the Content-Type that this one lacks", uri="/v1.23/containers/{C}/start", before=made("h890", HostConfig={"NetworkMode": "none"}))
call("h891", "an old API starts a container, the length of zero that clients send", "POST", "/v1.23/containers/{C}/start", headers=[("Content-Length", "0")], before=made("h891", HostConfig={"NetworkMode": "none"}))
call("h892", "started with an empty object as the body, as Node's clients do", "POST", "/v1.41/containers/{C}/start", "{}", before=made("h892", HostConfig={"NetworkMode": "none"}))
call("h893", "stopped with a body that nobody reads", "POST", "/v1.41/containers/{C}/stop?t=1", '{"t":1}', before=made("h893"))
call("h895", "started with a type, and a length of zero", "POST", "/v1.41/containers/{C}/start", headers=[("Content-Length", "0")], ctype="application/json", before=made("h895", HostConfig={"NetworkMode": "none"}))
call("h896", "stopped with a type and no length, as curl does", "POST", "/v1.41/containers/{C}/stop", raw=lambda case, uri, data, headers: f"POST {uri} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\r\n".encode(), ctype="application/json", before=made("h896"))
call("h897", "files put into a container by a client that knows no tar type", "PUT", "/v1.41/containers/web/archive?path=/tmp", tar({"a": "x"}), **(UPLOAD | {"ctype": "application/octet-stream"}))
call("h898", "an image loaded without a type", "POST", "/v1.41/images/load?quiet=1", tar({"manifest.json": "[]"}), rest=3, **(UPLOAD | {"ctype": None}))

# Other endpoints
call("h900", "a command as root with words that sound bad", "POST", "/v1.41/containers/web/exec", '{"User":"root","Privileged":false,"Tty":true,"Env":["Privileged=true"],"Cmd":["echo","\\"Privileged\\":true"]}', see="exec")
call("h901", "null for privileged, the detach keys", "POST", "/v1.41/containers/web/exec", '{"Cmd":["id"],"Privileged":null,"DetachKeys":"ctrl-p"}\n', see="exec")
call("h902", "limits and restarts of a running container", "POST", "/v1.41/containers/web/update", '{"PidsLimit":-1,"RestartPolicy":{"Name":"unless-stopped"}}\n')
call("h903", "a commit with changes that sound bad", "POST", "/v1.41/commit?container=web&repo=host&tag=privileged&changes=" + quote('ENTRYPOINT ["docker","run","--privileged"]') + "&changes=" + quote("VOLUME /etc /var/run/docker.sock") + "&changes=USER+root")
call("h904", "a network with labels and options that sound bad", "POST", "/v1.41/networks/create", '{"Name":"host-net","CheckDuplicate":true,"Driver":"bridge","EnableIPv6":false,"Internal":false,"Attachable":true,"Options":{"com.docker.network.bridge.enable_icc":"true"},"Labels":{"privileged":"host"},"IPAM":{"Driver":"default","Config":[{"Subnet":"10.123.0.0/24"}]}}')
call("h905", "connected with a static address", "POST", "/v1.41/networks/{N}/connect", '{"Container":"web","EndpointConfig":{"Aliases":["host"],"IPAMConfig":{"IPv4Address":"10.124.0.9"}}}',
     before=lambda admin: {"N": admin.call("POST", "/v1.41/networks/create", {"Name": "hosts", "IPAM": {"Config": [{"Subnet": "10.124.0.0/24"}]}}).json["Id"]},
     after=lambda admin: admin.call("POST", "/v1.41/networks/hosts/disconnect", {"Container": "web", "Force": True}))
call("h906", "an import of an upload with changes", "POST", "/v1.41/images/create?fromSrc=-&repo=host&tag=h906&changes=CMD+%5B%22mount%22%2C%22--bind%22%5D", tar({"etc/shadow": "x"}), **(UPLOAD | {"ctype": "text/plain"}))
call("h907", "a pull of an image named like the engine's socket", "POST", "/v1.41/images/create?fromImage=localhost:1/var/run/docker.sock&tag=privileged", rest=5)
call("h908", "an image named like a path, tagged", "POST", "/v1.41/images/busybox:local/tag?repo=etc/shadow&tag=host")
call("h909", "events of plugins and nodes", "GET", "/v1.41/events?since=0&until=1&filters=" + quote(json.dumps({"type": ["plugin", "node", "daemon"]})), rest=5)
call("h910", "a log in to a registry", "POST", "/v1.41/auth", '{"username":"alice","password":"x","serveraddress":"http://127.0.0.1:1"}')
call("h911", "BuildKit's session as a build by the CLI opens it", "POST", "/v1.41/session", headers=[("Connection", "Upgrade"), ("Upgrade", "h2c"), ("X-Docker-Expose-Session-Uuid", "h911"), ("X-Docker-Expose-Session-Name", "host")])


def build(ident, why, query, **more):
    text = f"FROM busybox:local\nENV PRIVILEGED=true NETWORKMODE=host\nRUN echo --network=host > /etc/{ident}\n"
    context = tar({"Dockerfile": text, "sub/Docker file": text})
    more = UPLOAD | {"wire": "tar build context as the body"} | more
    return case(ident, F, "benign", "allow", why, uri="/v1.41/build?" + query, body=context, see="build", rest=10, **more)


BAD_ARGUMENTS = quote(json.dumps({"networkmode": "host", "http_proxy": "http://host"}))
BAD_LABELS = quote(json.dumps({"privileged": "true", "networkmode": "host"}))
build("h920", "arguments and labels that sound bad, a tag named host", f"t=host:latest&buildargs={BAD_ARGUMENTS}&labels={BAD_LABELS}")
build("h921", "no network", "networkmode=none&rm=1&forcerm=1")
build("h922", "the default network by name", "networkmode=default&t=networkmode%3Ahost")
build("h923", "a Dockerfile in a folder, with a space, a plus sign", "dockerfile=sub%2FDocker+file&q=1&nocache=1")
build("h924", "limits, hosts and cache sources", "memory=67108864&memswap=-1&cpuperiod=100000&extrahosts=host%3A127.0.0.1&shmsize=67108864&cachefrom=" + quote(json.dumps(["host", "privileged:latest"])))
build("h925", "chunked, as the CLI sends it, its registry configuration beside it", "version=1&target=&pull=0", chunked=True, headers=[("X-Registry-Config", "e30=")])
build("h926", "as docker-py sends it", "t=py&remote=&q=False&nocache=False&rm=True&forcerm=False&pull=False", ctype="application/tar", headers=[("X-Registry-Config", "e30=")])
