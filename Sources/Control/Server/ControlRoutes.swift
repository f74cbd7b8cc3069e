import ControlAPI
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The resources of the control socket.
struct ControlRoutes: Sendable {
    let service: any ControlService
    let heartbeatMS: Int64
    let logger: Logger

    func responder() -> some HTTPResponder<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ProblemMiddleware(logger: logger))
        router.get("/v1/status") { _, _ in try ControlJSON.response(await service.status()) }
        router.get("/v1/nearby") { _, _ in try ControlJSON.response(await service.nearby()) }
        router.get("/v1/matches") { _, _ in try ControlJSON.response(await service.matches()) }
        router.get("/v1/badge") { _, _ in try ControlJSON.response(await service.badge()) }
        router.put("/v1/badge") { request, _ in
            let badge = try await ControlJSON.body(of: request, as: BadgeBody.self)
            return try ControlJSON.response(try await service.setBadge(badge))
        }
        router.put("/v1/visibility") { request, _ in
            let body = try await ControlJSON.body(of: request, as: VisibilityBody.self)
            return try ControlJSON.response(try await service.setVisible(body.visible))
        }
        router.post("/v1/stop") { _, _ in
            await service.requestStop()
            return Response(status: .accepted)
        }
        router.post("/v1/peers") { request, _ in
            let body = try await ControlJSON.body(of: request, as: PeerBody.self)
            guard (1...ControlLimits.addressBytesMax).contains(body.address.utf8.count) else {
                throw Problem(
                    .badValue,
                    "The address has \(body.address.utf8.count) bytes: give HOST or HOST:PORT of 1 to "
                        + "\(ControlLimits.addressBytesMax) bytes.")
            }
            return try ControlJSON.response(try await service.addPeer(body.address))
        }
        addCards(to: router)
        addGatherings(to: router)
        addPads(to: router)
        addDesks(to: router)
        router.get("/v1/events") { request, _ in
            Response(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: ResponseBody { writer in
                    try await EventBody(heartbeatMS: heartbeatMS).write(
                        service.events(), for: request.body, to: &writer)
                    try await writer.finish(nil)
                })
        }
        return router.buildResponder()
    }
}
