import Glibc
import Policy

/// Hears, each time that something was read, how many bytes of the file those were: compressed ones, where it is.
public typealias ReadProgress = (_ bytes: Int) -> Void

/// The bytes of a file or of standard input, gzip taken apart on the way.
final class InputFile {
    /// As it was named; `-` is standard input.
    let path: String
    private let descriptor: Int32
    /// Of a part: where the next byte lies in the file, and behind which byte it ends.
    private var part: Range<Int>?
    private var inflater: Inflater?
    private let progress: ReadProgress?
    /// What was read and not given out yet, as it lies in the file.
    private var raw: [UInt8]
    private var rawStart = 0
    private var rawEnd = 0
    private var isAtEnd = false
    /// Whether a gzip member has begun and not ended.
    private var isInMember = false

    private static let chunk = 1 << 16

    init(_ path: String, progress: ReadProgress? = nil) throws(ReadError) {
        self.path = path
        self.progress = progress
        raw = [UInt8](repeating: 0, count: Self.chunk)
        guard !path.utf8.contains(0) else {
            throw ReadError(path, "the path `\(SafeText.inline(path))` has a NUL in it")
        }
        descriptor = path == "-" ? STDIN_FILENO : Self.open(path)
        guard descriptor >= 0 else { throw .system(path, "can't open `\(SafeText.inline(path))`", errno) }
        try detect()
    }

    /// Bytes of a plain file that somebody else holds open, for as long as this one is used.
    init(_ path: String, _ descriptor: Int32, part: Range<Int>, progress: ReadProgress?) {
        self.path = path
        self.descriptor = descriptor
        self.part = part
        self.progress = progress
        raw = []
    }

    deinit { if path != "-", part == nil, descriptor >= 0 { close(descriptor) } }

    /// A log that was set aside can be compressed between the moment its name was found and this one.
    private static func open(_ path: String) -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor < 0, errno == ENOENT, let slash = path.lastIndex(of: "/") else { return descriptor }
        guard RotatedLogs.isRotated(fileName: path[path.index(after: slash)...]) else { return descriptor }
        let packed = Glibc.open(path + ".gz", O_RDONLY | O_CLOEXEC)
        if packed < 0 { errno = ENOENT }
        return packed
    }

    private func detect() throws(ReadError) {
        while rawEnd < Compression.magicLength, !isAtEnd { try fill() }
        let compression = Compression(raw[..<rawEnd])
        switch compression {
        case nil: break
        case .gzip:
            do { inflater = try Inflater() } catch { throw ReadError(path, "no memory to take gzip apart") }
            isInMember = true
        case .some(let compression):
            let name = SafeText.inline(path)
            throw ReadError(
                path,
                "`\(name)` is compressed with \(compression.name), which isn't read directly",
                help: "write `\(compression.command) \(path == "-" ? "…" : name) | dockreeve … -`"
            )
        }
    }

    /// Reads on behind what is there already.
    private func fill() throws(ReadError) {
        if rawStart == rawEnd { (rawStart, rawEnd) = (0, 0) }
        let count = try readRaw(rawEnd)
        rawEnd += count
    }

    private func readRaw(_ from: Int) throws(ReadError) -> Int {
        while true {
            let count = raw.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + from }, buffer.count - from)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(path, "can't read `\(SafeText.inline(path))`", errno) }
            if count == 0 { isAtEnd = true } else { progress?(count) }
            return count
        }
    }

    /// Reads some bytes.
    ///
    /// - Returns: How many; 0 at the end, and only there.
    func read(into output: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
        guard !output.isEmpty else { return 0 }
        guard let inflater else { return try readPlain(into: output) }
        while true {
            if rawStart == rawEnd, !isAtEnd { try fill() }
            if !isInMember, try !beginMember(inflater) { return 0 }
            let written = try inflate(inflater, into: output)
            if written > 0 { return written }
        }
    }

    private func readPlain(into output: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
        guard rawStart < rawEnd else {
            guard !isAtEnd else { return 0 }
            while true {
                let count = readOnce(into: output)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw .system(path, "can't read `\(SafeText.inline(path))`", errno) }
                if count > 0 { progress?(count) }
                return count
            }
        }
        let count = min(output.count, rawEnd - rawStart)
        raw.withUnsafeBytes {
            output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rawStart..<rawStart + count]))
        }
        rawStart += count
        return count
    }

    private func readOnce(into output: UnsafeMutableRawBufferPointer) -> Int {
        guard let part else { return Glibc.read(descriptor, output.baseAddress, output.count) }
        let count = pread(descriptor, output.baseAddress, min(output.count, part.count), part.lowerBound)
        if count > 0 { self.part = part.lowerBound + count..<part.upperBound }
        return count
    }

    /// - Returns: False where nothing but padding follows.
    private func beginMember(_ inflater: Inflater) throws(ReadError) -> Bool {
        // Tapes and some writers pad with zeros.
        while true {
            while rawStart < rawEnd, raw[rawStart] == 0 { rawStart += 1 }
            if rawStart < rawEnd { break }
            guard !isAtEnd else { return false }
            try fill()
        }
        do { try inflater.restart() } catch { throw corrupt() }
        isInMember = true
        return true
    }

    private func inflate(_ inflater: Inflater, into output: UnsafeMutableRawBufferPointer) throws(ReadError) -> Int {
        let step: Inflater.Step
        do {
            step = try raw.withUnsafeBytes { (bytes) throws(Inflater.Fault) in
                try inflater.step(UnsafeRawBufferPointer(rebasing: bytes[rawStart..<rawEnd]), into: output)
            }
        } catch {
            throw corrupt()
        }
        switch step {
        case .progress(let read, let written):
            guard read > 0 || written > 0 else {
                guard rawStart == rawEnd else { throw corrupt() }
                throw ReadError(path, "the gzip data of `\(SafeText.inline(path))` ends in the middle")
            }
            rawStart += read
            return written
        case .memberEnd(let read, let written):
            rawStart += read
            isInMember = false
            return written
        }
    }

    private func corrupt() -> ReadError {
        ReadError(path, "the gzip data of `\(SafeText.inline(path))` is damaged; what comes after can't be read")
    }
}
