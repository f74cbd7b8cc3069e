import Foundation
import Keys
import Testing

@testable import Cards

@Suite struct SampleTests {
    private static let folder = ProcessInfo.processInfo.environment["BAITHAK_SAMPLES"]

    @Test(
        "Five hundred hostile cards are written for other programs to read",
        .enabled(if: folder != nil, "`make test-cards` names the folder in BAITHAK_SAMPLES"))
    func write() throws {
        let folder = URL(filePath: try #require(Self.folder), directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = try SealedCardTests.key(1)
        for seed in UInt64(0)..<500 {
            var hostile = HostileCards(seed: seed)
            let card = try hostile.card()
            let sealed = try SealedCard.seal(card, by: key, issuedAt: 1_764_000_000)
            for (ending, bytes) in [
                ("json", card.encoded()), ("jws", sealed.jws), ("vcf", VCard.write(card, of: key.publicKey)),
            ] {
                try Data(bytes).write(to: folder.appending(path: "\(seed).\(ending)"))
            }
        }
    }
}
