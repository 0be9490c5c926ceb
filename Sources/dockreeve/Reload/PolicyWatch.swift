import Glibc
import Policy

/// Watches every directory through which a policy's files are found, and tells of changes that matter.
struct PolicyWatch: ~Copyable {
    private var events: DirectoryEvents?
    private var folders: [Int32: WatchedFolder] = [:]
    /// Why changes may go unnoticed; nothing while none can.
    private(set) var problem: String?

    /// Directories; a path through more of them is looked at from time to time instead.
    static let limit = 256

    init() {
        events = DirectoryEvents()
        if events == nil { problem = "no more inotify instances (fs.inotify.max_user_instances)" }
    }

    /// For poll(2); -1, which it ignores, where there is nothing to wait for.
    var descriptor: Int32 {
        switch events {
        case .some(let events): events.descriptor
        case .none: -1
        }
    }

    /// Watches these from now on, and nothing else. A directory that was replaced by another one at its path is watched
    /// anew.
    mutating func follow(_ wanted: [WatchedFolder]) {
        if descriptor < 0 { events = DirectoryEvents() }
        switch events {
        case .none: return
        case .some(let events):
            problem = nil
            var next: [Int32: WatchedFolder] = [:]
            for folder in wanted.prefix(Self.limit) {
                guard let watch = events.watch(folder.path, contents: Self.holdsFiles(folder)) else {
                    if errno != ENOENT, errno != ENOTDIR { problem = Self.problem(folder, errno) }
                    continue
                }
                // Two paths of one directory.
                var merged = next[watch] ?? folder
                merged.names.formUnion(folder.names)
                merged.holdsRules = merged.holdsRules || folder.holdsRules
                next[watch] = merged
            }
            if wanted.count > Self.limit { problem = "the files lie in more than \(Self.limit) directories" }
            for watch in folders.keys where next[watch] == nil { events.forget(watch) }
            folders = next
        }
    }

    /// Whether a file in it is read: a directory that is only on the way to one, or holds a link, is watched for its names.
    private static func holdsFiles(_ folder: WatchedFolder) -> Bool {
        folder.holdsRules
            || folder.names.contains { name in
                let path = (folder.path + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0]
                var status = stat()
                return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            }
    }

    /// What has happened since the last time.
    mutating func changes() -> [ReloadSchedule.Event] {
        switch events {
        case .none: return []
        case .some(let events): return events.read().compactMap { Self.meaning($0, folders[$0.watch]) }
        }
    }

    /// What an event means for the policy: nothing, where it is about a name that has nothing to do with it.
    static func meaning(_ event: DirectoryEvents.Event, _ folder: WatchedFolder?) -> ReloadSchedule.Event? {
        if event.has(Int(IN_Q_OVERFLOW)) { return .lost }
        guard let folder else { return nil }
        guard !event.name.isEmpty else {
            // The directory itself; the watch of one that is gone ends, and its parent has been told of as well.
            return event.has(Int(IN_MODIFY), Int(IN_CLOSE_WRITE)) ? nil : .changed
        }
        guard folder.concerns(event.name) else { return nil }
        let file = ReloadSchedule.File(folder: event.watch, name: event.name)
        if event.has(Int(IN_MODIFY)) { return .writing(file) }
        if event.has(Int(IN_CLOSE_WRITE)) { return .written(file) }
        if event.has(Int(IN_DELETE), Int(IN_MOVED_FROM), Int(IN_MOVED_TO), Int(IN_CREATE)) { return .replaced(file) }
        return .changed
    }

    private static func problem(_ folder: WatchedFolder, _ code: Int32) -> String {
        let path = SafeText.inline(String(decoding: folder.path, as: UTF8.self))
        let reason =
            code == ENOSPC ? "no more inotify watches (fs.inotify.max_user_watches)" : String(cString: strerror(code))
        return "`\(path)` can't be watched: \(reason)"
    }
}
