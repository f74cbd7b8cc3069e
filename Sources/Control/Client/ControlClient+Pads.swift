package import ControlAPI

/// The resources of pads; gatherings and sessions are named by 64 hexadecimal digits.
extension ControlClient {
    /// `GET /v1/gatherings/{id}/pads`.
    package func pads(in id: String) async throws(ControlClientError) -> Answer<[PadSummaryBody]> {
        try await ask("GET", Self.path(id, "pads"), timeoutMS: ControlLimits.exportTimeoutMS)
    }

    /// `GET /v1/gatherings/{id}/pads/{session}`.
    package func pad(_ session: String, in id: String) async throws(ControlClientError) -> Answer<PadBody> {
        try await ask("GET", Self.path(id, "pads", session))
    }

    /// `PUT /v1/gatherings/{id}/pads/{session}`: what a person made of a version; waits up to
    /// ``ControlLimits/saveTimeoutMS``.
    package func savePad(
        _ session: String, _ text: PadTextBody, in id: String
    ) async throws(ControlClientError) -> Answer<PadSavedBody> {
        try await ask(
            "PUT", Self.path(id, "pads", session), Self.encode(text), timeoutMS: ControlLimits.saveTimeoutMS)
    }

    /// `POST /v1/gatherings/{id}/pads/{session}/append`.
    package func appendToPad(
        _ session: String, _ text: AppendBody, in id: String
    ) async throws(ControlClientError) -> Answer<PadSavedBody> {
        try await ask("POST", Self.path(id, "pads", session, "append"), Self.encode(text))
    }

    /// `GET /v1/gatherings/{id}/pads/{session}/log`.
    package func padLog(_ session: String, in id: String) async throws(ControlClientError) -> Answer<[PadEditBody]> {
        try await ask("GET", Self.path(id, "pads", session, "log"))
    }
}
