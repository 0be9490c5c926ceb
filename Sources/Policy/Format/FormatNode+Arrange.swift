extension FormatNode {
    /// Puts known keys into their order.
    ///
    /// Recursive, to the depth that the YAML reader allows.
    func arrange() {
        sort()
        for entry in entries { entry.value.arrange() }
    }

    private func sort() {
        guard source.pairs != nil, let first = entries.first else { return }
        let order = role.order
        guard !order.isEmpty else { return }
        let ranked = entries.enumerated().map { index, entry in
            (rank: order.firstIndex(of: entry.key?.text ?? "") ?? order.count, index: index, entry: entry)
        }
        entries = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.entry)
        // What stands at the top of a file is about the file.
        guard role == .file, let now = entries.first, now !== first else { return }
        let isSpaced = first.hasBlankBefore
        if now.leading.isEmpty {
            now.hasBlankBefore = isSpaced
        } else {
            now.leading[0].hasBlankBefore = isSpaced
        }
        now.leading = first.leading + now.leading
        first.leading = []
        first.hasBlankBefore = false
    }
}

extension FormatEntry {
    /// Takes over the comments that its value has no line for.
    func takeOver() {
        if value.entries.isEmpty {
            leading += value.closing
            value.closing = []
        } else if key == nil, let first = value.entries.first {
            // The first line of a list's entry stands behind the dash.
            var hoisted = first.leading
            if !hoisted.isEmpty {
                if leading.isEmpty { hoisted[0].hasBlankBefore = hasBlankBefore }
                leading += hoisted
                first.leading = []
                hasBlankBefore = first.hasBlankBefore
            }
            first.hasBlankBefore = false
        }
    }
}
