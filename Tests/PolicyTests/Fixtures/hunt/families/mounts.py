"""Host paths by Binds and Mounts."""
from cases import HOSTNAME, body, create, host

CAT = ["cat", "/h/hostname"]
F = "bind-path"


def bind(ident, must, why, spec, cmd=None, **more):
    return create(ident, F, "host-bind", must, why, host('"Binds":[' + spec + "]", cmd), **more)


bind("h001", "deny", "a newline in the source: a line-wise anchor would see /home/alice at a line's start", r'"/etc\n/home/alice/:/h"')
bind("h002", "deny", "a newline behind a good prefix and then dot-dot", r'"/home/alice/\n/../../bob:/h"')
bind("h003", "deny", "a name that only starts like the home", '"/home/alice2:/h"')
bind("h004", "deny", "a name that only starts like the home, with a dot", '"/home/alice.old/x:/h"')
bind("h005", "deny", "Linux paths have a case", '"/home/Alice:/h"')
bind("h006", "deny", "the home's parent with a slash behind", '"/home/:/h"')
bind("h007", "deny", "dot-dot in the middle, out and into another home, then a home-like tail", '"/home/alice/../bob/home/alice/x:/h"')
bind("h008", "deny", "more dot-dots than there are folders, then the host's etc", '"/home/alice/../../../../etc:/h:ro"', CAT, run=HOSTNAME)
bind("h009", "deny", "through /proc/self/root: no dot-dot, same file system", '"/proc/self/root/etc:/h:ro"', CAT, run=HOSTNAME)
bind("h010", "deny", "read-only, recursive shared, relabelled: all mode words at once", '"/etc:/h:ro,rshared,z"')
bind("h011", "deny", "a mode word of another platform", '"/etc:/h:delegated"')
bind("h012", "deny", "an SELinux relabel of a host folder", '"/var/lib:/h:Z"')
bind("h013", "deny", "empty mode behind the second colon, escaped colon", r'"\/etc\u003a/h\u003a"', CAT, run=HOSTNAME)
bind("h014", "deny", "a file, not a folder", '"/etc/hostname:/h/hostname:ro"', CAT, run=HOSTNAME)
bind("h015", "deny", "the engine's own data", '"/var/lib/docker:/h"')
bind("h016", "deny", "a plugin folder: a socket put there becomes a plugin", '"/run/docker/plugins:/h"')
bind("h017", "deny", "backslashes are no separators: a name below the root", r'"/home\\alice:/h"')
bind("h018", "deny", "a home of a user whose name holds this one's", '"/home/xalice:/h"')
bind("h019", "deny", "combining accent: another folder for the kernel", '"/home/alice\u0301:/h"')
bind("h020", "deny", "a zero-width joiner in the name", '"/home/al\u200dice:/h"')
bind("h021", "deny", "a full-width solidus is not a separator: one name below the root", '"/home\uff0falice:/h"')
bind("h022", "deny", "a trailing space is part of the name", '"/home/alice :/h"')
bind("h023", "deny", "a percent escape is not decoded in a path", '"/home/%61lice/../bob:/h"')
bind("h024", "any", "NUL in the source: accepted at create, no such path at start", r'"/home/alice/\u0000:/h"', run="")
bind("h025", "any", "no source at all", '":/h"')
bind("h026", "any", "four parts", '"/etc:/h:ro:rw"')
bind("h027", "any", "two parts where the second is a mode", '"/etc:ro"')
bind("h028", "any", "a relative path with a slash is no volume name", '"./etc:/h"')
bind("h029", "any", "dot-dot alone is no volume name", '"..:/h"')
bind("h030", "any", "a tilde is not expanded: not a volume name either", '"~:/h"')
bind("h031", "any", "the null element is an empty string", 'null,"/etc:/h"')
bind("h032", "any", "unknown mode word", '"/etc:/h:RO"')
bind("h033", "any", "mount onto the container's root", '"/etc:/"')
create("h034", F, "host-bind", "deny", "Binds and Mounts together, the attack in the second",
       host('"Binds":["/home/alice:/a"],"Mounts":[{"Type":"bind","Source":"/etc","Target":"/h","ReadOnly":true}]', CAT), run=HOSTNAME)
bind("h035", "deny", "duplicate list of Binds: the second is shorter, only its own elements count",
     '"/home/alice:/a","/home/alice:/b"],"Binds":["/etc:/h"', CAT, run=HOSTNAME)
bind("h036", "deny", "duplicate list that is longer: null in the first place keeps the old string",
     '"/etc:/h"],"Binds":[null,"/home/alice:/b"', CAT, run=HOSTNAME)

F = "mount-object"


def mount(ident, must, why, spec, cmd=None, **more):
    return create(ident, F, "host-bind", must, why, host('"Mounts":[' + spec + "]", cmd), **more)


mount("h040", "deny", "dot-dot in Source", '{"Type":"bind","Source":"/home/alice/../../etc","Target":"/h"}', CAT, run=HOSTNAME)
mount("h041", "deny", "doubled and trailing slashes", '{"Type":"bind","Source":"//etc//","Target":"/h"}', CAT, run=HOSTNAME)
mount("h042", "deny", "recursion off", '{"Type":"bind","Source":"/","Target":"/h","BindOptions":{"NonRecursive":true}}')
mount("h043", "deny", "folded keys at every level, the long s where a letter allows it", '{"type":"bind","\u017fource":"/etc","target":"/h","bindoption\u017f":{"propagation":"rshared"}}')
mount("h044", "deny", "the long s in the key, escaped", r'{"Type":"bind","\u017Fource":"/etc","Target":"/h"}', CAT, run=HOSTNAME)
mount("h045", "deny", "Type given twice, the last is bind", '{"Type":"tmpfs","Source":"/etc","Target":"/h","type":"bind"}', CAT, run=HOSTNAME)
mount("h046", "deny", "Type first bind, then null: null changes nothing", '{"Type":"bind","Source":"/etc","Target":"/h","Type":null}', CAT, run=HOSTNAME)
mount("h047", "deny", "Source twice: the first is fine", '{"Type":"bind","Source":"/home/alice","Target":"/h","SOURCE":"/etc"}', CAT, run=HOSTNAME)
mount("h048", "deny", "two lists of Mounts under different spellings: the first's objects are written over field by field", '{"Type":"bind","Source":"/etc"}],"mounts":[{"Target":"/h","ReadOnly":true}', CAT, run=HOSTNAME)
mount("h049", "deny", "TmpfsOptions beside a bind are ignored", '{"Type":"bind","Source":"/etc","Target":"/h","TmpfsOptions":{"SizeBytes":1000000}}', CAT, run=HOSTNAME)
mount("h050", "deny", "Consistency of another platform", '{"Type":"bind","Source":"/etc","Target":"/h","Consistency":"cached"}', CAT, run=HOSTNAME)
mount("h051", "any", "a bind with VolumeOptions is refused", '{"Type":"bind","Source":"/etc","Target":"/h","VolumeOptions":{}}')
mount("h052", "any", "Type in capitals is unknown", '{"Type":"BIND","Source":"/etc","Target":"/h"}')
mount("h053", "any", "Windows' named pipe", '{"Type":"npipe","Source":"/etc","Target":"/h"}')
mount("h054", "any", "cluster volumes are younger", '{"Type":"cluster","Source":"/etc","Target":"/h"}')
mount("h055", "any", "image mounts are younger", '{"Type":"image","Source":"busybox:local","Target":"/h"}')
mount("h056", "any", "a volume named like a path is refused", '{"Type":"volume","Source":"/etc","Target":"/h"}')
mount("h057", "any", "a volume name with dot-dot is refused", '{"Type":"volume","Source":"../../etc","Target":"/h"}')
mount("h058", "any", "backslashes pass the check for an absolute path, then the path is relative to the engine's folder", r'{"Type":"bind","Source":"\\etc","Target":"/h"}')
mount("h059", "any", "a folder that does not exist: Mounts, unlike Binds, refuse", '{"Type":"bind","Source":"/none/yet","Target":"/h"}')
mount("h060", "any", "an empty object; something like a mount under a name nobody knows", '{}]},"x":{"y":[{"Type":"bind"}')
create("h061", F, "host-bind", "deny", "the mount list at the top level, folded, HostConfig null before it",
       body('"HostConfig":null,"mount\u017f":[{"Type":"bind","Source":"/etc","Target":"/h"}]', CAT), run=HOSTNAME)
create("h062", F, "host-bind", "deny", "top-level Binds behind an explicit null HostConfig spelled in capitals",
       body('"HOSTCONFIG":null,"BINDS":["/etc:/h"]', CAT), run=HOSTNAME)
create("h063", F, "host-bind", "any", "a struct's embedded name is no field: Resources and HostConfig inside HostConfig are ignored",
       host('"HostConfig":{"Binds":["/etc:/h"]},"Resources":{"Devices":[{"PathOnHost":"/dev/kmsg"}]}'))
create("h064", F, "host-bind", "any", "the client's wrapper names (Config, InnerHostConfig) are no fields",
       body('"InnerHostConfig":{"Binds":["/etc:/h"]},"Config":{"HostConfig":{"Binds":["/etc:/h"]}}'))
create("h065", F, "host-bind", "any", "Volumes keys are container paths, whatever they look like",
       body('"Volumes":{"/etc:/h":{},"/:/host":{}}'), show=["Config.Volumes"])
create("h066", F, "host-bind", "any", "Tmpfs with a bind flag: passed on to the runtime, which finds no source",
       host('"Tmpfs":{"/h":"rbind,rw"}'), show=["HostConfig.Tmpfs"], run="")
create("h067", F, "host-bind", "any", "ContainerIDFile is a client's note: the engine writes nothing",
       host('"ContainerIDFile":"/etc/cron.d/x"'), show=["HostConfig.ContainerIDFile"])
