import Display
import FoundationEssentials

/// A picture file for a card.
enum Photo {
    /// More than a card can hold, so that the daemon says what is wrong; less than what would fill memory.
    private static let bytesMax = 40_000

    static func uri(ofFile path: String) throws(CommandFailure) -> String {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path), options: []) } catch {
            throw CommandFailure(.failed, "The photo “\(path)” cannot be read: check its name and mode.")
        }
        guard data.count <= bytesMax else {
            throw CommandFailure(
                .usage, "The photo “\(path)” has \(data.count) bytes and may have 24576: make it smaller.")
        }
        // The daemon looks at the bytes, not at this type.
        return "data:application/octet-stream;base64,\(data.base64EncodedString())"
    }
}
