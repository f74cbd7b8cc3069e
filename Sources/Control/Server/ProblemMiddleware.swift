import ControlAPI
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Answers a request that came to nothing with a ``Problem``, whatever was thrown.
struct ProblemMiddleware: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let (problem, status) = explain(error, request)
            return try ControlJSON.response(problem, status: status)
        }
    }

    private func explain(_ error: any Error, _ request: Request) -> (Problem, HTTPResponse.Status) {
        switch error {
        case let problem as Problem:
            return (problem, .init(code: problem.kind.status))
        case is NIOTooManyBytesError:
            return (.tooLarge, .contentTooLarge)
        case let error as any HTTPResponseError where error.status == .notFound:
            let sentence = "There is no \(request.method) \(request.uri.path): see docs/openapi.yaml."
            return (Problem(.notFound, sentence), .notFound)
        case let error as any HTTPResponseError:
            return (
                Problem(.badRequest, "The request cannot be understood: HTTP status \(error.status)."), error.status
            )
        default:
            logger.error("a control request failed", metadata: ["error": "\(error)"])
            return (Problem(.failed, "The daemon could not do it; its log says more."), .internalServerError)
        }
    }
}
