import CQREncode

/// A QR code (ISO/IEC 18004) as a square of modules, made by libqrencode.
package struct QRSymbol: Hashable, Sendable {
    /// Modules from edge to edge, without the quiet zone: 21 to 177.
    package let side: Int
    private let dark: [Bool]

    /// How much of a symbol may be lost before it cannot be read.
    package enum Correction: Sendable {
        /// 7 %: for screens, where nothing is.
        case low
        /// 15 %: for what is printed.
        case medium
    }

    /// The smallest symbol that holds these bytes; nil if none does.
    ///
    /// - Parameter bytes: at most 2,953 with ``Correction/low``, 2,331 with ``Correction/medium``.
    package init?(_ bytes: [UInt8], correction: Correction = .low) {
        let level = correction == .low ? QR_ECLEVEL_L : QR_ECLEVEL_M
        guard !bytes.isEmpty, let count = Int32(exactly: bytes.count) else { return nil }
        // As text capitals take five and a half bits each; NUL would end it.
        let made =
            bytes.allSatisfy { Self.alphabet.contains($0) }
            ? unsafe QRcode_encodeString(String(decoding: bytes, as: UTF8.self), 0, level, QR_MODE_8, 1)
            : unsafe QRcode_encodeData(count, bytes, 0, level)
        guard let symbol = unsafe made else { return nil }
        defer { unsafe QRcode_free(symbol) }
        let side = Int(unsafe symbol.pointee.width)
        guard let data = unsafe symbol.pointee.data else { return nil }
        self.side = side
        // The lowest bit of each byte is the colour; the others tell what the module is for.
        dark = unsafe UnsafeBufferPointer(start: data, count: side * side).map { $0 & 1 == 1 }
    }

    private static let alphabet = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    /// Whether a module is dark; outside the symbol none is.
    package func isDark(row: Int, column: Int) -> Bool {
        guard 0..<side ~= row, 0..<side ~= column else { return false }
        return dark[row * side + column]
    }
}
