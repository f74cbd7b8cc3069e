import ControlAPI
import Hummingbird
import HummingbirdCore

/// The resources of gatherings and their programmes.
extension ControlRoutes {
    func addGatherings(to router: Router<BasicRequestContext>) {
        router.get("/v1/gatherings") { _, _ in try ControlJSON.response(try await service.gatherings()) }
        router.post("/v1/gatherings") { request, _ in
            let gathering = try await ControlJSON.body(of: request, as: NewGatheringBody.self)
            return try ControlJSON.response(try await service.createGathering(gathering))
        }
        router.post("/v1/invitations") { request, _ in
            let invitation = try await ControlJSON.body(of: request, as: InvitationBody.self)
            return try ControlJSON.response(try await service.join(invitation: invitation))
        }
        router.get("/v1/gatherings/:id") { _, context in
            try ControlJSON.response(try await service.programme(of: try PathPart.named("id", context)))
        }
        router.post("/v1/gatherings/:id/join") { _, context in
            try ControlJSON.response(try await service.joinGathering(try PathPart.named("id", context)))
        }
        router.post("/v1/gatherings/:id/leave") { _, context in
            try await service.leaveGathering(try PathPart.named("id", context))
            return Response(status: .noContent)
        }
        router.get("/v1/gatherings/:id/invitation") { _, context in
            try ControlJSON.response(try await service.invitation(to: try PathPart.named("id", context)))
        }
        router.post("/v1/gatherings/:id/retractions") { request, context in
            let retraction = try await ControlJSON.body(of: request, as: RetractBody.self)
            let id = try PathPart.named("id", context)
            return try ControlJSON.response(try await service.retract(retraction, in: id))
        }
        router.get("/v1/gatherings/:id/sync") { _, context in
            try ControlJSON.response(try await service.sync(try PathPart.named("id", context)))
        }
        router.get("/v1/gatherings/:id/export") { _, context in
            try ControlJSON.response(try await service.export(try PathPart.named("id", context)))
        }
        addProgramme(to: router)
    }

    private func addProgramme(to router: Router<BasicRequestContext>) {
        router.post("/v1/gatherings/:id/organisers") { request, context in
            let organiser = try await ControlJSON.body(of: request, as: OrganiserBody.self)
            let id = try PathPart.named("id", context)
            return try ControlJSON.response(try await service.addOrganiser(organiser, to: id))
        }
        router.put("/v1/gatherings/:id/rooms") { request, context in
            let room = try await ControlJSON.body(of: request, as: RoomBody.self)
            return try ControlJSON.response(try await service.setRoom(room, in: try PathPart.named("id", context)))
        }
        router.put("/v1/gatherings/:id/slots") { request, context in
            let change = try await ControlJSON.body(of: request, as: SlotChangeBody.self)
            return try ControlJSON.response(try await service.setSlot(change, in: try PathPart.named("id", context)))
        }
        router.post("/v1/gatherings/:id/sessions") { request, context in
            let details = try await ControlJSON.body(of: request, as: SessionDetailsBody.self)
            return try ControlJSON.response(try await service.propose(details, in: try PathPart.named("id", context)))
        }
        router.put("/v1/gatherings/:id/sessions/:session") { request, context in
            let details = try await ControlJSON.body(of: request, as: SessionDetailsBody.self)
            let (id, session) = try Self.session(context)
            return try ControlJSON.response(try await service.editSession(session, details, in: id))
        }
        router.put("/v1/gatherings/:id/sessions/:session/want") { request, context in
            let want = try await ControlJSON.body(of: request, as: WantBody.self)
            let (id, session) = try Self.session(context)
            return try ControlJSON.response(try await service.setWanted(session, want, in: id))
        }
        router.put("/v1/gatherings/:id/sessions/:session/place") { request, context in
            let place = try await ControlJSON.body(of: request, as: PlaceBody.self)
            let (id, session) = try Self.session(context)
            return try ControlJSON.response(try await service.setPlace(session, place, in: id))
        }
    }

    /// The gathering and the session that a path names.
    static func session(_ context: BasicRequestContext) throws -> (gathering: String, session: String) {
        (try PathPart.named("id", context), try PathPart.named("session", context))
    }
}
