import DockerAPI

/// What a person is told when a guard stops a call.
enum GuardAdvice {
    static func message(for finding: GuardFinding) -> String {
        let detail = SafeText.inline(finding.detail, maximum: 300)
        return "\(what(finding.guard))\(detail.isEmpty ? "" : ": \(detail)"); \(todo(finding.guard))"
    }

    private static func what(_ guarding: Guard) -> String {
        switch guarding {
        case .malformedCall: "dockerd asked about a call that can't be read"
        case .malformedURI: "the address of the call can't be read in one way only"
        case .malformedBody: "the body of the call is not valid JSON for it"
        case .ambiguousBody: "the body of the call says one thing twice"
        case .bodyNotVisible: "the body of the call was hidden from the policy"
        case .unexpectedBody: "the call has a body where none belongs"
        case .formBody: "the call has its parameters in a form, where the policy can't see them"
        case .unknownEndpoint: "the call is none that is known of the engine"
        }
    }

    private static func todo(_ guarding: Guard) -> String {
        switch guarding {
        case .malformedCall: "try again; if it stays, look into the logs of dockerd and of the plugin"
        case .malformedURI: "send a plain path, percent-encoded once"
        case .malformedBody: "send it as the Engine API reference says"
        case .ambiguousBody: "send each field once, spelled as in the Engine API reference"
        case .bodyNotVisible: "send it as application/json and below the engine's limit of 1 MiB (4 MiB from 29.3.1 on)"
        case .unexpectedBody: "send it without a body"
        case .formBody: "send parameters in the query"
        case .unknownEndpoint: "check the path and the method, or ask the administrator for a newer plugin"
        }
    }
}
