import Glibc
import Policy

extension ServeConfiguration {
    /// Reads the configuration file that was named, or the standard one when it's there.
    ///
    /// - Throws: What is wrong with it, with every place.
    static func read(_ named: String?) throws -> ServeConfiguration {
        guard let file = named ?? (access(ServeCommand.standardFile, F_OK) == 0 ? ServeCommand.standardFile : nil)
        else {
            return ServeConfiguration()
        }
        return try ConfigurationReader.read(TrustedFile.read(file, limit: 1 << 20), file: file).get()
    }
}
