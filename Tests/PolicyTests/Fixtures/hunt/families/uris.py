"""The same call under other names: versions, escapes, absolute form, odd queries, at every dangerous endpoint."""
from cases import case, create, host, make

F = "uri-shape"
EVIL = host('"Privileged":true')


def shape(ident, uri, why, must="deny"):
    return create(ident, F, "privileged", must, why, EVIL, uri=uri)


shape("h300", "/v1.41.0.0.0.0.0/containers/create", "version of seven parts")
shape("h301", "/v001.041/containers/create", "version with leading zeros in both parts")
shape("h302", "/v1.41/containers/create?=", "query of an empty name")
shape("h303", "/v1.41/containers/create?&&&", "query of empty pairs")
shape("h304", "/v1.41/containers/create?x=%26Privileged%3Dfalse&Privileged=false&HostConfig=%7B%7D", "parameters named like fields are ignored")
shape("h305", "HTTP://LOCALHOST/v1.41/containers/create", "absolute form, capitals")
shape("h306", "http://[::1]:2375/containers/create?name=q306", "absolute form with an address, a port, no version")
shape("h307", "docker://x/v1.41/containers/create", "absolute form of a scheme of one's own")
shape("h308", "http://x/v1.41%2Fcontainers%2fcreate", "absolute form and escaped slashes in both cases")
shape("h309", "/%76%31%2e%34%31/%63%6f%6e%74%61%69%6e%65%72%73/%63%72%65%61%74%65", "every byte escaped")
shape("h310", "/containers%2Fcreate", "no version, an escaped slash")
shape("h311", "/v1.41/containers/create?platform=linux%2Famd64&name=a.b-c_d", "ordinary query")
shape("h312", "/v1.41/containers/create?name=%2Fslash", "a name that begins with a slash")
shape("h313", "http:///v1.41/containers/create", "absolute form with an empty host")
shape("h314", "http://x?/containers/json", "absolute form without a path", must="any")
shape("h315", "/v1..41/containers/create", "an empty middle part is a zero: too old", must="any")
shape("h316", "/v.1.41/containers/create", "an empty first part is a zero: too old", must="any")
shape("h317", "/v1.41/v1.41/containers/create", "two version prefixes: no route", must="any")
shape("h318", "/v1.41x/containers/create", "a letter in the version: no route", must="any")
shape("h319", "/v1,41/containers/create", "a comma in the version: no route", must="any")
shape("h320", "/v%ef%bc%91.41/containers/create", "a full-width digit: no route", must="any")
shape("h321", "/v1.41/containers/create%20", "a trailing escaped space: no route", must="any")
shape("h322", "/v1.41/containers/create%2f", "a trailing escaped slash: no route", must="any")
shape("h323", "/v1.41/containers/%2563reate", "double escapes are decoded once: no route", must="any")
shape("h324", "/v1.41/containers/%2e%2e/containers/create", "escaped dot-dot: redirected", must="any")
shape("h325", "/v1.41/containers/%252e%252e/create", "twice escaped dots: no route", must="any")
shape("h326", "/v1.41%5ccontainers%5ccreate", "backslashes: no route", must="any")
shape("h327", "/v1.41/containers/create%0a", "a newline behind: would match a pattern that ends in a dollar sign; no route", must="any")
shape("h328", "/v1.41/containers/create?%zz=1", "bad escape in the query", must="any")
shape("h329", "/v1.41/containers/create?name=%00", "NUL in the name", must="any")
shape("h330", "/v1.41/containers/create?name=a#%zz", "a bad escape behind #: hidden body, but this endpoint reads the query", must="any")
shape("h331", '/v1.41/containers/create?x="{}<>|^`', "raw characters in the query that no client leaves raw")
shape("h332", "/v1.41/containers/create?x=\xe9", "a raw byte above 127 in the query")
shape("h333", "/v1.41/containers/create?x=/../../v1.41/_ping", "dot-dot in the query")
shape("h334", "/v1.41/containers/create?http://x/_ping", "another target in the query")

F = "uri-exec"


def execute(ident, uri, why, must="deny", text='{"Cmd":["id"],"Privileged":true}', **more):
    return case(ident, F, "exec-privileged", must, why, uri=uri, body=text, see="exec", **more)


PLAIN = "/v1.41/containers/web/exec"
execute("h340", "/v1.41/containers/%77%65%62/%65%78%65%63", "escaped letters")
execute("h341", "/v1.41%2fcontainers%2fweb%2fexec", "escaped slashes")
execute("h342", "/v1.41./containers/web/exec", "dot behind the version")
execute("h343", "http://d/containers/web/exec?x=/json", "absolute form, query that ends like a harmless path")
execute("h344", "/v1.12/containers/web/exec", "oldest version")
execute("h345", "/v1.41/containers/{ID}/exec", "by a part of the id", before=lambda admin: {"ID": admin.container("web")["Id"][:6]})
execute("h346", PLAIN, "capitals and an escape", text=r'{"Cmd":["id"],"PRIVILE\u0047ED":true}')
execute("h347", PLAIN, "last of two spellings", text='{"Cmd":["id"],"Privileged":false,"privileged":true}')
execute("h348", PLAIN, "a second document behind", text='{"Cmd":["id"],"Privileged":true}{"Cmd":["id"]}')
execute("h349", PLAIN, "a long unknown field in front", text='{"x":"' + "y" * 3000 + '","Cmd":["id"],"Privileged":true}')
execute("h350", PLAIN + "?#", "an empty fragment sign in the query")
execute("h351", PLAIN, "media type in capitals with a parameter", ctype="Application/JSON;Charset=UTF-8")
execute("h352", PLAIN, "the first of two media types counts, the plugin is told the second", headers=[("Content-Type", "text/plain")])
execute("h353", PLAIN, "text/plain is refused", must="any", ctype="text/plain")
execute("h355", PLAIN + "?Privileged=1", "privileged in the query is ignored", must="any", text='{"Cmd":["id"]}')
execute("h356", PLAIN, "HostConfig in an exec is ignored", must="any", text='{"Cmd":["id"],"HostConfig":{"Privileged":true}}')
execute("h357", PLAIN, "capabilities in an exec are ignored", must="any", text='{"Cmd":["id"],"CapAdd":["ALL"]}')
execute("h358", "/v1.41/containers/web/../adminroot/exec", "dot-dot between names: redirected", must="any")

F = "uri-volume"


def volume(ident, uri, why, must="deny", **more):
    text = '{"Name":"v' + ident + '","DriverOpts":{"type":"none","o":"bind","device":"/etc"}}'
    return case(ident, F, "volume-bind", must, why, uri=uri, body=text, see="volume", **more)


volume("h360", "/v1.41.0/volumes/create", "version of three parts")
volume("h361", "https://u:p@h/v1.41/volumes/create#", "absolute form with a password and a fragment sign: no route", must="any")
volume("h362", "http://u:p@h/v1.41/volumes/create", "absolute form with a password")
volume("h363", "/v1.41/volumes/%63reate?name=harmless", "a name in the query is ignored")
volume("h364", "/v1.41%2Fvolumes/create", "version and path joined by an escape")
volume("h365", "/v1.41/volumes/create?#%zz", "bad escape behind #: this endpoint reads the query and refuses", must="any")
volume("h366", "/v1.41/volumes/create", "charset parameter in quotes", ctype='application/json; charset="utf-8"')

F = "uri-start"


def start(ident, uri, why, text='{"Privileged":true}', must="deny", **more):
    def before(admin):
        return {"C": make(admin, "old" + ident, {"Cmd": ["true"], "HostConfig": {"NetworkMode": "none"}})}

    return case(ident, F, "privileged", must, why, uri=uri, body=text, see="start", before=before, **more)


start("h370", "/v1.23.99/containers/{C}/start", "a version between two")
start("h371", "/v01.023/containers/{C}/start", "leading zeros")
start("h372", "http://x/v1.12/containers/{C}/start", "absolute form, oldest version")
start("h373", "/v1.23/containers/{C}/start", "the body is decoded like that of create: HostConfig inside", text='{"HostConfig":{"Privileged":true}}')
start("h374", "/v1.23/containers/{C}/start", "folded HostConfig, a null before", text='{"HostConfig":null,"ho\u017ftconfig":{"privileged":true}}')
start("h375", "/v1.23/containers/{C}/start?checkpoint=", "chunked: no length to be seen", chunked=True, wire="Transfer-Encoding: chunked")
start("h378", "/v1.23/containers/{C}/start", "chunked and over 1 MiB: the plugin is told of no body and no length", chunked=True, pad=True, wire="1 MiB of spaces in front of the body, Transfer-Encoding: chunked")
start("h376", "/v1.24.0/containers/{C}/start", "1.24.0 is 1.24: refused", must="any")
start("h377", "/containers/{C}/start", "no version is the newest: refused", must="any")
