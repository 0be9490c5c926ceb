import Foundation
import TestSupport

@testable import Audit

/// What verification says of all files in a directory, or of those that are named.
func verified(_ paths: String..., key: VerificationKey? = nil) throws -> ChainReport {
    let verification = LogVerification(try LogSet(paths).files, key: key)
    guard verification.errors.isEmpty else { throw verification.errors[0] }
    return verification.report
}

/// Waits until something is so that another thread does.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: 120)
    while Date() < deadline {
        if try condition() { return true }
        usleep(2000)
    }
    return try condition()
}
