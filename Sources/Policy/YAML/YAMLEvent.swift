/// One step of libyaml through a text, with its places as counts of characters.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias
        case scalar(String, YAMLStyle)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    var kind: Kind
    var start: Int
    var end: Int
    var anchor: String?
    var tag: String?
}
