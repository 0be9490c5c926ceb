extension DiagnosticKind {
    /// What the finding means, in one or two sentences.
    public var explanation: String {
        switch self {
        case .directoryMissing: "The directory of the rule files isn't there, or is no directory."
        case .unreadable: "A file or directory can't be read."
        case .writableByOthers:
            "Somebody beside the owner can write to a file or its directory, so he could give himself any right."
        case .untrustedOwner:
            "A file, its directory or one above belongs to somebody who isn't root, so he could change what is read."
        case .notARegularFile: "What has the name of a rule file is a directory, a device or a pipe."
        case .notRead: "A file looks like a rule file and isn't read, because of its name."
        case .noRuleFiles: "There is no rule file at all."
        case .noRules: "No file has a rule, so every call would be denied."
        case .tooLarge: "A file, all files together, or a text in a file is larger than its limit."
        case .tooMany: "There are more files or rules than a policy can have."
        case .yamlSyntax: "The file isn't YAML as rule files use it: no tabs, aliases, tags or directives."
        case .emptyFile: "The file holds nothing, or comments only."
        case .wrongType: "A list, a mapping or a text stands where another of them belongs."
        case .tooDeep: "`any` and `not` are nested deeper than anybody understands."
        case .duplicateKey: "A key stands twice in one mapping."
        case .unknownKey: "A key that isn't known here, often a slip of the finger."
        case .missingKey: "A key that has to be there isn't."
        case .unsupportedVersion: "The file says a version of the format that this program doesn't read."
        case .unknownValue: "One of a few words was expected."
        case .badName: "An id or a name has characters that can't stand in messages and records."
        case .duplicateID: "Two rules of the policy have one id."
        case .duplicateGroup: "Two groups of the policy have one name."
        case .duplicateList: "Two lists of the policy have one name."
        case .conflictingDefault: "Two files say different things about calls that no rule matches."
        case .unknownList: "A rule names a list that isn't there."
        case .unknownGroup: "A rule names a group that isn't there."
        case .unknownRule: "A test names a rule that isn't there."
        case .unknownAttribute: "A rule asks for something that calls don't have."
        case .unknownCondition: "An operator that isn't known, such as `nott`."
        case .unknownVariable: "`${…}` names nothing that is known of a caller."
        case .misplacedVariable: "`${…}` stands where its value would be taken apart or read as text."
        case .emptyCondition: "A condition without a pattern, or a `match` without a condition."
        case .badPattern: "PCRE2 can't read the pattern, or it has something that is refused."
        case .badNumber: "What `min` or `max` takes isn't a number, or the attribute has none."
        case .badMember: "A member of a group isn't a name or a certificate's field."
        case .badPath: "What follows `body` isn't a path into JSON."
        case .wrongPhase: "The attribute isn't known yet in the phase that the rule is about."
        case .badTest: "A test describes a call that nobody could make."
        case .testFailed: "One of the policy's own `tests:` expects something else than the rules say."
        case .unknownAction: "An action pattern that no action of the catalogue fits, so the condition never holds."
        case .noSuchEndpoint:
            "A path, or a path with that method, that the Engine API doesn't have: such calls are denied before any rule."
        case .versionedPath: "A path with an API version in front; the canonical path never has one."
        case .halfAnchored:
            "`^a|b$`: the anchors belong to one alternative each. Patterns match the whole value anyway, but `body` is searched."
        case .unescapedDot:
            "`registry.example.com` as a pattern also matches `registry-example.com`, which anybody can buy."
        case .pathBoundary:
            "`/home/alice` matches nothing below it, and `/home/alice.*` matches `/home/alice2`; `/home/alice(/.*)?` says it."
        case .duplicatePattern: "A pattern stands twice in one condition or list."
        case .slowPattern:
            "The pattern hits the match limits on a short value, tried out with values made from it. Such a call is denied."
        case .anyValue:
            "An allow rule compares an attribute that can have several values, and one good value among bad ones is enough."
        case .clientHeader: "An allow rule asks for a header, which the client writes as it likes."
        case .namelessCaller:
            "A pattern for `user` in an allow rule also takes the empty name, that of the local socket."
        case .nobodyAuthenticates:
            "A rule is about people, and the daemon.json that was given with `--daemon-config` has no `tlsverify`."
        case .neverMatches: "The conditions of a rule contradict each other, or the API."
        case .coveredRule: "Whatever the rule matches, another one of the same effect matches too."
        case .shadowedRule: "Whatever the allow rule matches, a deny rule matches too."
        case .givesHostRoot:
            "Somebody may make a call that gives root on the host, tried out with a table of such calls."
        case .openDefault: "`default: allow`: what no rule thought of is allowed."
        case .unusedGroup: "No rule is about the group."
        case .unusedList: "No rule uses the list."
        case .unneededAccept: "A rule accepts a finding that it doesn't have."
        }
    }

    /// Whether `dockreeve check` alone looks for it, in a policy that can be used.
    public var isAdvice: Bool { Self.advice.contains(self) }

    private static let advice: Set<DiagnosticKind> = [
        .unknownAction, .noSuchEndpoint, .versionedPath, .halfAnchored, .unescapedDot, .pathBoundary,
        .duplicatePattern, .slowPattern, .anyValue, .clientHeader, .namelessCaller, .nobodyAuthenticates,
        .neverMatches, .coveredRule, .shadowedRule, .givesHostRoot, .openDefault, .unusedGroup, .unusedList,
        .unneededAccept,
    ]

    /// What a rule can say to be meant, in its `accept`.
    static let acceptable: [DiagnosticKind] = allCases.filter { kind in
        kind.isAdvice && ![.openDefault, .unusedGroup, .unusedList, .unneededAccept].contains(kind)
    }
}
