internal import FoundationEssentials
internal import SwiftProtobuf

/// What an attendee shows everybody nearby, and where they can be dialled, as it travels beside a presence.
///
/// The texts are whatever the author sent, valid UTF-8 and no more: `Cards.Badge` holds them to their sizes.
package struct Profile: Hashable, Sendable {
    /// The display name.
    package var name: String
    /// The line about the person.
    package var headline: String
    /// What they care about.
    package var topics: [String]
    /// What they look for.
    package var asks: [String]
    /// What they can give.
    package var offers: [String]
    /// Where they listen, without scopes; at most ``WireLimits/endpointsMax``.
    package var endpoints: [Endpoint]
    /// The open gatherings that they take part in, by the first eight bytes of their ids; at most
    /// ``WireLimits/profileGatheringsMax``.
    package var gatherings: [UInt64]
    /// The name under which DNS-SD shows them, at most ``WireLimits/instanceBytesMax`` bytes; empty if it does not.
    /// Whoever hears it need not resolve it.
    package var instance: String

    /// All fields at once.
    package init(
        name: String, headline: String, topics: [String], asks: [String], offers: [String], endpoints: [Endpoint],
        gatherings: [UInt64] = [], instance: String = ""
    ) {
        self.instance = instance
        self.gatherings = gatherings
        self.name = name
        self.headline = headline
        self.topics = topics
        self.asks = asks
        self.offers = offers
        self.endpoints = endpoints
    }

    /// The bytes whose hash a header names.
    package func encoded() -> [UInt8] {
        var message = PBProfile()
        message.name = name
        message.headline = headline
        message.topics = topics
        message.asks = asks
        message.offers = offers
        message.endpoints = endpoints.map { endpoint in
            var address = PBAddress()
            address.ip = .init(endpoint.address.bytes)
            address.port = UInt32(endpoint.port)
            return address
        }
        message.gatherings = gatherings
        message.instance = instance
        return message.encodedBytes()
    }

    /// Reads a profile that somebody sent. An address of an unknown length or a port that cannot be is skipped, so that
    /// a later version may add forms.
    ///
    /// - Throws: ``WireError`` for anything that is not a profile within its bounds.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= WireLimits.profileBytesMax else { throw .tooLarge }
        let message: PBProfile = try .decoded(from: bytes)
        guard message.endpoints.count <= WireLimits.endpointsMax,
            message.gatherings.count <= WireLimits.profileGatheringsMax,
            message.instance.utf8.count <= WireLimits.instanceBytesMax
        else { throw .outOfBounds }
        self.init(
            name: message.name, headline: message.headline, topics: message.topics, asks: message.asks,
            offers: message.offers,
            endpoints: message.endpoints.compactMap { address in
                guard let ip = IPAddress(bytes: [UInt8](address.ip)), let port = UInt16(exactly: address.port),
                    port != 0
                else { return nil }
                return Endpoint(address: ip, port: port)
            }, gatherings: message.gatherings, instance: message.instance)
    }
}
