import ControlAPI
import Hummingbird
import HummingbirdCore

/// The resources of cards, exchanges and contacts.
extension ControlRoutes {
    func addCards(to router: Router<BasicRequestContext>) {
        router.get("/v1/cards") { _, _ in try ControlJSON.response(try await service.ownCards()) }
        router.put("/v1/cards/:face") { request, context in
            let card = try await ControlJSON.body(of: request, as: CardBody.self)
            return try ControlJSON.response(try await service.setCard(card, face: try PathPart.named("face", context)))
        }
        router.get("/v1/cards/:face/form") { _, context in
            try ControlJSON.response(try await service.cardForm(face: try PathPart.named("face", context)))
        }
        router.put("/v1/cards/:face/form") { request, context in
            let form = try await ControlJSON.body(of: request, as: FormBody.self)
            let face = try PathPart.named("face", context)
            return try ControlJSON.response(try await service.setCardForm(form, face: face))
        }
        for room in PhoneCardBody.Room.allCases {
            router.get("/v1/cards/:face/phone/\(room.rawValue)") { _, context in
                try ControlJSON.response(
                    try await service.phoneCard(face: try PathPart.named("face", context), room: room))
            }
        }
        router.delete("/v1/cards/:face") { _, context in
            try await service.removeCard(face: try PathPart.named("face", context))
            return Response(status: .noContent)
        }
        router.post("/v1/seals") { request, _ in
            try ControlJSON.response(
                try await service.inspect(try await ControlJSON.body(of: request, as: SealBody.self)))
        }
        router.get("/v1/exchanges") { _, _ in try ControlJSON.response(await service.exchanges()) }
        for action in ExchangeAction.allCases {
            router.post("/v1/exchanges/:key/\(action.rawValue)") { request, context in
                let offer = try await ControlJSON.body(of: request, as: OfferBody.self)
                let key = try PathPart.named("key", context)
                return try ControlJSON.response(try await service.act(action, key: key, offer))
            }
        }
        router.get("/v1/contacts") { _, _ in try ControlJSON.response(try await service.contacts()) }
        for format in CardFileBody.Format.allCases {
            router.get("/v1/contacts/:key/\(format.rawValue)") { _, context in
                try ControlJSON.response(
                    try await service.cardFile(key: try PathPart.named("key", context), format: format))
            }
        }
        router.get("/v1/key/code") { _, _ in try ControlJSON.response(await service.keyCode()) }
        router.post("/v1/contacts/:key/verify") { request, context in
            let code = try await ControlJSON.body(of: request, as: KeyCodeBody.self)
            try await service.verify(code, key: try PathPart.named("key", context))
            return Response(status: .noContent)
        }
        router.put("/v1/contacts/:key/note") { request, context in
            let body = try await ControlJSON.body(of: request, as: NoteBody.self)
            try await service.setNote(body.note, key: try PathPart.named("key", context))
            return Response(status: .noContent)
        }
        router.delete("/v1/contacts/:key") { _, context in
            try await service.forget(key: try PathPart.named("key", context))
            return Response(status: .noContent)
        }
        router.put("/v1/attendees/:key/block") { request, context in
            let body = try await ControlJSON.body(of: request, as: BlockBody.self)
            return try ControlJSON.response(
                try await service.setBlocked(body.blocked, key: try PathPart.named("key", context)))
        }
    }
}
