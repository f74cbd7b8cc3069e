package import ControlAPI

/// The resources of desks; gatherings and desks are named by 64 hexadecimal digits.
extension ControlClient {
    /// `GET /v1/gatherings/{id}/desks`.
    package func desks(in id: String) async throws(ControlClientError) -> Answer<DesksBody> {
        try await ask("GET", Self.path(id, "desks"))
    }

    /// `DELETE /v1/gatherings/{id}/desk-news/{booking}`: we have looked at it.
    package func lookedAtDeskNews(_ booking: String, in id: String) async throws(ControlClientError) {
        _ = try await exchange("DELETE", Self.path(id, "desk-news", booking), nil)
    }

    /// `POST /v1/gatherings/{id}/desks`: the answer's id is the desk's.
    package func openDesk(
        _ desk: NewDeskBody, in id: String
    ) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("POST", Self.path(id, "desks"), Self.encode(desk))
    }

    /// `DELETE /v1/gatherings/{id}/desks/{desk}`.
    package func closeDesk(_ desk: String, in id: String) async throws(ControlClientError) -> Answer<SavedBody> {
        try await ask("DELETE", Self.path(id, "desks", desk))
    }

    /// `PUT /v1/gatherings/{id}/desks/{desk}/bookings`.
    package func book(
        _ wish: DeskWishBody, at desk: String, in id: String
    ) async throws(ControlClientError) -> Answer<DeskBookingBody> {
        try await ask("PUT", Self.path(id, "desks", desk, "bookings"), Self.encode(wish))
    }

    /// `DELETE /v1/gatherings/{id}/desks/{desk}/bookings/{slot}`: the slot by day and start.
    package func freeSlot(
        day: String, start: String, of desk: String, in id: String
    ) async throws(ControlClientError) -> Answer<DeskBookingBody> {
        try await ask("DELETE", Self.path(id, "desks", desk, "bookings", "\(day)T\(start)"))
    }
}
