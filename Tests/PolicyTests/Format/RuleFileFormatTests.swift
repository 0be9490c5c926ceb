import Testing

@testable import Policy

/// The form of rule files, one thing after the other.
@Suite struct RuleFileFormatTests {
    private func format(_ text: String) throws -> String {
        let formatted = try RuleFileFormatter.format(RuleFile(name: "x.yaml", text: text))
        #expect(try RuleFileFormatter.format(RuleFile(name: "x.yaml", text: formatted)) == formatted)
        return String(decoding: formatted, as: UTF8.self)
    }

    private func expect(_ text: String, becomes expected: String) throws {
        #expect(try format(text) == expected)
    }

    @Test func keysHaveAnOrder() throws {
        try expect(
            """
            tests:
            - expect: deny
              request: {uri: /info, body: {b: 1, a: 2}, method: GET}
              name: one
            rules:
            - match: {path: /info, phase: response, method: GET}
              message: no
              tests: {match: [GET /info], user: alice}
              accept: [any-value]
              effect: deny
              id: a
              mode: monitor
            default: deny
            version: '1'
            """,
            becomes: """
                version: 1
                default: deny

                rules:
                  - id: a
                    effect: deny
                    mode: monitor
                    message: 'no'
                    accept: [any-value]
                    match: { phase: response, path: /info, method: GET }
                    tests:
                      user: alice
                      match: [GET /info]

                tests:
                  - name: one
                    request: { method: GET, uri: /info, body: { b: 1, a: 2 } }
                    expect: deny

                """
        )
    }

    @Test func commentsStayWhereTheyAre() throws {
        try expect(
            """
            # About the file.

            rules:      # the rules
              # above the first
            - id: a   # an id
              # above the effect
              effect: allow
              match:
                # above a condition
                path: [/info,  # first
                       /version] # both
                # closes the match
              # closes the rule

            # above the second


            - id: b
              effect: deny
              match: {method: POST}
            # above the version
            version: 1 # one
                       # goes on
            # the end
            """,
            becomes: """
                # About the file.

                # above the version
                version: 1  # one
                            # goes on

                rules:  # the rules
                  # above the first
                  - id: a  # an id
                    # above the effect
                    effect: allow
                    match:
                      # above a condition
                      path:  # both
                        - /info  # first
                        - /version
                      # closes the match
                    # closes the rule

                  # above the second

                  - id: b
                    effect: deny
                    match: { method: POST }
                # the end

                """
        )
    }

    @Test func quotesAreWhereTheyAreNeeded() throws {
        let cases: [(String, String)] = [
            ("'alice'", "alice"), ("\"alice\"", "alice"), ("true", "'true'"), ("8080", "'8080'"), ("~", "'~'"),
            ("no", "'no'"), ("007", "'007'"), ("'*'", "'*'"), ("'&a'", "'&a'"), ("'{'", "'{'"), ("1.43", "'1.43'"),
            ("0x1F", "'0x1F'"), ("1:30", "'1:30'"), ("2026-11-28", "'2026-11-28'"), ("Null", "'Null'"), ("'.*'", ".*"),
            (#""a\\.b""#, #"a\.b"#), ("\"it's\"", "it's"), ("\"'\"", "''''"), ("'a: b'", "'a: b'"),
            ("'a #b'", "'a #b'"),
            ("'a#b'", "a#b"), ("'a:b'", "a:b"), ("'a:'", "'a:'"), ("'-'", "'-'"), ("'[a-z]+'", "'[a-z]+'"),
            (#""a\tb""#, #""a\tb""#), (#""\u202e""#, #""\u202E""#), (#""\u00e9""#, "é"), ("'a, b'", "a, b"),
            ("(a|b)?", "(a|b)?"), ("x[0-9]", "'x[0-9]'"), ("''", "''"), ("'<<'", "'<<'"), ("2GiB", "2GiB"),
        ]
        for (written, expected) in cases {
            #expect(try format("lists:\n  a:\n    - \(written)\n") == "lists:\n  a:\n    - \(expected)\n", "\(written)")
        }
        // In brackets more has to be quoted.
        try expect("lists: { a: [(a|b)?, 'a, b'] }", becomes: "lists:\n  a: ['(a|b)?', 'a, b']\n")
        // Names of attributes.
        try expect(
            "rules: [{match: {\"body.A[*].B\": x, 'body.C': {min: '1', exists: \"true\"}}}]",
            becomes: "rules:\n  - match: { 'body.A[*].B': x, body.C: { min: 1, exists: true } }\n"
        )
    }

    @Test func aBodyKeepsWhatItsQuotesMean() throws {
        let body = "[true, 'true', 1, \"1\", ~, '~', null, 'null', yes, 08, '', { a: }]"
        try expect(
            "tests: [{request: {body: \(body)}}]",
            becomes: """
                tests:
                  - request: { body: [true, 'true', 1, '1', ~, '~', null, 'null', 'yes', '08', '', { a: }] }

                """
        )
    }

    @Test func bracketsStayWhereALineHasRoom() throws {
        let word = String(repeating: "x", count: 30)
        try expect(
            "lists: { short: [a, b], long: [\(word), \(word), \(word), \(word)] }",
            becomes: """
                lists:
                  short: [a, b]
                  long:
                    - \(word)
                    - \(word)
                    - \(word)
                    - \(word)

                """
        )
        // What the author gave lines of its own keeps them.
        try expect("groups:\n    dev:\n    - alice\n", becomes: "groups:\n  dev:\n    - alice\n")
        try expect("groups:\n  none: [ ]\nrules: []\n", becomes: "groups:\n  none: []\n\nrules: []\n")
    }

    @Test func blankLinesStandBetweenRules() throws {
        try expect(
            "version: 1\nmode: monitor\ngroups:\n\n  a: [b]\n\n\n  c: [d]\nrules:\n\n- id: a\n\n\n\n"
                + "  effect: deny\n- id: b\n\n\n",
            becomes: """
                version: 1
                mode: monitor

                groups:
                  a: [b]

                  c: [d]

                rules:
                  - id: a

                    effect: deny

                  - id: b

                """
        )
    }

    @Test func longTextsAreWrapped() throws {
        let sentence = (1...30).map { "word\($0)" }.joined(separator: " ")
        let written = sentence.replacing(" ", with: "\n      ")
        let wrapped = try format("rules:\n  - id: a\n    message: >-\n      \(written)\n")
        #expect(wrapped.contains("    message: >-\n      word1 word2"), "\(wrapped)")
        #expect(wrapped.split(separator: "\n").allSatisfy { $0.count <= 120 })
        #expect(try format("rules:\n  - id: a\n    message: \(written)\n") == wrapped)
        // On one line it stays there; short ones become one.
        #expect(try format("rules:\n  - id: a\n    message: \(sentence)\n").contains("message: \(sentence)\n"))
        try expect(
            "rules:\n- message: >-\n    a\n    b\n  # c\n- id: |\n    x\n    y\n- id: \"x\\ny\"\n",
            becomes: """
                rules:
                  - message: a b
                    # c

                  - id: |
                      x
                      y

                  - id: |-
                      x
                      y

                """
        )
    }

    @Test func commentsInOddPlacesAreKept() throws {
        try expect("# only\n\n\n  # comments", becomes: "# only\n\n# comments\n")
        try expect("", becomes: "")
        try expect(
            "--- # start\nrules: # r\n- # dash\n  id: # after the key\n    # below the key\n    a # behind\n... # end\n",
            becomes: """
                # start
                rules:  # r
                  # dash
                  # after the key
                  # below the key
                  - id: a  # behind
                # end

                """
        )
        try expect("groups: [ # a\n ] # b\n", becomes: "# a\ngroups: []  # b\n")
        try expect("{version: 1} # c\n", becomes: "version: 1\n# c\n")
        try expect("rules:\r\n- id: a # c\r\n", becomes: "rules:\n  - id: a  # c\n")
        try expect("rules:\n- id: | # c\n    # text\n", becomes: "rules:\n  - id: |  # c\n      # text\n")
    }

    @Test func whatIsNoYAMLIsRefusedWithItsPlace() throws {
        for (text, place) in [
            ("rules: [", "x.yaml:1:"), ("a: 1\na: 2\n", "x.yaml:2:1"), ("- a\n", "x.yaml:1:1"),
            ("a: &b c\n", "x.yaml:1:4"), ("text", "x.yaml:1:1"), ("a: \u{202E}\n", "x.yaml:1:4"),
        ] {
            do {
                Issue.record("\(try format(text))")
            } catch RuleFileFormatter.Failure.unreadable(let diagnostic) {
                #expect(diagnostic.description.hasPrefix(place), "\(diagnostic)")
            }
        }
    }

    /// Two ways to write the same letter are two texts.
    @Test func nothingIsNormalised() throws {
        try expect("lists:\n  a: ['e\u{301}', é]\n", becomes: "lists:\n  a: [e\u{301}, é]\n")
        #expect(!SameMeaning.holds(try Self.node("a: e\u{301}"), try Self.node("a: é")))
    }

    /// What stands before a file is written.
    @Test func anotherMeaningIsNoticed() throws {
        let text = "tests: [{request: {body: [1, 'x']}, expect: deny}]"
        let node = try Self.node(text)
        #expect(SameMeaning.holds(node, try Self.node("tests: [{expect: 'deny', request: {body: [1, x]}}]")))
        for other in [
            "tests: [{request: {body: ['1', x]}, expect: deny}]", "tests: [{request: {body: [1]}, expect: deny}]",
            "tests: [{request: {body: [1, y]}, expect: deny}]", "tests: [{request: {body: [1, x]}}]",
            "tests: [{request: {body: [x, 1]}, expect: deny}]", "tests: {request: {body: [1, x]}, expect: deny}",
        ] {
            #expect(!SameMeaning.holds(node, try Self.node(other)), "\(other)")
        }
        #expect(!SameMeaning.holds(try Self.node("groups: {a: 1, b: 2}"), try Self.node("groups: {b: 2, a: 1}")))
    }

    private static func node(_ text: String) throws -> YAMLNode? { try YAMLReader.read(Array(text.utf8)).get() }
}
