import Policy

/// Shows what was changed, harmless for a terminal.
struct EditDiff {
    let target: EditTarget
    let place: EditPlace
    let store: EditStore

    var text: String {
        let old = (try? place.read())?.bytes ?? []
        let new = (try? store.readCopy()) ?? []
        return TextDiff(old: old, new: new, names: (target.path, "\(target.path) (edited)")).text
    }
}
