/// One ``BodyField`` in the flat form of ``SchemaPlan``.
struct PlanField: Sendable {
    /// The documented spelling, a range of ``SchemaPlan/names``.
    let name: Range<Int>
    let key: NameKey
    let type: UInt16
    /// Where the name stands among all documented names, sorted by bytes.
    var rank: UInt16 = 0
    /// The same for all fields whose names differ in case only; never 0.
    var fold: UInt16 = 0
    let legacy: LegacyPlace?
    /// For a member in a legacy place, the field of `HostConfig` that it is.
    var destination: UInt16 = 0
    /// How facts are gathered from the value.
    var source = FactSource.none
    /// What of the value may be written down.
    var secrecy = Secrecy.whole
}
