import Testing

@testable import QRCode

@Suite struct QRSymbolTests {
    @Test("The smallest symbol is taken, and too much makes none")
    func sizes() {
        #expect(QRSymbol(Array("A".utf8))?.side == 21)
        // ISO/IEC 18004, table 7: 134 bytes are version 6 at level L, 135 are not.
        #expect(QRSymbol([UInt8](repeating: 0x61, count: 134))?.side == 41)
        #expect(QRSymbol([UInt8](repeating: 0x61, count: 135))?.side == 45)
        #expect(QRSymbol([UInt8](repeating: 0xFF, count: 2_331), correction: .medium)?.side == 177)
        #expect(QRSymbol([UInt8](repeating: 0xFF, count: 2_332), correction: .medium) == nil)
        #expect(QRSymbol([UInt8](repeating: 0xFF, count: 2_954)) == nil)
        // Capitals are smaller: 77 in version 3 instead of 53.
        #expect(QRSymbol([UInt8](repeating: 0x41, count: 77))?.side == 29)
        #expect(QRSymbol([]) == nil)
    }

    @Test("Half blocks show each module once, with light around")
    func halfBlocks() throws {
        let symbol = try #require(QRSymbol(Array("baithak".utf8)))
        let lines = symbol.lines(quiet: 4, colours: false)
        #expect(lines.count == (symbol.side + 8 + 1) / 2)
        for (index, line) in lines.enumerated() {
            #expect(line.count == symbol.side + 8)
            for (column, cell) in line.enumerated() {
                #expect(symbol.isDark(row: index * 2 - 4, column: column - 4) == (cell == "▀" || cell == "█"))
                #expect(symbol.isDark(row: index * 2 - 3, column: column - 4) == (cell == "▄" || cell == "█"))
            }
        }
        #expect(symbol.lines(quiet: 2, colours: true).allSatisfy { $0.hasPrefix("\u{1B}[38;5;16;48;5;231m") })
    }

    @Test("A PNG begins as one")
    func png() throws {
        let file = try #require(QRSymbol(Array("baithak".utf8))?.png())
        #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        // IHDR: 29 modules of 8 points.
        #expect(Array(file[16..<24]) == [0, 0, 0, 232, 0, 0, 0, 232])
    }
}
