/// What a frame of a handshake led to.
package enum HandshakeStep: ~Copyable {
    /// Send this and wait for the next frame.
    case reply([UInt8])
    /// Send the reply, if there is one; from then on every frame is sealed.
    case finished(reply: [UInt8]?, Established)
}
