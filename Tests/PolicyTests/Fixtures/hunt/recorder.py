#!/usr/bin/env python3
"""A plugin that allows all and writes down each AuthZReq as dockerd sent it: recorder.py SOCKET FILE"""
import os
import socketserver
import sys
from http.server import BaseHTTPRequestHandler

path, record = sys.argv[1:]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        call = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = b'{"Implements":["authz"]}' if self.path == "/Plugin.Activate" else b'{"Allow":true}'
        if self.path == "/AuthZPlugin.AuthZReq":
            with open(record, "ab") as file:
                file.write(call.strip() + b"\n")
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass

    def address_string(self):
        return "-"


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


if os.path.exists(path):
    os.unlink(path)
open(record, "ab").close()
Server(path, Handler).serve_forever()
