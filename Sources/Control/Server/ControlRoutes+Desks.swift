import ControlAPI
import Hummingbird
import HummingbirdCore

/// The resources of desks.
extension ControlRoutes {
    func addDesks(to router: Router<BasicRequestContext>) {
        router.get("/v1/gatherings/:id/desks") { _, context in
            try ControlJSON.response(try await service.desks(in: try PathPart.named("id", context)))
        }
        router.delete("/v1/gatherings/:id/desk-news/:booking") { _, context in
            try await service.lookedAtDeskNews(
                try PathPart.named("booking", context), in: try PathPart.named("id", context))
            return Response(status: .noContent)
        }
        router.post("/v1/gatherings/:id/desks") { request, context in
            let desk = try await ControlJSON.body(of: request, as: NewDeskBody.self)
            return try ControlJSON.response(try await service.openDesk(desk, in: try PathPart.named("id", context)))
        }
        router.delete("/v1/gatherings/:id/desks/:desk") { _, context in
            let (id, desk) = try Self.desk(context)
            return try ControlJSON.response(try await service.closeDesk(desk, in: id))
        }
        router.put("/v1/gatherings/:id/desks/:desk/bookings") { request, context in
            let wish = try await ControlJSON.body(of: request, as: DeskWishBody.self)
            let (id, desk) = try Self.desk(context)
            return try ControlJSON.response(try await service.book(wish, at: desk, in: id))
        }
        router.delete("/v1/gatherings/:id/desks/:desk/bookings/:slot") { _, context in
            let (id, desk) = try Self.desk(context)
            let slot = try PathPart.named("slot", context)
            return try ControlJSON.response(try await service.freeSlot(slot, of: desk, in: id))
        }
    }

    /// The gathering and the desk that a path names.
    private static func desk(_ context: BasicRequestContext) throws -> (gathering: String, desk: String) {
        (try PathPart.named("id", context), try PathPart.named("desk", context))
    }
}
