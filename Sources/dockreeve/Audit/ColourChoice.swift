import ArgumentParser

/// When to write colours.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    /// On a terminal, unless `NO_COLOR` is set.
    case auto
    case always
    case never

    var paint: Paint {
        switch self {
        case .auto: Paint(isOn: StandardStreams.outputTakesColour)
        case .always: Paint(isOn: true)
        case .never: Paint(isOn: false)
        }
    }
}
