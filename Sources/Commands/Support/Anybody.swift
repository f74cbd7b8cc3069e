import ControlAPI
import ControlClient
import Display

extension PersonBody: Tagged {}

extension PersonBody {
    /// The name and the tag, or the tag alone of whose badge nobody has seen.
    var label: SafeText { name.isEmpty ? SafeText(tag) : "\(name) \(tag)" }
}

/// Finding people who are here, or whose card we hold.
enum Anybody {
    /// Among those who are here, else among contacts.
    static func one(_ who: String, _ client: ControlClient) async throws -> PersonBody {
        do throws(CommandFailure) {
            let attendees: [Attendee]
            do { attendees = try await client.nearby().value.attendees } catch { throw CommandFailure(error) }
            let attendee = try Matching.one(who, among: attendees)
            return PersonBody(name: attendee.name, tag: attendee.tag, key: attendee.key)
        } catch {
            guard error.status == .nobodyOrMany, let contact = try? await Contacts.one(who) else { throw error }
            return PersonBody(name: contact.name, tag: contact.tag, key: contact.key)
        }
    }
}
