/// Which files of a policy directory are rule files.
package enum RuleFileName {
    /// `*.yaml` and `*.yml`; names that start with `.` or end with `~` are an editor's.
    package static func isRuleFile(_ name: [UInt8]) -> Bool {
        guard !isEditors(name) else { return false }
        return hasEnding(name)
    }

    /// Whether somebody probably takes it for a rule file: its ending is right but for capitals.
    static func looksLikeRuleFile(_ name: [UInt8]) -> Bool {
        guard !isEditors(name) else { return false }
        return hasEnding(name.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 })
    }

    private static func isEditors(_ name: [UInt8]) -> Bool {
        name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
    }

    private static func hasEnding(_ name: [UInt8]) -> Bool {
        name.suffix(5).elementsEqual(".yaml".utf8) || name.suffix(4).elementsEqual(".yml".utf8)
    }
}
