import ControlAPI
import FoundationEssentials
import Hummingbird
import HummingbirdCore
import NIOCore

/// JSON as the control socket speaks it: keys sorted, slashes as they are, no white space.
enum ControlJSON {
    static func text(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(value))
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: try text(value)))
    }

    /// The body of a request.
    ///
    /// - Throws: ``Problem`` with ``Problem/Kind/badRequest`` for anything but the JSON expected, and
    ///   `NIOTooManyBytesError` above ``ControlLimits/requestBytesMax``.
    static func body<Body: Decodable>(of request: Request, as type: Body.Type) async throws -> Body {
        let bytes = try await request.body.collect(upTo: ControlLimits.requestBytesMax)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(.badRequest, sentence(about: error))
        }
    }

    private static func sentence(about error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context):
            return "The member “\(name(context.codingPath + [key]))” is missing from the body."
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            return "The body is not the JSON object that is expected here: see docs/openapi.yaml."
        case .typeMismatch(let type, let context):
            return "The member “\(name(context.codingPath))” is not of the type \(type)."
        case .valueNotFound(_, let context):
            return "The member “\(name(context.codingPath))” is null."
        default:
            return "The body is not JSON: send one object, as docs/openapi.yaml describes it."
        }
    }
}
