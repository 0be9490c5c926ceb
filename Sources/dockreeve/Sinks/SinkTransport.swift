/// The way to a receiver. Belongs to the sink's thread, which waits in it.
protocol SinkTransport: AnyObject {
    /// For people: where it leads.
    var place: String { get }

    /// Opens or connects it.
    func open(_ wait: SinkWait) throws(SinkFault)

    /// Hands a message over, whole; waits until the kernel has taken it.
    func send(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault)

    /// Nothing more is to be sent for now.
    func flush() throws(SinkFault)

    /// Waits for records, or until the other side goes.
    func idle(_ wait: SinkWait) throws(SinkFault)

    func close()

    /// Whether what was handed over can still be lost with the connection.
    var losesWhatIsOnItsWay: Bool { get }
}

extension SinkTransport {
    func flush() throws(SinkFault) {}
    func idle(_ wait: SinkWait) throws(SinkFault) { try wait.forNews() }
    var losesWhatIsOnItsWay: Bool { false }
}
