import Foundation
import Testing

/// What the fuzzers found worth keeping, and what our own encoders write, once more in each test run. What does not hold
/// together ends the test program; `FuzzTarget` says what must hold.
@Suite struct ReplayTests {
    private static let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "FuzzCorpora")

    private func corpus(_ target: FuzzTarget) throws -> [[UInt8]] {
        let folder = Self.corpora.appending(path: target.rawValue)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { Array(try Data(contentsOf: $0)) }
    }

    @Test("Whatever the fuzzers kept is taken or refused, and never ends a program", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        let files = try corpus(target)
        let good = files.count { target.take($0) }
        #expect(files.count >= 12, "the corpus is there")
        #expect(0 < good && good < files.count, "some of it is good, some is not")
    }

    @Test("What our own encoders write is good, and cut short anywhere it ends nothing", arguments: FuzzTarget.allCases)
    func ownWriting(target: FuzzTarget) throws {
        for seed in try Seeds.of(target) {
            #expect(target.take(seed), "\(target.rawValue): \(seed)")
            for count in stride(from: 0, to: seed.count, by: 1 + seed.count / 64) { target.take(Array(seed[..<count])) }
        }
    }

    @Test("Every corpus belongs to a target")
    func folders() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
        #expect(Set(folders) == Set(FuzzTarget.allCases.map(\.rawValue)))
    }

    private static let seedFolder = ProcessInfo.processInfo.environment["FUZZ_SEEDS"]

    @Test(
        "What our own encoders write is put into the corpora, for fuzzers to begin with",
        .enabled(if: seedFolder != nil, "FUZZ_SEEDS names a folder"))
    func write() throws {
        let folder = URL(filePath: try #require(Self.seedFolder), directoryHint: .isDirectory)
        for target in FuzzTarget.allCases {
            let own = folder.appending(path: target.rawValue)
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            for (number, seed) in try Seeds.of(target).enumerated() {
                try Data(seed).write(to: own.appending(path: "seed-\(number)"))
            }
        }
    }
}
