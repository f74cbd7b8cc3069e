/// How large a pad may be.
package enum PadLimits {
    /// The name of an author, in bytes: a public key and a log number fit twice.
    package static let authorBytesMax = 64
    /// Events of one graph: a thousand people who type all day make fewer. Numbers of events stay below 2³¹.
    package static let eventsMax = 1 << 30
    /// Parents of one event: more branches than this never meet in one place.
    package static let parentsMax = 1_024
}
