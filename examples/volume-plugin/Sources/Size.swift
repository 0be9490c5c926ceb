import DockerPlugin
import Foundation

/// Sizes as people write them: `500`, `10K`, `10M`, `1G`.
enum SizeText {
    static func bytes(_ text: String) throws -> Int {
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text[...] : text.dropLast()
        guard let number = Int(digits), number > 0,
            case let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1),
            !overflow
        else { throw InvalidCall("`\(text)` is not a size: a number of bytes, or one with K, M or G behind it") }
        return bytes
    }
}

/// What a folder holds, in bytes of its files; links are not followed.
enum FolderSize {
    static func bytes(_ folder: String) -> Int {
        guard let entries = FileManager.default.enumerator(atPath: folder) else { return 0 }
        var sum = 0
        while entries.nextObject() != nil {
            guard let attributes = entries.fileAttributes, attributes[.type] as? FileAttributeType == .typeRegular
            else {
                continue
            }
            sum += attributes[.size] as? Int ?? 0
        }
        return sum
    }
}
