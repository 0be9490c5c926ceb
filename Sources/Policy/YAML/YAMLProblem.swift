/// libyaml's complaints in words that help the person who edits the file.
enum YAMLProblem {
    static func fault(_ failure: YAMLEvents.Failure, in source: YAMLSource) -> YAMLFault {
        switch failure {
        case .noMemory:
            return YAMLFault("no memory is left to read the file", at: source.mark(ofCharacter: 0))
        case .syntax(let problem, let at, let context, let contextAt):
            let mark = source.mark(ofCharacter: at)
            let began = source.mark(ofCharacter: contextAt)
            let byte = mark.offset < source.bytes.count ? source.bytes[mark.offset] : 0x0A
            return explain(problem, context, mark: mark, began: began, byte: byte)
        }
    }

    private static func explain(
        _ problem: String,
        _ context: String,
        mark: YAMLMark,
        began: YAMLMark,
        byte: UInt8
    ) -> YAMLFault {
        let character = Unicode.Scalar(byte)
        switch (problem, context) {
        case ("found character that cannot start any token", _) where byte == 0x09,
            ("found a tab character that violates indentation", _),
            ("found a tab character where an indentation space is expected", _):
            return YAMLFault("a tab can't indent", help: "use spaces", at: mark)
        case ("found character that cannot start any token", _):
            return YAMLFault("a value can't start with `\(character)`", help: "quote the value", at: mark)
        case ("mapping values are not allowed in this context", _):
            return YAMLFault(
                "a `:` can't stand here",
                help: "check the indentation, or quote the text that has `: ` in it",
                at: mark
            )
        case ("mapping keys are not allowed in this context", _):
            return YAMLFault("a `?` can't stand here", help: "quote the value", at: mark)
        case ("block sequence entries are not allowed in this context", _):
            return YAMLFault("a list can't start here", help: "put `- ` on a line of its own, below the key", at: mark)
        case ("could not find expected ':'", _):
            return YAMLFault("a key has no `:` after it", help: "the key is in \(began)", at: began)
        case ("did not find expected key", _):
            return YAMLFault(
                "this is no key of the mapping that starts in \(began)",
                help: "check the indentation and the quotes of the line before",
                at: mark
            )
        case ("did not find expected '-' indicator", _):
            return YAMLFault(
                "this is no entry of the list that starts in \(began)",
                help: "start it with `- `, or check the indentation",
                at: mark
            )
        case ("did not find expected ',' or ']'", _):
            return YAMLFault(
                "the list that `[` opens in \(began) is not closed",
                help:
                    "put `,` between its values and `]` at its end; quote values that hold brackets, braces or commas",
                at: mark
            )
        case ("did not find expected ',' or '}'", _):
            return YAMLFault(
                "the mapping that `{` opens in \(began) is not closed",
                help:
                    "put `,` between its entries and `}` at its end; quote values that hold brackets, braces or commas",
                at: mark
            )
        default:
            return explainToken(problem, context, mark: mark, began: began)
        }
    }

    private static func explainToken(
        _ problem: String,
        _ context: String,
        mark: YAMLMark,
        began: YAMLMark
    ) -> YAMLFault {
        switch (problem, context) {
        case ("found unexpected end of stream", "while scanning a quoted scalar"),
            ("found unexpected document indicator", "while scanning a quoted scalar"):
            return YAMLFault("the quote that opens here is not closed", at: began)
        case ("found unknown escape character", _):
            return YAMLFault(
                "the backslash escape is not one of YAML's",
                help: "patterns go into single quotes, where a backslash is only a backslash",
                at: mark
            )
        case ("did not find expected hexdecimal number", _), ("found invalid Unicode character escape code", _):
            return YAMLFault("the escape is no character", help: "`\\x41`, `\\u0041` and `\\U00000041` are", at: mark)
        case ("did not find expected alphabetic or numeric character", "while scanning an alias"):
            return YAMLFault("a value can't start with `*`", help: "quote the value", at: began)
        case ("did not find expected alphabetic or numeric character", _):
            return YAMLFault("a value can't start with `&`", help: "quote the value", at: began)
        case ("did not find expected node content", _):
            return YAMLFault("a value is missing here", help: "quote the value when the text is meant", at: mark)
        case ("found unexpected ':'", _):
            return YAMLFault("a `:` can't stand here", help: "quote the text", at: mark)
        case ("did not find expected <document start>", _):
            return YAMLFault("text follows after the end of the value", help: "check the indentation", at: mark)
        case ("did not find expected comment or line break", "while scanning a block scalar"):
            return YAMLFault("nothing but a comment can follow `|` or `>`", help: "quote the value", at: mark)
        case ("found an indentation indicator equal to 0", _):
            return YAMLFault("an indentation of 0 can't be", at: mark)
        case (_, "while scanning a directive"), (_, "while scanning a %YAML directive"),
            (_, "while scanning a %TAG directive"):
            return YAMLFault("directives, `%…`, are not read here", help: "remove the line", at: began)
        case ("found incompatible YAML document", _), ("found duplicate %YAML directive", _),
            ("found duplicate %TAG directive", _):
            return YAMLFault("directives, `%…`, are not read here", help: "remove the line", at: mark)
        case (_, "while scanning a tag"), (_, "while parsing a tag"), ("found undefined tag handle", _):
            return YAMLFault("a value can't start with `!`", help: "quote the value", at: began)
        default:
            return YAMLFault("this is not YAML: \(problem.isEmpty ? "no reason is known" : problem)", at: mark)
        }
    }
}
