import Glibc

/// Keeps two servers that start at the same moment from taking each other's new socket for a stale one.
///
/// Advisory and best effort: whoever may read the folder may lock it too, so after a second it goes without.
struct FolderLock {
    private let descriptor: Int32

    init(_ folder: Folder) {
        descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, tries < 100 {
            usleep(10_000)
            tries += 1
        }
    }

    func release() {
        if descriptor >= 0 { close(descriptor) }
    }
}
