"""Capabilities, profiles, masked paths, privilege."""
from cases import body, create, host

F = "capability"


def caps(ident, must, why, text, cmd=None, run=None):
    return create(ident, F, "cap-add", must, why, host(text, cmd), run=run)


EFFECTIVE = ["sh", "-c", "grep CapEff /proc/self/status"]
caps("h130", "deny", "lower case with the prefix", '"CapAdd":["cap_sys_admin"]')
caps("h131", "deny", "mixed case of the magic word", '"CapAdd":["aLl"]')
caps("h132", "any", "the magic word takes no prefix", '"CapAdd":["CAP_ALL"]')
caps("h133", "deny", "dropping all beside adding all", '"CapDrop":["ALL"],"CapAdd":["ALL"]')
caps("h134", "deny", "dropping one of all", '"CapAdd":["ALL"],"CapDrop":["CHOWN"]')
caps("h135", "deny", "DAC_READ_SEARCH: opens files of the host by handle", '"CapAdd":["dac_read_search"]', EFFECTIVE, "CapEff:\t00000000a80425ff")
caps("h136", "deny", "a string where a list is meant, lower case with prefix", '"CapAdd":"cap_sys_module"')
caps("h137", "deny", "list, then a string under another spelling: the last counts", '"CapAdd":[],"capadd":"ALL"')
caps("h138", "deny", "two that are seldom thought of", '"CapAdd":["SYS_RAWIO","cap_Syslog"]')
caps("h139", "any", "null in the list is an unknown capability", '"CapAdd":[null]')
caps("h140", "any", "a number in the list", '"CapAdd":["SYS_ADMIN",1]')
caps("h141", "any", "the list Capabilities of an unreleased version is ignored", '"Capabilities":["CAP_SYS_ADMIN"]')
caps("h142", "any", "AddCapabilities of another engine is ignored", '"AddCapabilities":["SYS_ADMIN"],"cap_add":["ALL"]')
create("h143", F, "cap-add", "deny", "top-level string for the list", body('"CAPADD":"all"'))

F = "profile"


def profile(ident, must, why, text, cmd=None, run=None):
    return create(ident, F, "unconfined", must, why, host(text, cmd), run=run)


SECCOMP = ["sh", "-c", "grep Seccomp: /proc/self/status"]
OFF = "Seccomp:\t0"
profile("h150", "deny", "no profile at all; the container says so", '"SecurityOpt":["seccomp=unconfined"]', SECCOMP, OFF)
profile("h151", "deny", "a profile of one's own that allows everything", r'"SecurityOpt":["seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}"]', ["unshare", "-U", "id"], "uid=65534")
profile("h152", "deny", "the same with the deprecated colon and spaces", r'"SecurityOpt":["seccomp:{ \"defaultAction\" : \"SCMP_ACT_LOG\" }"]')
profile("h153", "deny", "the word disable alone turns SELinux labels off", '"SecurityOpt":["disable"]')
profile("h154", "deny", "label by colon, in a type", '"SecurityOpt":["label:type:spc_t"]')
profile("h155", "deny", "label with a type by the other sign", '"SecurityOpt":["label=type:container_runtime_t"]')
profile("h156", "deny", "AppArmor by both signs, the last counts", '"SecurityOpt":["apparmor=docker-default","apparmor:unconfined"]')
profile("h157", "deny", "a profile of one's own name", '"SecurityOpt":["apparmor=usr.bin.man"]')
profile("h158", "deny", "escaped sign", r'"SecurityOpt":["seccomp\u003Aunconfined"]', SECCOMP, OFF)
profile("h159", "deny", "key folded with the long s", '"\u017fecurityOpt":["seccomp=unconfined"]', SECCOMP, OFF)
profile("h160", "deny", "first a default profile, then none: the last counts", '"SecurityOpt":["seccomp=","seccomp=unconfined"]', SECCOMP, OFF)
profile("h161", "deny", "null keeps the old element of a list given twice", '"SecurityOpt":["seccomp=unconfined"],"SecurityOpt":[null]', SECCOMP, OFF)
profile("h162", "any", "the last is the default profile: filtered again", '"SecurityOpt":["seccomp=unconfined","seccomp="]', SECCOMP, OFF)
profile("h163", "any", "in capitals it is taken for a profile's text", '"SecurityOpt":["seccomp=UNCONFINED"]', SECCOMP, OFF)
profile("h164", "any", "capital name of the option", '"SecurityOpt":["SECCOMP=unconfined"]')
profile("h165", "any", "systempaths is the client's word only", '"SecurityOpt":["systempaths=unconfined"]')
profile("h166", "any", "a space in front", '"SecurityOpt":[" seccomp=unconfined"]')
profile("h167", "any", "no-new-privileges set to false: the default", '"SecurityOpt":["no-new-privileges:false"]')
profile("h168", "any", "no-new-privileges in another boolean", '"SecurityOpt":["no-new-privileges=F"]')
KEYS = (["sh", "-c", "test $(wc -c < /proc/keys) -gt 0 && echo keys of the host readable"], "keys of the host")
profile("h169", "deny", "a mask list of one harmless path takes the default list's place: /proc/keys, /proc/kcore, /sys/firmware are open", '"MaskedPaths":["/proc/nothing"]', *KEYS)
profile("h170", "deny", "an empty string as the only masked path", '"MaskedPaths":[""]')
profile("h171", "deny", "the default list without /proc/kcore and /proc/keys", '"MaskedPaths":["/proc/asound","/proc/acpi","/proc/latency_stats","/proc/timer_list","/proc/timer_stats","/proc/sched_debug","/proc/scsi","/sys/firmware"]', *KEYS)
profile("h172", "deny", "a read-only list of one harmless path: /proc/sys and sysrq-trigger are writable", '"ReadonlyPaths":["/proc/bus"]',
        ["sh", "-c", "grep ' /proc/sysrq' /proc/mounts || echo not read-only"], "not read-only")
profile("h173", "deny", "folded keys with the Kelvin sign and the long s, empty lists", '"Ma\u017f\u212aedPaths":[],"readonlypath\u017f":[]', *KEYS)
create("h174", F, "unconfined", "deny", "top-level, empty", body('"MaskedPaths":[],"ReadonlyPaths":[]'))
profile("h175", "deny", "list, then an empty list", '"MaskedPaths":["/proc/kcore"],"MaskedPaths":[]')

F = "privileged"


def privileged(ident, must, why, text):
    return create(ident, F, "privileged", must, why, text)


privileged("h230", "deny", "top level counts: HostConfig was set, then made null in another spelling", body('"hostconfig":{"Memory":8000000},"HOSTCONFIG":null,"privileged":true'))
privileged("h231", "deny", "three spellings, the middle one counts with nulls around it", host('"Privileged":null,"PRIVILEGED":true,"privileged":null'))
privileged("h232", "deny", "escapes in every letter of both keys", '{"Image":"busybox:local","\\u0048\\u006F\\u0073\\u0074\\u0043\\u006f\\u006e\\u0066\\u0069\\u0067":{"\\u0050\\u0072\\u0069\\u0076\\u0069\\u006c\\u0065\\u0067\\u0065\\u0064":true}}')
privileged("h233", "deny", "an escaped quote in a key before it: a scanner that loses count sees one string", '{"Image":"busybox:local","Labels":{"a\\\\\\"":"\\\\","\\\\":"\\"},"},"HostConfig":{"Privileged":true}}')
privileged("h234", "deny", "a key of 64 KiB before it", '{"Image":"busybox:local","' + "k" * 65536 + '":0,"HostConfig":{"Privileged":true}}')
privileged("h235", "deny", "100 levels of an unknown key before it", '{"Image":"busybox:local","x":' + '{"y":[' * 50 + "]}" * 50 + ',"HostConfig":{"Privileged":true}}')
privileged("h236", "deny", "HostConfig four times, objects and nulls by turns, the last an object", body('"HostConfig":{"Privileged":false},"HostConfig":null,"HostConfig":{"Privileged":true},"HostConfig":{}'))
privileged("h237", "deny", "the long s in upper-case surroundings", '{"Image":"busybox:local","HO\u017fTCONFIG":{"PRIVILEGED":true}}')
privileged("h238", "any", "ligatures fold to nothing here", '{"Image":"busybox:local","Ho\ufb06Config":{"Privileged":true}}')
privileged("h239", "any", "true as a number with an exponent", host('"Privileged":1e0'))
