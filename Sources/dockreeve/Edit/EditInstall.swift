import Glibc
import Policy

/// Puts an edited text into the place of a rule file, whole or not at all.
struct EditInstall {
    let target: EditTarget
    let policies: OpenFolder
    let store: EditStore
    /// What was copied for the editor; nothing for a new file.
    let original: OpenFolder.Contents?

    /// - Returns: Where the old text is kept; nothing for a new file.
    /// - Throws: ``EditError``, with the rule file as it was.
    func install(_ text: [UInt8]) throws(EditError) -> String? {
        guard policies.isInPlace else {
            throw EditError(
                .trouble,
                "the directory `\(SafeText.inline(target.directory))` is gone, or another one now"
            )
        }
        // Where a link leads can change, too.
        let place = try EditPlace(target, in: policies)
        let current = try unchanged(place)
        let temporary = ".\(place.name).new-\(getpid())"
        place.folder.remove(temporary)
        try place.folder.create(temporary, text, mode: 0o644, like: current)
        let backup: String?
        do throws(EditError) {
            if let current {
                backup = try store.backUp(current.bytes)
                _ = try unchanged(place)
                guard renameat(place.folder.descriptor, temporary, place.folder.descriptor, place.name) == 0 else {
                    throw .system("can't replace", place.path)
                }
            } else {
                backup = nil
                try link(temporary, as: place)
            }
        } catch {
            place.folder.remove(temporary)
            throw error
        }
        try place.folder.sync()
        return backup
    }

    /// What is there now, if it is still what was copied.
    private func unchanged(_ place: EditPlace) throws(EditError) -> OpenFolder.Contents? {
        let current = try place.read()
        guard current?.bytes == original?.bytes else { throw changed(isGone: current == nil) }
        return current
    }

    /// A new file doesn't replace one that somebody else made meanwhile.
    private func link(_ temporary: String, as place: EditPlace) throws(EditError) {
        let folder = place.folder.descriptor
        guard linkat(folder, temporary, folder, place.name, 0) == 0 else {
            if errno == EEXIST { throw changed(isGone: false) }
            throw .system("can't make", place.path)
        }
        place.folder.remove(temporary)
    }

    private func changed(isGone: Bool) -> EditError {
        EditError(
            .changedMeanwhile,
            "`\(SafeText.inline(target.path))` was \(isGone ? "removed" : original == nil ? "made" : "changed") meanwhile "
                + "by something other than `dockreeve edit`; nothing was overwritten"
        )
    }
}
