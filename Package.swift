// swift-tools-version: 6.2
import PackageDescription

/// Whether this is for `make fuzz`.
let isFuzzing = Context.environment["FUZZ"] != nil

/// One settings array for every target. The compiler takes `struct stat` for SwiftNIO's when it builds for the fuzzer.
let settings: [SwiftSetting] =
    [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault")]
    + (isFuzzing ? [] : [.enableUpcomingFeature("MemberImportVisibility")])
    + [.enableUpcomingFeature("NonisolatedNonsendingByDefault"), .treatAllWarnings(as: .error)]

/// Targets that touch C memory say `unsafe` where they do.
let strictSettings = settings + [.strictMemorySafety()]

func floor(
    _ name: String, at path: String? = nil, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    settings: [SwiftSetting] = settings
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)", exclude: exclude,
        swiftSettings: settings)
}

func program(_ name: String, at path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let orderedCollections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let heapModule = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// Hostile bytes for whatever reads bytes of others. Tests replay `Tests/FuzzCorpora`; with FUZZ set, as `make fuzz` does,
/// the same targets become a program, to which libFuzzer brings its own `main`.
let fuzzDependencies: [Target.Dependency] = [
    "Keys", "Pads", "PadTrials", "Cards", "Gatherings", "Wire", "Peering", "Discovery", "Transport", "ControlAPI",
    "ControlServer", nioCore, nioEmbedded, nioHTTP1, hummingbird, logging,
]
let fuzzing: Target =
    isFuzzing
    ? .executableTarget(
        name: "fuzz", dependencies: fuzzDependencies, path: "Tests/FuzzTests", exclude: ["Replay"],
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    : tests("FuzzTests", fuzzDependencies, exclude: ["Main"])

let package = Package(
    name: "baithak",
    products: [
        .executable(name: "baithak", targets: ["baithak"]),
        .executable(name: "baithakd", targets: ["baithakd"]),
        .executable(name: "venue-sim", targets: ["venue-sim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 0: module maps, and what Swift cannot call.
        .systemLibrary(name: "CSodium", path: "Sources/CSodium"),
        .systemLibrary(name: "CQREncode", path: "Sources/CQREncode"),
        .systemLibrary(name: "CICU", path: "Sources/CICU"),
        .systemLibrary(name: "CPNG", path: "Sources/CPNG"),
        .target(name: "CDNSSD", path: "Sources/CDNSSD"),
        .target(name: "CLinux", path: "Sources/CLinux"),
        // 1
        floor("Keys", ["CSodium"], settings: strictSettings),
        floor("Display"),
        floor("Pads"),
        floor("Confusables", ["CICU"], settings: strictSettings),
        floor("QRCode", ["CQREncode", "CPNG"], settings: strictSettings),
        floor("Accepting", [nioCore]),
        // 2
        floor("Cards", ["Keys", "Display"]),
        floor("Gatherings", ["Keys", "Display", "Pads", protobuf], exclude: ["entries.proto", "contents.proto"]),
        floor("Wire", [protobuf], exclude: ["baithak.proto"]),
        floor("ControlAPI"),
        // 3
        floor("Peering", ["Keys", "Cards", "Gatherings", "Wire", orderedCollections]),
        // 4
        floor("Discovery", ["CDNSSD", "Wire"], settings: strictSettings),
        floor("Transport", ["CLinux", "Accepting", "Keys", "Wire", "Peering", nioCore, nioPosix]),
        floor("Storage", ["CLinux", "Keys", "Cards", "Gatherings", "Wire", "Peering", grdb]),
        floor("ControlClient", at: "Sources/Control/Client", ["ControlAPI", nioCore, nioPosix, nioHTTP1]),
        floor(
            "ControlServer", at: "Sources/Control/Server",
            ["CLinux", "Accepting", "ControlAPI", hummingbird, nioCore, logging]),
        floor("Launch", ["Display", argumentParser]),
        floor("PadTrials", ["CLinux", "Pads"]),
        // 5
        floor("Simulation", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Discovery", heapModule]),
        floor("RecordTrials", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Storage"]),
        floor(
            "Daemon",
            [
                "CLinux", "Keys", "Display", "Confusables", "Cards", "Gatherings", "Wire", "ControlAPI", "Peering",
                "Discovery",
                "Transport", "Storage", "ControlServer", "Launch", lifecycle, unixSignals, logging, tomlKit,
                argumentParser,
                nioCore, nioPosix,
            ]),
        floor("Commands", ["CLinux", "Display", "QRCode", "ControlAPI", "ControlClient", "Launch", argumentParser]),
        // 6
        program("baithakd", ["Daemon"]),
        program("baithak", ["Commands"]),
        program("venue-sim", ["Simulation", argumentParser]),
        // Measured, not shipped.
        program("baithak-bench", ["Keys", "Cards", "Gatherings", "Wire", "Peering", "Storage", "RecordTrials"]),
        program("pad-bench", ["PadTrials", argumentParser]),
        program("empty-nio", [nioCore, nioPosix]),
        // Tests
        tests("TidyTests", []),
        tests("KeysTests", ["Keys"]),
        tests("WireTests", ["Wire"]),
        tests("CardsTests", ["Cards", "Keys"]),
        tests("DisplayTests", ["Display"]),
        tests("ConfusablesTests", ["Confusables"]),
        tests("QRCodeTests", ["QRCode"]),
        tests("PadsTests", ["Pads", "PadTrials"]),
        tests("GatheringsTests", ["Gatherings", "Keys", "Display", "Pads"]),
        tests("PeeringTests", ["Peering", "Keys", "Cards", "Gatherings", "Pads", "Wire"]),
        tests("DiscoveryTests", ["Discovery", "Wire"]),
        tests("TransportTests", ["CLinux", "Transport", "Peering", "Keys", "Wire", nioCore, nioPosix, nioEmbedded]),
        tests("StorageTests", ["Storage", "Peering", "Keys", "Cards", "Gatherings", "Wire", grdb]),
        tests("ControlTests", ["ControlAPI", "ControlClient", "ControlServer", logging]),
        tests("LaunchTests", ["Launch"]),
        tests("CommandsTests", ["Commands", "ControlAPI"]),
        tests("DaemonTests", ["Daemon", "ControlAPI", logging]),
        tests("SimulationTests", ["Simulation", "Peering", "Discovery", "Gatherings"]),
        fuzzing,
    ]
)
