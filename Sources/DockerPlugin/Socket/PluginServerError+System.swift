import Glibc

extension PluginServerError {
    /// The C library's last error.
    static func last(_ call: String, _ path: String) -> PluginServerError { system(call, path, errno) }

    static func system(_ call: String, _ path: String, _ code: Int32) -> PluginServerError {
        .system(call: call, path: path, errno: code, reason: String(cString: strerror(code)))
    }
}
