import Dispatch

/// What a log needs beside its records, done by threads that nobody waits for.
extension AuditLog {
    /// Looks after the log now and then, as long as it is used.
    ///
    /// - Parameter seconds: Until the first look.
    func scheduleTending(in seconds: Int = 1) {
        care.asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
            guard let self, !state.withLock({ $0.isClosed }) else { return }
            tend()
            // What is set aside once a day needs no look each second.
            scheduleTending(in: Int(min(max((options.rotation.age ?? 600) / 10, 1), 60)))
        }
    }

    /// Tells what happened, and rotates where that is due.
    func tend() {
        let events = state.withLock { state in
            defer { state.events = [] }
            return state.events
        }
        if let onEvent = options.onEvent { events.forEach(onEvent) }
        guard options.rotation.isOn else { return }
        rotateIfDue()
        packing.async { self.pack() }
    }

    private func rotateIfDue() {
        let now = clock()
        let isDue = state.withLock { state in
            state.noteClock(now)
            return state.isRotationDue(now)
        }
        guard isDue else { return }
        do throws(AuditError) {
            guard let aside = try withState({ (state) throws(AuditError) in try state.rotate() }) else { return }
            options.onEvent?(.rotated(aside))
        } catch {
            tellTrouble(error)
        }
    }

    /// Compresses what was set aside, and removes what is old enough.
    private func pack() {
        do throws(AuditError) {
            let packer = LogPacker(log: path)
            try packer.removeLeftovers()
            if options.rotation.compresses {
                for file in RotatedLogs.files(of: path) where !file.isCompressed { try packer.pack(file) }
            }
            try retire()
            state.withLock { $0.rotation.packingError = nil }
        } catch {
            tellTrouble(error, isPacking: true)
        }
    }

    private func retire() throws(AuditError) {
        let now = clock()
        let running = ClockTrust.running()
        let isClockTrusted = state.withLock { state in
            state.rotation.clock.isTrusted(wall: now, running: running, lastWritten: state.rotation.lastWritten)
        }
        let files = RotatedLogs.files(of: path)
        let retention = LogRetention(options.rotation, now: now, isClockTrusted: isClockTrusted)
        guard let retired = try retention.plan(files, log: path) else { return }
        var entry = AuditEntry()
        entry.retention(retired)
        try withState { (state) throws(AuditError) in try state.appendSigned(entry.members) }
        // What says that they are gone must not be gone itself.
        try syncNow()
        try retired.remove()
        state.withLock { $0.rotation.retired += retired.files.count }
        options.onEvent?(.retired(retired.files.map(\.path)))
    }

    private func tellTrouble(_ error: AuditError, isPacking: Bool = false) {
        let isNews = state.withLock { state in
            let known = isPacking ? state.rotation.packingError : state.rotation.error
            if isPacking { state.rotation.packingError = error.message } else { state.rotation.error = error.message }
            return known != error.message
        }
        if isNews { options.onEvent?(.rotationFailed(error)) }
    }
}
