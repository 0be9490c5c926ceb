"""Engine plugins: each is root on the host, and one of them may be the one that decides."""
from cases import case, tar

F = "plugin"


def plugin(ident, why, method, uri, body=None, must="deny", **more):
    return case(ident, F, "plugin", must, why, method=method, uri=uri, body=body, rest=3, **more)


plugin("h550", "an authorization plugin switched off, name and tag escaped", "POST", "/v1.41/plugins/dockreeve%3Alatest/disable?force=1")
plugin("h551", "the same, every letter escaped, no version", "POST", "/%70%6c%75%67%69%6e%73/dockreeve/%64isable")
plugin("h552", "a plugin named like a route of containers", "POST", "/v1.41/plugins/containers/json/enable?timeout=0")
plugin("h553", "a plugin named like a route of images", "POST", "/v1.41/plugins/images/create/disable")
plugin("h554", "a plugin named like the ping", "POST", "/v1.41/plugins/_ping/disable")
plugin("h555", "removed: a plugin named like a container's route", "DELETE", "/v1.41/plugins/containers/web")
plugin("h556", "removed: a plugin named json", "DELETE", "/v1.41/plugins/a/json?force=true")
plugin("h557", "pulled, escaped slash, privileges granted", "POST", "/v1.41/plugins%2fpull?remote=127.0.0.1%3A1%2Fp&name=p", '[{"Name":"network","Description":"","Value":["host"]}]')
plugin("h558", "pulled, a body that the plugin is not shown", "POST", "/v1.41/plugins/pull?remote=127.0.0.1:1/p", "[]", ctype="multipart/form-data; boundary=x")
plugin("h559", "upgraded, a body of no type", "POST", "/v1.41/plugins/foo/upgrade?remote=127.0.0.1:1/p", "[]", ctype=None)
plugin("h560", "settings, absolute form", "POST", "http://x/plugins/foo/set", '["DEBUG=1"]')
plugin("h561", "pushed", "POST", "/v1.41/plugins/foo/bar/push")
plugin("h562", "created from a tar", "POST", "/v1.41/plugins/create?name=images/json", tar({"config.json": "{}"}), ctype="application/x-tar", binary=True, wire="a tar archive as the body")
plugin("h563", "settings of a plugin named create", "POST", "/v1.41/plugins/create/set", '["a=b"]')
plugin("h564", "enabled: a plugin named privileges", "POST", "/plugins/privileges/enable?timeout=1")
plugin("h565", "asks what a plugin wants: it is fetched, not installed", "GET", "/v1.41/plugins/privileges?remote=127.0.0.1:1/p", must="any")
plugin("h566", "a plugin's settings shown", "GET", "/v1.41/plugins/foo/json", must="any")
