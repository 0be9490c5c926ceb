import DockerAPI
import FuzzCalls
import FuzzSupport

/// The input is a call: what it means doesn't depend on what was read before or on what will be asked, its canonical
/// body is strict JSON and its own canonical body, with the same facts, and it is what the slow way makes of it.
@main struct CallTarget: FuzzTarget {
    private var warm = CallReader()
    private var swapping = CallReader()
    /// A member that is moved, or a string that becomes a list, nests one deeper than the client wrote it.
    private var canonical = CallReader(options: ReaderOptions(maximumDepth: 132))
    private var spare = WireCall()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let text = CallText(input)
        warm.read(text.wire, needs: .everything)
        let view = CallView(warm.call, text.attributes)
        spare = text.wire
        swapping.read(swapping: &spare, needs: .everything)
        require(CallView(swapping.call, text.attributes) == view, "a reader that takes the memory sees another call")
        // These two are slow: a share of the inputs has to do.
        if input.count % 8 == 0 {
            var fresh = CallReader()
            fresh.read(text.wire, needs: .everything)
            require(CallView(fresh.call, text.attributes) == view, "a fresh reader sees another call")
        } else if input.count % 8 == 1 {
            warm.read(text.wire)
            require(CallView(warm.call, text.attributes) == view, "what wasn't announced is another value")
        }

        for finding in warm.call.findings {
            require(finding.offset ?? 0 >= 0 && !finding.detail.isEmpty, "a finding says nothing")
            require(finding.description.actingCharacter == nil, "a finding holds control characters")
        }
        for attribute in text.attributes {
            let name = attribute.name
            require((try? CallAttribute(parsing: name)) == attribute, "`\(name)` names another attribute")
        }
        checkBody()
    }

    private mutating func checkBody() {
        let call = warm.call
        guard let raw = call.rawBody, call.takesJSON else {
            require(call.canonicalText == nil, "there is a canonical body where none was shown or read")
            return
        }
        let isMalformed = call.findings.contains { $0.guard == .malformedBody }
        let isAmbiguous = call.findings.contains { $0.guard == .ambiguousBody }
        guard let reference = ReferenceBody(call, body: raw) else {
            require(isMalformed, "no JSON, and nobody says so")
            require(call.canonicalText == nil, "there is a canonical body of what is no JSON")
            return
        }
        guard let body = call.canonicalText else { fail("there is no canonical body") }
        require(reference.isAmbiguous == isAmbiguous, "ambiguous: \(isAmbiguous) should be \(reference.isAmbiguous)")
        require(reference.isMalformed == isMalformed, "malformed: \(isMalformed) should be \(reference.isMalformed)")
        require(JSONReference.read(body, maximumDepth: 132) != nil, "the canonical body is no JSON: \(shown(body))")
        if let expected = reference.text {
            require(expected == body, "the canonical body is \(shown(body)) should be \(shown(expected))")
        }
        if !isMalformed, !isAmbiguous { checkAgain(call, body) }
    }

    /// The canonical body in place of the client's.
    private mutating func checkAgain(_ call: APICall, _ body: [UInt8]) {
        var wire = WireCall(
            method: call.method,
            uri: call.rawURI,
            headers: call.headers.map { ($0.name, $0.value) },
            body: body,
            user: call.user,
            authentication: call.authentication
        )
        wire.phase = call.phase
        canonical.read(wire, needs: .everything)
        let again = canonical.call
        for finding in again.findings where finding.guard == .malformedBody || finding.guard == .ambiguousBody {
            fail("the canonical body has findings: \(finding)")
        }
        require(
            again.canonicalText == body,
            "\(shown(body)) has the canonical body \(shown(again.canonicalText ?? []))"
        )
        require(again.target == call.target, "the target changes with the canonical body")
        for fact in Fact.allCases { checkFact(fact, call, again) }
    }

    private func checkFact(_ fact: Fact, _ call: APICall, _ again: APICall) {
        let (one, other) = (call.bytes(of: .fact(fact)), again.bytes(of: .fact(fact)))
        let isSame: Bool
        if call.hasMoved {
            // New engines don't read a member that had to be moved: what it grants counts, what it would limit doesn't.
            let isLimit = [Fact.memory, .cpus, .pids].contains(fact)
            isSame = isLimit ? Set(other).isSuperset(of: one) : Set(one).isSuperset(of: other)
        } else {
            // They come in the order of the members, which the canonical body sorts.
            isSame = Self.sorted(one) == Self.sorted(other)
        }
        require(isSame, "`uses.\(fact.rawValue)` is \(one.map(shown)), with the canonical body \(other.map(shown))")
    }

    private static func sorted(_ values: [[UInt8]]) -> [[UInt8]] { values.sorted { $0.lexicographicallyPrecedes($1) } }
}
