import Testing

/// Ways around a check that looks at the text of a call. A dockerd of that version grants each of them.
enum Attacks {
    struct Attack: Sendable, CustomTestStringConvertible {
        let call: RawCall
        /// Any of these reasons is a good one.
        let reasons: Set<String>

        var testDescription: String { call.name }
    }

    private static let create = "/v1.41/containers/create"
    private static let privileged = #"{"Image":"busybox:test","HostConfig":{"Privileged":true}}"#

    private static func attack(_ reasons: Set<String>, _ call: RawCall) -> Attack {
        Attack(call: call, reasons: reasons)
    }

    static let all: [Attack] = [
        attack(["denied-by-rule"], RawCall("privileged, plainly", create, body: privileged)),
        attack(
            ["denied-by-rule"],
            RawCall("key in other letters", create, body: #"{"Image":"busybox:test","hostCONFIG":{"pRIVILEGED":true}}"#)
        ),
        attack(
            ["denied-by-rule"],
            RawCall(
                "key with a long s that Go folds",
                create,
                body: "{\"Image\":\"busybox:test\",\"Ho\u{17F}tConfig\":{\"Privileged\":true}}"
            )
        ),
        attack(
            ["denied-by-rule"],
            RawCall(
                "key with an escape in it",
                create,
                body: #"{"Image":"busybox:test","HostConfig":{"\u0050rivileged":true}}"#
            )
        ),
        attack(
            ["ambiguous-body"],
            RawCall(
                "key twice, the harmless one last",
                create,
                body: #"{"Image":"busybox:test","HostConfig":{"Privileged":true},"HostConfig":{}}"#
            )
        ),
        attack(
            ["ambiguous-body"],
            RawCall(
                "key twice in different letters",
                create,
                body: #"{"Image":"busybox:test","HostConfig":{"Privileged":true,"privileged":null}}"#
            )
        ),
        attack(
            ["denied-by-rule"],
            RawCall("field at the top level", create, body: #"{"Image":"busybox:test","Privileged":true}"#)
        ),
        attack(
            ["denied-by-rule"],
            RawCall("escaped slashes in the path", "/v1.41%2fcontainers%2fcreate", body: privileged)
        ),
        attack(
            ["denied-by-rule"],
            RawCall("escaped letters in the path", "/%76%31.41/%63ontainers/create", body: privileged)
        ),
        attack(
            ["denied-by-rule"],
            RawCall("URI in absolute form", "http://nowhere/containers/create", body: privileged)
        ),
        attack(
            ["denied-by-rule"],
            RawCall("a version with another dot", "/v1.41./containers/create", body: privileged)
        ),
        attack(["denied-by-rule"], RawCall("no version", "/containers/create", body: privileged)),
        attack(
            ["denied-by-rule"],
            RawCall("content type with a parameter", create, body: privileged)
                .with { $0.headers = ["Content-Type: Application/JSON; charset=utf-8"] }
        ),
        attack(
            ["body-not-visible"],
            RawCall("padded to 1 MiB, which dockerd doesn't show", create).with {
                $0.body = Array(privileged.utf8) + [UInt8](repeating: 0x20, count: 1 << 20)
            }
        ),
        // Engines without the fix of CVE-2024-41110 show no chunked body at all.
        attack(
            ["denied-by-rule", "body-not-visible"],
            RawCall("chunked", create, body: privileged).with { $0.chunked = true }
        ),
        attack(
            ["body-not-visible"],
            RawCall("chunked and padded to 1 MiB", create).with {
                $0.body = Array(privileged.utf8) + [UInt8](repeating: 0x20, count: 1 << 20)
                $0.chunked = true
            }
        ),
        attack(
            ["malformed-body"],
            RawCall("a second JSON value behind the first", create, body: privileged + " {}")
        ),
        attack(
            ["form-body"],
            RawCall("parameters in a form body", "/v1.41/images/create", body: "fromImage=busybox&tag=latest")
                .with { $0.headers = ["Content-Type: application/x-www-form-urlencoded"] }
        ),
        attack(
            ["unexpected-body"],
            RawCall("a host configuration at start", "/v1.23/containers/victim/start", body: #"{"Privileged":true}"#)
        ),
        attack(
            ["malformed-uri"],
            RawCall(
                "a fragment that hides the body",
                "/v1.41/secrets/create?#%zz",
                body: #"{"Name":"s","Data":"eA=="}"#
            )
        ),
    ]

    /// The same shapes with nothing bad in them: a policy that denied everything would pass the tests above.
    static let harmless: [RawCall] = [
        RawCall("create, plainly", create, body: #"{"Image":"busybox:test"}"#),
        RawCall("create, not privileged", create, body: #"{"Image":"busybox:test","HostConfig":{"Privileged":false}}"#),
        RawCall("create, key in other letters", create, body: #"{"image":"busybox:test","hostconfig":{}}"#),
        RawCall("create, chunked", create, body: #"{"Image":"busybox:test"}"#).with { $0.chunked = true },
        RawCall("create, no version", "/containers/create", body: #"{"Image":"busybox:test"}"#),
        RawCall("create, 200 KiB of labels", create).with {
            let labels = (0..<4000).map { "\"label-\($0)\":\"\(String(repeating: "x", count: 32))\"" }
            $0.body = Array("{\"Image\":\"busybox:test\",\"Labels\":{\(labels.joined(separator: ","))}}".utf8)
        },
    ]
}
