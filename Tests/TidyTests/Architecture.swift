/// The architecture document: which module may import what. Dependencies run strictly down, and a module that is not
/// here may not exist.
enum Architecture {
    /// One module: where its sources are, on which floor it lives, and all that it may import.
    struct Module {
        let name: String
        let floor: Int
        let folder: String
        /// Modules of this house.
        let house: Set<String>
        /// Modules of others: packages, the toolchain, the system.
        let outside: Set<String>

        init(_ floor: Int, _ name: String, at folder: String? = nil, _ house: Set<String>, _ outside: Set<String>) {
            self.name = name
            self.floor = floor
            self.folder = folder ?? name
            self.house = house
            self.outside = outside
        }
    }

    static let modules = [
        // Module maps, and what Swift cannot call. The only floor without Swift.
        Module(0, "CSodium", [], []),
        Module(0, "CQREncode", [], []),
        Module(0, "CPNG", [], []),
        Module(0, "CICU", [], []),
        Module(0, "CDNSSD", [], []),
        Module(0, "CLinux", [], []),
        // What stands on nothing of ours.
        Module(1, "Keys", ["CSodium"], ["Synchronization"]),
        Module(1, "Display", [], []),
        Module(1, "Pads", [], []),
        Module(1, "Confusables", ["CICU"], []),
        Module(1, "QRCode", ["CQREncode", "CPNG"], []),
        Module(1, "Accepting", [], ["NIOCore"]),
        // What is said, and how it is written.
        Module(2, "Cards", ["Keys", "Display"], []),
        Module(2, "Gatherings", ["Keys", "Display", "Pads"], ["FoundationEssentials", "SwiftProtobuf"]),
        Module(2, "Wire", [], ["FoundationEssentials", "SwiftProtobuf"]),
        Module(2, "ControlAPI", [], ["FoundationEssentials"]),
        // The protocol, as pure values.
        Module(3, "Peering", ["Keys", "Cards", "Gatherings", "Wire"], ["OrderedCollections"]),
        // Adapters, which never know each other.
        Module(4, "Discovery", ["CDNSSD", "Wire"], ["Dispatch", "Glibc", "Synchronization"]),
        Module(
            4, "Transport", ["CLinux", "Accepting", "Keys", "Wire", "Peering"],
            ["Dispatch", "Glibc", "NIOCore", "NIOPosix"]),
        Module(
            4, "Storage", ["CLinux", "Keys", "Cards", "Gatherings", "Wire", "Peering"],
            ["FoundationEssentials", "GRDB", "Glibc", "Synchronization"]),
        Module(
            4, "ControlClient", at: "Control/Client", ["ControlAPI"],
            ["Dispatch", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix", "Synchronization"]),
        Module(
            4, "ControlServer", at: "Control/Server", ["CLinux", "Accepting", "ControlAPI"],
            [
                "FoundationEssentials", "Glibc", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "NIOPosix",
                "ServiceLifecycle", "Synchronization",
            ]),
        Module(4, "Launch", ["Display"], ["ArgumentParser", "Glibc"]),
        Module(4, "PadTrials", ["CLinux", "Pads"], ["Foundation"]),
        // Composition, and what a person types and sees.
        Module(
            5, "Daemon",
            [
                "CLinux", "Keys", "Display", "Confusables", "Cards", "Gatherings", "Wire", "ControlAPI", "Peering",
                "Discovery",
                "Transport", "Storage", "ControlServer", "Launch",
            ],
            [
                "ArgumentParser", "Dispatch", "FoundationEssentials", "Glibc", "Logging", "NIOCore", "NIOPosix",
                "ServiceLifecycle", "Synchronization", "TOMLKit", "UnixSignals",
            ]),
        Module(
            5, "Commands", ["CLinux", "Display", "QRCode", "ControlAPI", "ControlClient", "Launch"],
            ["ArgumentParser", "Dispatch", "FoundationEssentials", "Glibc", "Synchronization"]),
        Module(
            5, "Simulation", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Discovery"], ["Glibc", "HeapModule"]),
        // Measured, not shipped.
        Module(5, "RecordTrials", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Storage"], []),
        // Mains.
        Module(6, "baithakd", ["Daemon"], []),
        Module(6, "baithak", ["Commands"], []),
        Module(6, "venue-sim", ["Simulation"], ["ArgumentParser"]),
        // Measured, not shipped.
        Module(
            6, "baithak-bench", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Storage", "RecordTrials"], ["Glibc"]
        ),
        Module(6, "pad-bench", ["PadTrials"], ["ArgumentParser"]),
        Module(6, "empty-nio", [], ["NIOCore", "NIOPosix"]),
    ]

    /// Files that may import more than their module, with the reason.
    static let exceptions: [String: Set<String>] = [
        // The generator writes a fallback for toolchains without FoundationEssentials; here it is never compiled.
        "Sources/Wire/baithak.pb.swift": ["Foundation"],
        "Sources/Gatherings/contents.pb.swift": ["Foundation"],
        "Sources/Gatherings/entries.pb.swift": ["Foundation"],
    ]

    /// What the command must never link: it starts in a moment, and nothing of it can touch identity or database.
    static let bannedFromCommand: Set<String> = [
        "Storage", "Daemon", "Peering", "Transport", "Discovery", "Keys", "Foundation", "GRDB", "CSodium",
    ]

    static func module(named name: String) -> Module? { modules.first { $0.name == name } }

    /// The module whose folder holds this file, given by its path below the root.
    static func module(of path: String) -> Module? {
        modules.first { path.hasPrefix("Sources/\($0.folder)/") }
    }

    /// All that a module reaches, directly or through others.
    static func reach(of name: String) -> Set<String> {
        guard let module = module(named: name) else { return [] }
        return module.house.reduce(module.house.union(module.outside)) { $0.union(reach(of: $1)) }
    }
}
