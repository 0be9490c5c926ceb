import Glibc

/// Group commit: however many records came while the disk was busy, one fdatasync(2) is for all of them.
extension AuditLog {
    /// Lets a record that the kernel has be brought to the disk.
    func sync(_ sequence: UInt64) -> PendingRecord {
        let record = PendingRecord(sequence: sequence)
        let isFirst = pending.withLock { pending in
            pending.append(record)
            return pending.count == 1
        }
        // Who finds others there finds a thread that is on its way to them.
        if isFirst { writer.async { self.syncPending() } }
        return record
    }

    private func syncPending() {
        let records = pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
        guard let first = records.first?.sequence else { return }
        var failure: AuditError?
        do throws(AuditError) { try syncNow() } catch { failure = error }
        let numbers = first...(records.last?.sequence ?? first)
        try? withState { (state) throws(AuditError) in
            if let failure { state.noteUnsynced(numbers, failure) } else { state.noteSynced() }
        }
        for record in records { record.settle(failure) }
    }

    /// Waits until the disk has all that was written up to now. Not to be called where decisions wait.
    func syncNow() throws(AuditError) {
        let debt = try withState { (state) throws(AuditError) in try state.takeSyncDebt() }
        var code: Int32 = 0
        for file in debt.files {
            let result = options.synchronize(file)
            if code == 0 { code = result }
            _ = Glibc.close(file)
        }
        if debt.owesName, code == 0 { code = FileSync.directory(of: path) }
        guard code == 0 else {
            throw AuditError(.unwritable, path: path, code: code, "cannot bring the audit log `\(path)` to the disk")
        }
    }
}
