/// How a file is compressed, told by its first bytes.
enum Compression: CaseIterable {
    case gzip
    case zstd
    case xz
    case bzip2
    case lz4

    /// The longest of ``magic``.
    static let magicLength = 6

    private var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .bzip2: [0x42, 0x5A, 0x68]
        case .lz4: [0x04, 0x22, 0x4D, 0x18]
        }
    }

    init?(_ beginning: ArraySlice<UInt8>) {
        guard let known = Self.allCases.first(where: { beginning.starts(with: $0.magic) }) else { return nil }
        self = known
    }

    /// The command that makes plain text of such a file.
    var command: String {
        switch self {
        case .gzip: "zcat"
        case .zstd: "zstdcat"
        case .xz: "xzcat"
        case .bzip2: "bzcat"
        case .lz4: "lz4cat"
        }
    }

    var name: String {
        switch self {
        case .gzip: "gzip"
        case .zstd: "zstd"
        case .xz: "xz"
        case .bzip2: "bzip2"
        case .lz4: "lz4"
        }
    }
}
