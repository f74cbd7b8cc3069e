import ControlAPI
import Hummingbird
import HummingbirdCore

/// The resources of pads.
extension ControlRoutes {
    func addPads(to router: Router<BasicRequestContext>) {
        router.get("/v1/gatherings/:id/pads") { _, context in
            try ControlJSON.response(try await service.pads(in: try PathPart.named("id", context)))
        }
        router.get("/v1/gatherings/:id/pads/:session") { _, context in
            let (id, session) = try Self.session(context)
            return try ControlJSON.response(try await service.pad(session, in: id))
        }
        router.put("/v1/gatherings/:id/pads/:session") { request, context in
            let body = try await ControlJSON.body(of: request, as: PadTextBody.self)
            let (id, session) = try Self.session(context)
            try Self.checkFit(body.text)
            return try ControlJSON.response(try await service.savePad(session, body, in: id))
        }
        router.post("/v1/gatherings/:id/pads/:session/append") { request, context in
            let body = try await ControlJSON.body(of: request, as: AppendBody.self)
            let (id, session) = try Self.session(context)
            try Self.checkFit(body.text)
            return try ControlJSON.response(try await service.appendToPad(session, body, in: id))
        }
        router.get("/v1/gatherings/:id/pads/:session/log") { _, context in
            let (id, session) = try Self.session(context)
            return try ControlJSON.response(try await service.padLog(session, in: id))
        }
    }

    private static func checkFit(_ text: String) throws {
        let bytes = text.utf8.count
        guard bytes > ControlLimits.padBytesMax else { return }
        throw Problem(
            .badValue,
            "The text has \(bytes) bytes, and a pad may have \(ControlLimits.padBytesMax): make it shorter, or write "
                + "on in the pad of another session.")
    }
}
