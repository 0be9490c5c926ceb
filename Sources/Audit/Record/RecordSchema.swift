/// The JSON Schema (draft 2020-12) of records, with every field of every kind; `docs/audit-record.schema.json`.
public enum RecordSchema {
    public static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "A record of dockreeve's audit log",
          "description": "One line of the log. docs/audit-log.md says what the fields mean.",
          "oneOf": [
            {"$ref": "#/$defs/request"},
            {"$ref": "#/$defs/response"},
            {"$ref": "#/$defs/start"},
            {"$ref": "#/$defs/stop"},
            {"$ref": "#/$defs/policy_in_force"},
            {"$ref": "#/$defs/policy_refused"},
            {"$ref": "#/$defs/gap_torn"},
            {"$ref": "#/$defs/gap_lost"},
            {"$ref": "#/$defs/gap_removed"},
            {"$ref": "#/$defs/gap_shrunk"},
            {"$ref": "#/$defs/gap_cut"},
            {"$ref": "#/$defs/gap_not_on_disk"},
            {"$ref": "#/$defs/gap_sink"},
            {"$ref": "#/$defs/retention"},
            {"$ref": "#/$defs/checkpoint"}
          ],
          "$defs": {
            "time": {"description": "RFC 3339, UTC, microseconds", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$"},
            "seq": {"description": "1, 2, 3 … without a gap over the log's whole life", "type": "integer", "minimum": 1},
            "digest": {"description": "SHA-256", "type": "string", "pattern": "^[0-9a-f]{64}$"},
            "key": {"description": "an Ed25519 public key, 32 bytes in base64", "type": "string", "pattern": "^[A-Za-z0-9+/]{43}=$"},
            "decision": {"enum": ["allow", "deny"]},
            "certificate": {
              "description": "the client's certificate",
              "type": "object", "required": [],
              "properties": {
                "fingerprint": {"$ref": "#/$defs/digest"},
                "serial": {"type": "string"}
              },
              "additionalProperties": false
            },
            "would": {
              "description": "what monitored rules and guards would have decided",
              "type": "object", "required": ["decision"],
              "properties": {
                "decision": {"$ref": "#/$defs/decision"},
                "deny": {"type": "array", "items": {"type": "string"}},
                "allow": {"type": "array", "items": {"type": "string"}},
                "guards": {"type": "array", "items": {"type": "string"}}
              },
              "additionalProperties": false
            },
            "failure": {
              "description": "a rule whose evaluation failed",
              "type": "object", "required": ["rule", "code"],
              "properties": {
                "rule": {"type": "string"},
                "code": {"type": "string"}
              },
              "additionalProperties": false
            },
            "policy_stamp": {
              "description": "the policy in force",
              "type": "object", "required": ["revision", "sha256"],
              "properties": {
                "revision": {"type": "integer", "minimum": 1},
                "sha256": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "omitted": {
              "description": "a body that isn't recorded",
              "type": "object", "required": ["reason", "bytes"],
              "properties": {
                "reason": {"enum": ["not-json", "too-long"]},
                "bytes": {"type": "integer", "minimum": 1}
              },
              "additionalProperties": false
            },
            "request": {
              "description": "dockerd asked whether a call may run",
              "type": "object", "required": ["time", "seq", "phase", "id", "user", "auth", "method", "uri", "action", "decision", "rules", "reason", "took_us", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "request"},
                "id": {"description": "the decision, the same in both phases and in the message that the client sees", "type": "string", "pattern": "^[0-9a-f]{16}$"},
                "user": {"description": "common name of the client's certificate; empty on the local socket", "type": "string"},
                "auth": {"enum": ["", "TLS"]},
                "groups": {"type": "array", "items": {"type": "string"}},
                "cert": {"$ref": "#/$defs/certificate"},
                "method": {"type": "string"},
                "uri": {"description": "canonical; empty where there is no such form", "type": "string"},
                "raw_uri": {"description": "as the client wrote it, where that differs", "type": "string"},
                "action": {"type": "string"},
                "target": {"type": "string"},
                "uses": {"description": "facts by name, each with its values", "type": "object", "propertyNames": {"pattern": "^[a-z_]+$"}, "additionalProperties": {"type": "array", "items": {"type": "string"}}},
                "decision": {"$ref": "#/$defs/decision"},
                "would": {"$ref": "#/$defs/would"},
                "rules": {"type": "array", "items": {"type": "string"}},
                "reason": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                "findings": {"type": "array", "items": {"type": "string"}},
                "failures": {"type": "array", "items": {"$ref": "#/$defs/failure"}},
                "policy": {"$ref": "#/$defs/policy_stamp"},
                "took_us": {"description": "microseconds from the call's arrival to the decision", "type": "integer", "minimum": 0},
                "body": {"description": "canonical, its secrets replaced; level request and above"},
                "body_omitted": {"$ref": "#/$defs/omitted"},
                "redacted": {"description": "places of which something was replaced, as rules name them", "type": "array", "items": {"type": "string"}},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "response": {
              "description": "the answer of a call leaves",
              "type": "object", "required": ["time", "seq", "phase", "id", "user", "auth", "method", "uri", "action", "decision", "rules", "reason", "took_us", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "response"},
                "id": {"description": "the decision, the same in both phases and in the message that the client sees", "type": "string", "pattern": "^[0-9a-f]{16}$"},
                "user": {"description": "common name of the client's certificate; empty on the local socket", "type": "string"},
                "auth": {"enum": ["", "TLS"]},
                "groups": {"type": "array", "items": {"type": "string"}},
                "cert": {"$ref": "#/$defs/certificate"},
                "method": {"type": "string"},
                "uri": {"description": "canonical; empty where there is no such form", "type": "string"},
                "raw_uri": {"description": "as the client wrote it, where that differs", "type": "string"},
                "action": {"type": "string"},
                "target": {"type": "string"},
                "uses": {"description": "facts by name, each with its values", "type": "object", "propertyNames": {"pattern": "^[a-z_]+$"}, "additionalProperties": {"type": "array", "items": {"type": "string"}}},
                "decision": {"$ref": "#/$defs/decision"},
                "would": {"$ref": "#/$defs/would"},
                "rules": {"type": "array", "items": {"type": "string"}},
                "reason": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                "findings": {"type": "array", "items": {"type": "string"}},
                "failures": {"type": "array", "items": {"$ref": "#/$defs/failure"}},
                "policy": {"$ref": "#/$defs/policy_stamp"},
                "status": {"description": "the engine's HTTP status, where dockerd tells it", "type": "integer", "minimum": 0, "maximum": 999},
                "took_us": {"description": "microseconds from the call's arrival to the decision", "type": "integer", "minimum": 0},
                "response": {"description": "the engine's answer, its secrets replaced; level response", "type": ["object", "array"]},
                "response_omitted": {"$ref": "#/$defs/omitted"},
                "redacted": {"description": "places of which something was replaced, as rules name them", "type": "array", "items": {"type": "string"}},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "start": {
              "description": "the plugin takes calls; without a policy it denies them all",
              "type": "object", "required": ["time", "seq", "phase", "version", "pid", "level", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "start"},
                "version": {"type": "string"},
                "pid": {"type": "integer", "minimum": 1},
                "level": {"description": "audit level of calls whose rules don't say", "enum": ["none", "metadata", "request", "response"]},
                "policy": {"$ref": "#/$defs/policy_stamp"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "stop": {
              "description": "the plugin has ended",
              "type": "object", "required": ["time", "seq", "phase", "reason", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "stop"},
                "reason": {"type": "string"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "policy_in_force": {
              "description": "another policy decides from here on",
              "type": "object", "required": ["time", "seq", "phase", "reason", "policy", "rules", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "policy"},
                "reason": {"const": "in-force"},
                "policy": {"$ref": "#/$defs/policy_stamp"},
                "rules": {"type": "integer", "minimum": 0},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "policy_refused": {
              "description": "changed rule files were refused; the policy is the one that stays",
              "type": "object", "required": ["time", "seq", "phase", "reason", "error", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "policy"},
                "reason": {"const": "refused"},
                "error": {"type": "string"},
                "policy": {"$ref": "#/$defs/policy_stamp"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_torn": {
              "description": "the last record of an earlier run wasn't whole; the file has what there was of it",
              "type": "object", "required": ["time", "seq", "phase", "reason", "bytes", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "torn-record"},
                "bytes": {"type": "integer", "minimum": 1},
                "file": {"type": "string"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_lost": {
              "description": "records couldn't be written",
              "type": "object", "required": ["time", "seq", "phase", "reason", "lost", "since", "error", "on_failure", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "lost-records"},
                "lost": {"type": "integer", "minimum": 1},
                "since": {"$ref": "#/$defs/time"},
                "error": {"type": "string"},
                "on_failure": {"description": "what became of their calls", "enum": ["deny", "continue"]},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_removed": {
              "description": "the file was removed while it was written to",
              "type": "object", "required": ["time", "seq", "phase", "reason", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "log-removed"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_shrunk": {
              "description": "the file became shorter",
              "type": "object", "required": ["time", "seq", "phase", "reason", "expected_bytes", "found_bytes", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "log-shrunk"},
                "expected_bytes": {"type": "integer", "minimum": 0},
                "found_bytes": {"type": "integer", "minimum": 0},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_cut": {
              "description": "the file ends before what was signed of it",
              "type": "object", "required": ["time", "seq", "phase", "reason", "expected_seq", "expected_hash", "found_seq", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "log-cut"},
                "expected_seq": {"type": "integer", "minimum": 0},
                "expected_hash": {"$ref": "#/$defs/digest"},
                "found_seq": {"type": "integer", "minimum": 0},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_not_on_disk": {
              "description": "the kernel has these records, and it isn't known that the disk has them",
              "type": "object", "required": ["time", "seq", "phase", "reason", "first_seq", "last_seq", "error", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "not-on-disk"},
                "first_seq": {"$ref": "#/$defs/seq"},
                "last_seq": {"$ref": "#/$defs/seq"},
                "error": {"type": "string"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "gap_sink": {
              "description": "a required sink took nothing",
              "type": "object", "required": ["time", "seq", "phase", "reason", "since", "lost", "error", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "gap"},
                "reason": {"const": "sink-failed"},
                "since": {"$ref": "#/$defs/time"},
                "lost": {"description": "decisions that were not recorded", "type": "integer", "minimum": 0},
                "unconfirmed": {"description": "records of which the sink may have none", "type": "array", "items": {"$ref": "#/$defs/seq"}},
                "error": {"type": "string"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "retention": {
              "description": "files that were set aside are removed, with all records up to this one",
              "type": "object", "required": ["time", "seq", "phase", "through", "through_hash", "files", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "retention"},
                "through": {"$ref": "#/$defs/seq"},
                "through_hash": {"$ref": "#/$defs/digest"},
                "files": {"type": "array", "items": {"type": "string"}},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            },
            "checkpoint": {
              "description": "a signature over the chain up to here",
              "type": "object", "required": ["time", "seq", "phase", "log", "key", "head", "signature", "prev", "hash"],
              "properties": {
                "time": {"$ref": "#/$defs/time"},
                "seq": {"$ref": "#/$defs/seq"},
                "phase": {"const": "checkpoint"},
                "log": {"description": "the log's id", "type": "string", "pattern": "^[0-9a-f]{32}$"},
                "key": {"$ref": "#/$defs/key"},
                "next_key": {"$ref": "#/$defs/key"},
                "head": {"$ref": "#/$defs/digest"},
                "signature": {"description": "Ed25519, 64 bytes in base64", "type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$"},
                "prev": {"$ref": "#/$defs/digest"},
                "hash": {"$ref": "#/$defs/digest"}
              },
              "additionalProperties": false
            }
          }
        }
        """# + "\n"
}
