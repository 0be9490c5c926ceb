#!/usr/bin/env python3
"""Sends each case to a real engine, as a member with a client certificate, and writes down what the plugin was told and
what the engine did."""
import argparse
import base64
import json
import os
import re
import time

import cases
from effects import INSPECTORS
from wire import Admin, Wire, request_bytes


class Hunt:
    def __init__(self, options):
        self.options = options
        self.admin = Admin(options.unix)

    def seen(self):
        with open(self.options.recorded, "rb") as file:
            return file.read().splitlines()

    def send(self, case):
        """The case on the wire; the answer, and the calls the plugin was asked about meanwhile."""
        case.sent_uri, case.sent_body = case.uri, case.body
        for name, value in case.values.items():
            case.sent_uri = case.sent_uri.replace("{" + name + "}", value)
            if isinstance(case.body, str):
                case.sent_body = case.sent_body.replace("{" + name + "}", value)
        data = case.sent_body.encode() if isinstance(case.sent_body, str) else case.sent_body
        if case.pad:
            data = b" " * (1 << 20) + data
        headers = ([("Content-Type", case.ctype)] if case.ctype is not None else []) + list(case.headers)
        before = len(self.seen())
        wire = Wire(tls=(self.options.tls, case.certificate or case.user), port=self.options.port)
        try:
            if case.raw:
                wire.send(case.raw(case, case.sent_uri, data, headers))
            else:
                wire.send(request_bytes(case.method, case.sent_uri, headers, data, chunked=case.chunked, **case.framing))
            for _ in range(case.which + 1):
                answer = wire.answer(head_only=case.method == "HEAD", rest=case.rest)
        finally:
            wire.close()
        time.sleep(0.02)
        calls = [json.loads(line) for line in self.seen()[before:]]
        return answer, [call for call in calls if call.get("User") == case.user]

    def attempt(self, case):
        case.values = (case.before(self.admin) if case.before else None) or {}
        if case.listen:
            cases.placeholder(case.listen)
        answer, calls = self.send(case)
        effect, granted = INSPECTORS[case.see](self, case, answer)
        if case.after:
            case.after(self.admin)
        return self.record(case, calls, effect, granted)

    def record(self, case, calls, effect, granted):
        # The engine's folders and names are of the run, not of the case.
        effect = re.sub(r"/tmp/[\w.-]+/data", "/var/lib/docker", effect)
        effect = re.sub(r"dockreeve-[\w.-]+", "dockreeve", effect)
        record = {"id": case.id, "family": case.family, "goal": case.goal, "user": case.user}
        if calls:
            call = calls[case.which]
            record |= {"method": call["RequestMethod"], "uri": call["RequestUri"], "headers": call.get("RequestHeaders", {})}
        else:
            call = {}
            headers = {} if case.ctype is None else {"Content-Type": case.ctype}
            record |= {"method": case.method, "uri": case.sent_uri, "headers": headers}
        sent = case.sent_body.encode() if isinstance(case.sent_body, str) else case.sent_body
        record["body"] = None
        if sent and not case.binary:
            try:
                record["body"] = sent.decode("utf-8")
            except UnicodeDecodeError:
                record["body_b64"] = base64.b64encode(sent).decode()
            if "RequestBody" in call and base64.b64decode(call["RequestBody"]) != sent:
                raise ValueError("the plugin was shown other bytes than were sent")
        record |= {"body_visible": "RequestBody" in call, "reaches_plugin": bool(calls)}
        if case.wire:
            record["wire"] = case.wire
        record |= {"effect_on_20.10": effect, "goal_granted_20.10": granted, "must": case.must, "why": case.why}
        return record


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unix", default="/run/docker.sock")
    parser.add_argument("--port", type=int, default=2376)
    parser.add_argument("--tls", required=True, help="folder with ca.pem, NAME.pem, NAME.key")
    parser.add_argument("--recorded", required=True, help="where the recorder writes the calls")
    parser.add_argument("--out", required=True)
    parser.add_argument("--only", default="", help="ids or families, comma-separated")
    parser.add_argument("--experimental", action="store_true", help="the cases for an engine with experimental features")
    options = parser.parse_args()
    hunt = Hunt(options)
    wanted = set(filter(None, options.only.split(",")))
    chosen = [case for case in cases.ALL if case.experimental == options.experimental]
    chosen = [case for case in chosen if not wanted or {case.id, case.family} & wanted]
    records = {}
    if os.path.exists(options.out):
        records = {record["id"]: record for record in map(json.loads, open(options.out))}
    order = {case.id: index for index, case in enumerate(cases.ALL)}
    cases.prepare(hunt.admin)
    for case in chosen:
        try:
            record = hunt.attempt(case)
        except Exception as error:
            raise RuntimeError(f"{case.id}: {case.why}") from error
        finally:
            cases.clear(hunt.admin)
        records[case.id] = record
        notes = "" if record["reaches_plugin"] else " (the plugin was not asked)"
        notes += "  <<<< not granted" if case.must == "deny" and record["goal_granted_20.10"] is False else ""
        print(f'{case.id} {case.family} {case.must}: {record["effect_on_20.10"][:120]} | {case.why[:60]}{notes}', flush=True)
        with open(options.out, "w") as file:
            for ident in sorted(set(records) & set(order), key=order.get):
                file.write(json.dumps(records[ident]) + "\n")


if __name__ == "__main__":
    main()
