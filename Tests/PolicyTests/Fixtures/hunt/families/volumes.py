"""Host paths by the options of local volumes."""
from cases import HOSTNAME, case, create, host

F = "volume-option"
READ = ("cat /v/hostname", HOSTNAME)


def volume(ident, must, why, options, prove=None, text=None, **more):
    text = text or '{"Name":"v' + ident + '","DriverOpts":{' + options + "}}"
    more = {"uri": "/v1.41/volumes/create"} | more
    return case(ident, F, "volume-bind", must, why, body=text, see="volume", prove=prove, **more)


volume("h070", "deny", "type tmpfs with o=bind: the kernel ignores the type of a bind", '"type":"tmpfs","o":"bind","device":"/etc"', READ)
volume("h071", "deny", "type tmpfs, bind last among options that only tmpfs has", '"type":"tmpfs","o":"size=100m,uid=1000,bind","device":"/etc"', READ)
volume("h072", "deny", "type nfs with an address and bind", '"type":"nfs","o":"addr=127.0.0.1,bind","device":"/etc"', READ)
volume("h073", "deny", "empty type", '"type":"","o":"bind","device":"/etc"', READ)
volume("h074", "deny", "a type that no kernel has", '"type":"harmless","o":"rbind","device":"/etc"', READ)
volume("h075", "deny", "read-only before bind", '"type":"none","o":"ro,bind","device":"/etc"', READ)
volume("h076", "deny", "bind between others, with a propagation", '"type":"none","o":"noexec,rbind,rslave","device":"/etc"', READ)
volume("h077", "deny", "empty options around bind", '"type":"none","o":",,bind,,","device":"/etc"', READ)
volume("h078", "deny", "a relative device: relative to the engine's folder, the root", '"type":"none","o":"bind","device":"etc"', READ)
volume("h079", "deny", "a relative device with dots", '"type":"none","o":"bind","device":"./home/alice/../../etc"', READ)
volume("h080", "deny", "doubled slashes", '"type":"none","o":"bind","device":"//etc/."', READ)
volume("h081", "deny", "through /proc/self/root of the engine", '"type":"none","o":"bind","device":"/proc/self/root/etc"', READ)
volume("h082", "deny", "through /proc/1/root", '"type":"none","o":"bind","device":"/proc/1/root/etc"', READ)
volume("h083", "deny", "overlay of two lower folders needs no upper", '"type":"overlay","device":"overlay","o":"lowerdir=/etc:/usr"', READ)
volume("h084", "deny", "overlay with a device that looks like a home", '"type":"overlay","device":"/home/alice","o":"lowerdir=/home/alice:/etc"', READ)
volume("h085", "deny", "a fresh proc: the process list of the engine's pid namespace", '"type":"proc","device":"proc"', ("cat /v/[0-9]*/comm | grep -x dockerd", "dockerd"))
volume("h086", "deny", "devtmpfs: every device node of the host", '"type":"devtmpfs","device":"x"', ("ls /v", "kmsg"))
volume("h087", "deny", "debugfs", '"type":"debugfs","device":"x"', ("ls /v", "block"))
volume("h088", "deny", "tracefs", '"type":"tracefs","device":"x"', ("ls /v", "available_events"))
volume("h089", "deny", "binfmt_misc: registers interpreters for the whole host", '"type":"binfmt_misc","device":"x"', ("ls /v", "register"))
volume("h090", "deny", "the unified cgroup tree, writable", '"type":"cgroup2","device":"x"', ("ls /v", "cgroup.procs"))
volume("h091", "deny", "securityfs", '"type":"securityfs","device":"x"', ("ls /v", "lsm"))
volume("h092", "deny", "bpf file system", '"type":"bpf","device":"x"', ("grep /v /proc/mounts", "bpf"))
volume("h093", "deny", "a disk by a link of udev", '"type":"ext4","device":"/dev/disk/by-label/root","o":"ro"')
volume("h094", "deny", "a loop device", '"type":"squashfs","device":"/dev/loop0","o":"ro"')
volume("h095", "deny", "9p of the hypervisor", '"type":"9p","device":"hostshare","o":"trans=virtio"')
volume("h096", "deny", "virtiofs of the hypervisor", '"type":"virtiofs","device":"hostshare"')
volume("h097", "deny", "driver named in a folded key, options in a folded key", "", READ, '{"NAME":"vh097","DRIVER":"local","driveropt\u017f":{"type":"none","o":"bind","device":"/etc"}}')
volume("h098", "deny", "DriverOpts three times: the maps merge", "", READ, '{"Name":"vh098","DriverOpts":{"type":"none"},"DriverOpts":{"o":"bind"},"DriverOpts":{"device":"/etc"}}')
volume("h099", "deny", "an option given twice: the last value", '"type":"none","o":"ro","device":"/home/alice","o":"bind","device":"/etc"', READ)
volume("h100", "deny", "DriverOpts, null under another spelling (it empties the map), then once more", "", READ, '{"Name":"vh100","DriverOpts":{"a":"b"},"driverOpts":null,"DRIVEROPTS":{"type":"none","o":"bind","device":"/etc"}}')
volume("h101", "deny", "no version in the path, encoded letters, an empty query", '"type":"none","o":"bind","device":"/etc"', READ, uri="/%76olumes/cre%61te?")
volume("h102", "deny", "no name: the engine makes one", "", READ, '{"DriverOpts":{"type":"none","o":"bind","device":"/etc"}}')
volume("h103", "any", "bind in capitals is data, not a flag", '"type":"none","o":"BIND","device":"/etc"', READ)
volume("h104", "any", "a space before bind is data", '"type":"none","o":" bind","device":"/etc"', READ)
volume("h105", "any", "keys of options have a case", '"Type":"none","O":"bind","Device":"/etc"')
volume("h106", "any", "the key o alone misses the others", '"o":"bind,device=/etc"')
volume("h107", "any", "device without type is refused", '"device":"/etc"')
volume("h108", "any", "a driver that is not there", "", None, '{"Name":"vh108","Driver":"LOCAL","DriverOpts":{"type":"none","o":"bind","device":"/etc"}}')
volume("h109", "any", "CIFS mount of another machine", '"type":"cifs","o":"addr=127.0.0.1,username=x","device":"//127.0.0.1/share"')
volume("h110", "any", "tmpfs ignores its device", '"type":"tmpfs","device":"/etc"', READ)


def mount(ident, must, why, options, **more):
    text = host('"Mounts":[{"Type":"volume","Target":"/h"' + options + "}]", ["cat", "/h/hostname"])
    return create(ident, F, "volume-bind", must, why, text, run=HOSTNAME, **more)


BIND = '"Options":{"type":"none","o":"bind","device":"/etc"}'
mount("h111", "deny", "no Source: an anonymous volume that is a bind", ',"VolumeOptions":{"DriverConfig":{' + BIND + "}}")
mount("h112", "deny", "empty driver name, tmpfs as the type", ',"Source":"vh112","VolumeOptions":{"DriverConfig":{"Name":"","Options":{"type":"tmpfs","o":"bind","device":"/etc"}}}')
mount("h113", "deny", "NoCopy and labels around it, folded keys", ',"Source":"vh113","volumeoption\u017f":{"nocopy":true,"labels":{"o":"size=1"},"driverconfig":{"name":"local","option\u017f":{"type":"none","o":"rbind","device":"/etc"}}}')
mount("h114", "deny", "DriverConfig twice merges: options of both", ',"Source":"vh114","VolumeOptions":{"DriverConfig":{"Options":{"type":"none","device":"/etc"}},"DriverConfig":{"Name":"local","Options":{"o":"bind"}}}')
mount("h115", "deny", "VolumeOptions spelled twice, the second empty", ',"Source":"vh115","VolumeOptions":{"DriverConfig":{' + BIND + '}},"volumeoptions":{}')
mount("h116", "deny", "read-only mount of such a volume", ',"Source":"vh116","ReadOnly":true,"VolumeOptions":{"DriverConfig":{' + BIND + "}}")
mount("h117", "deny", "a list written over: the old object's VolumeOptions stay", ',"VolumeOptions":{"DriverConfig":{' + BIND + '}}}],"Mounts":[{"Type":"volume","Source":"vh117","Target":"/h"')
mount("h118", "any", "DriverConfig null after options: the pointer is cleared", ',"Source":"vh118","VolumeOptions":{"DriverConfig":{' + BIND + '},"DriverConfig":null}')
create("h119", F, "volume-bind", "deny", "top-level Mounts with volume options",
       '{"Image":"busybox:local","Cmd":["cat","/h/hostname"],"Mounts":[{"Type":"volume","Target":"/h","VolumeOptions":{"DriverConfig":{' + BIND + "}}}]}", run=HOSTNAME)
create("h120", F, "volume-bind", "any", "VolumeDriver of a plugin that is not there", host('"VolumeDriver":"vieux/sshfs","Binds":["data:/d"]'))
create("h121", F, "volume-bind", "any", "a volume that an administrator made a bind of /etc: the call cannot show it",
       host('"Binds":["adminvol:/h"]', ["cat", "/h/hostname"]), run=HOSTNAME,
       before=lambda admin: admin.call("POST", "/v1.41/volumes/create", {"Name": "adminvol", "DriverOpts": {"type": "none", "o": "bind", "device": "/etc"}}) and None)
