package import ControlAPI

/// The resources of gatherings and their programmes; gatherings, sessions and entries are named by 64 hexadecimal
/// digits.
extension ControlClient {
    /// `GET /v1/gatherings`.
    package func gatherings() async throws(ControlClientError) -> Answer<[GatheringBody]> {
        try await ask("GET", "/v1/gatherings")
    }

    /// `POST /v1/gatherings`: founds one and joins it.
    package func createGathering(
        _ gathering: NewGatheringBody
    ) async throws(ControlClientError) -> Answer<GatheringBody> {
        try await ask("POST", "/v1/gatherings", Self.encode(gathering))
    }

    /// `POST /v1/invitations`: joins one by its code.
    package func join(invitation: InvitationBody) async throws(ControlClientError) -> Answer<GatheringBody> {
        try await ask("POST", "/v1/invitations", Self.encode(invitation))
    }

    /// `GET /v1/gatherings/{id}`.
    package func programme(of id: String) async throws(ControlClientError) -> Answer<ProgrammeBody> {
        try await ask("GET", Self.path(id), timeoutMS: ControlLimits.exportTimeoutMS)
    }

    /// `POST /v1/gatherings/{id}/join`.
    package func joinGathering(_ id: String) async throws(ControlClientError) -> Answer<GatheringBody> {
        try await ask("POST", Self.path(id, "join"))
    }

    /// `POST /v1/gatherings/{id}/leave`.
    package func leaveGathering(_ id: String) async throws(ControlClientError) {
        _ = try await exchange("POST", Self.path(id, "leave"), nil)
    }

    /// `GET /v1/gatherings/{id}/invitation`.
    package func invitation(to id: String) async throws(ControlClientError) -> Answer<InvitationBody> {
        try await ask("GET", Self.path(id, "invitation"))
    }

    /// `POST /v1/gatherings/{id}/organisers`.
    package func addOrganiser(
        _ organiser: OrganiserBody, to id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("POST", Self.path(id, "organisers"), Self.encode(organiser))
    }

    /// `PUT /v1/gatherings/{id}/rooms`.
    package func setRoom(_ room: RoomBody, in id: String) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("PUT", Self.path(id, "rooms"), Self.encode(room))
    }

    /// `PUT /v1/gatherings/{id}/slots`.
    package func setSlot(
        _ change: SlotChangeBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("PUT", Self.path(id, "slots"), Self.encode(change))
    }

    /// `POST /v1/gatherings/{id}/sessions`: the answer's id is the session's.
    package func propose(
        _ details: SessionDetailsBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("POST", Self.path(id, "sessions"), Self.encode(details))
    }

    /// `PUT /v1/gatherings/{id}/sessions/{session}`.
    package func editSession(
        _ session: String, _ details: SessionDetailsBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("PUT", Self.path(id, "sessions", session), Self.encode(details))
    }

    /// `PUT /v1/gatherings/{id}/sessions/{session}/want`.
    package func setWanted(
        _ session: String, _ want: WantBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("PUT", Self.path(id, "sessions", session, "want"), Self.encode(want))
    }

    /// `PUT /v1/gatherings/{id}/sessions/{session}/place`.
    package func setPlace(
        _ session: String, _ place: PlaceBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("PUT", Self.path(id, "sessions", session, "place"), Self.encode(place))
    }

    /// `POST /v1/gatherings/{id}/retractions`.
    package func retract(
        _ retraction: RetractBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("POST", Self.path(id, "retractions"), Self.encode(retraction))
    }

    /// `GET /v1/gatherings/{id}/sync`.
    package func sync(_ id: String) async throws(ControlClientError) -> Answer<SyncBody> {
        try await ask("GET", Self.path(id, "sync"))
    }

    /// `GET /v1/gatherings/{id}/export`.
    package func export(_ id: String) async throws(ControlClientError) -> Answer<ExportBody> {
        try await ask("GET", Self.path(id, "export"), timeoutMS: ControlLimits.exportTimeoutMS)
    }

    /// The path of a gathering, or of something below it.
    static func path(_ id: String, _ parts: String...) -> String {
        "/v1/gatherings/" + ([id] + parts).map(escaped).joined(separator: "/")
    }
}
