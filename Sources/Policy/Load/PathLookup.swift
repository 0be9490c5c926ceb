/// A name that was looked up in a directory, whether it was there or not.
struct PathLookup: Hashable {
    /// The directory, all links resolved.
    let folder: [UInt8]
    let name: [UInt8]
}
