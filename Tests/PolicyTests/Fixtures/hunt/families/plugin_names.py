"""The name of a driver is the name of a plugin, and that is a path: `../../../home/alice/own` is a socket in a home.

dockerd connects to it as root, and does what it says: a volume of such a driver is whatever folder the plugin names.
"""
import json
import os
import socketserver
import threading
from http.server import BaseHTTPRequestHandler

from cases import HOSTNAME, case, create, host

F = "plugin-name"
SOCKET = "/home/alice/own.sock"
NAME = "../../../home/alice/own"
ANSWERS = {
    "/Plugin.Activate": {"Implements": ["VolumeDriver", "NetworkDriver", "IpamDriver", "LogDriver"]},
    "/VolumeDriver.Capabilities": {"Capabilities": {"Scope": "local"}},
    "/VolumeDriver.Mount": {"Mountpoint": "/etc"},
    "/VolumeDriver.Path": {"Mountpoint": "/etc"},
    "/NetworkDriver.GetCapabilities": {"Scope": "local", "ConnectivityScope": "local"},
    "/IpamDriver.GetCapabilities": {},
    "/IpamDriver.GetDefaultAddressSpaces": {"LocalDefaultAddressSpace": "l", "GlobalDefaultAddressSpace": "g"},
    "/IpamDriver.RequestPool": {"PoolID": "p", "Pool": "10.125.0.0/24"},
    "/IpamDriver.RequestAddress": {"Address": "10.125.0.1/24"},
    "/LogDriver.Capabilities": {"Cap": {"ReadLogs": False}},
}
called = []
volumes = set()


class Plugin(BaseHTTPRequestHandler):
    """What a member could run, with nothing but the own home."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        called.append(self.path)
        answer = ANSWERS.get(self.path, {})
        name = json.loads(request or "null") and json.loads(request).get("Name")
        if self.path == "/VolumeDriver.Create":
            volumes.add(name)
        elif self.path == "/VolumeDriver.Remove":
            volumes.discard(name)
        elif self.path == "/VolumeDriver.Get" and name in volumes:
            answer = {"Volume": {"Name": name, "Mountpoint": "/etc"}}
        elif self.path == "/VolumeDriver.List":
            answer = {"Volumes": [{"Name": name, "Mountpoint": "/etc"} for name in volumes]}
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass

    def address_string(self):
        return "-"


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def listen(admin):
    if not os.path.exists(SOCKET):
        threading.Thread(target=Server(SOCKET, Plugin).serve_forever, daemon=True).start()
        with open("/home/alice/note.spec", "w") as file:
            file.write("unix://" + SOCKET)
        with open("/home/alice/note.json", "w") as file:
            json.dump({"Name": "note", "Addr": "unix://" + SOCKET}, file)
    called.clear()


def reached(hunt, case, answer):
    calls = [path for path in called if path != "/Plugin.Activate"]
    return "the plugin in the home was asked " + ", ".join(dict.fromkeys(calls)), bool(calls)


def logging(hunt, case, answer):
    """Starts the container: then its log goes where the plugin says."""
    hunt.admin.call("POST", f"/v1.41/containers/{answer.json['Id']}/start")
    return reached(hunt, case, answer)


CAT = ["cat", "/h/hostname"]
READ = ("cat /v/hostname", HOSTNAME)


def volume(ident, why, driver, text=None):
    text = text or '{"Name":"v' + ident + '","Driver":"' + driver + '"}'
    return case(ident, F, "plugin", "deny", why, uri="/v1.41/volumes/create", body=text, see="volume", prove=READ, before=listen)


def container(ident, why, text):
    return create(ident, F, "plugin", "deny", why, text, run=HOSTNAME, before=listen)


def asked(ident, why, uri, text, check=reached):
    return case(ident, F, "plugin", "deny", why, uri=uri, body=text, check=check, before=listen)


volume("h720", "a volume of a driver in the member's home: it names the host's etc, and a container reads it", NAME)
volume("h721", "the same, escaped", "", r'{"Name":"vh721","Dri\u0076er":"..\/..\/..\/home\/alice\/\u006fwn"}')
volume("h722", "a path that begins like a plugin's name", "sshfs/../../../../home/alice/own")
volume("h723", "a note of where the plugin is: NAME.spec", "../../../home/alice/note")
volume("h724", "more dot-dots than there are folders", "../../../../../../../../home/alice/own")
container("h725", "by the driver of a mount", host('"Mounts":[{"Type":"volume","Source":"vh725","Target":"/h","VolumeOptions":{"NoCopy":true,"DriverConfig":{"Name":"' + NAME + '"}}}]', CAT))
container("h726", "by VolumeDriver, for a volume in Binds", host('"VolumeDriver":"' + NAME + '","Binds":["vh726:/h:nocopy"]', CAT))
container("h727", "by VolumeDriver at the top level: it counts beside a HostConfig that has none",
          '{"Image":"busybox:local","Cmd":["cat","/h/hostname"],"HostConfig":{"Binds":["vh727:/h:nocopy"]},"VolumeDriver":"' + NAME + '"}')
container("h728", "the same, folded, for an anonymous volume of Binds", host('"volumedriver":"' + NAME + '","bind\u017f":["/h"]', CAT))
container("h729", "by VolumeDriver, for a volume in Volumes", '{"Image":"busybox:local","Cmd":["cat","/h/hostname"],"Volumes":{"/h":{}},"HostConfig":{"VolumeDriver":"' + NAME + '"}}')
asked("h730", "the driver of a network", "/v1.41/networks/create", '{"Name":"nh730","Driver":"' + NAME + '"}')
asked("h731", "the driver of a network's addresses", "/v1.41/networks/create", '{"Name":"nh731","Driver":"bridge","IPAM":{"Driver":"' + NAME + '"}}')
asked("h732", "the same, folded, no driver of the network named", "/v1.41/networks/create", '{"name":"nh732","ipam":{"driver":"' + NAME + '"}}')
asked("h733", "the driver of a container's log", "/v1.41/containers/create", '{"Image":"busybox:local","Cmd":["sh"],"HostConfig":{"LogConfig":{"Type":"' + NAME + '"}}}', logging)
asked("h734", "the same, folded, at the top level", "/v1.41/containers/create", '{"Image":"busybox:local","Cmd":["sh"],"logconfig":{"type":"' + NAME + '"}}', logging)
