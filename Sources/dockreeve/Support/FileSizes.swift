import Glibc

/// How many bytes there are to read.
enum FileSizes {
    /// - Parameter files: `-` is standard input.
    /// - Returns: Nothing where one of them doesn't tell: a pipe, a device.
    static func total(_ files: [String]) -> Int? {
        var total = 0
        for file in files {
            guard let size = size(file) else { return nil }
            total = total.addingReportingOverflow(size).partialValue
        }
        return total
    }

    private static func size(_ file: String) -> Int? {
        var status = stat()
        guard file == "-" ? fstat(STDIN_FILENO, &status) == 0 : !file.utf8.contains(0) && stat(file, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        let read = file == "-" ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0
        return max(0, Int(status.st_size) - max(0, Int(read)))
    }
}
