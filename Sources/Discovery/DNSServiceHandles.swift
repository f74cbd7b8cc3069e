import CDNSSD
import Dispatch

/// The open handles of the DNS-SD library, each under the token of its request. Everything happens on one queue: the
/// library forbids to free a handle while it is processed.
final class DNSServiceHandles {
    /// Invariant behind `@safe`: `ref` is alive as long as the handle is in the table.
    @safe private struct Handle {
        let request: DNSServiceRequest
        let ref: cdnssd_ref
        let source: any DispatchSourceRead
    }

    private let serviceType: String
    private let domain = "local."
    private let queue: DispatchQueue
    private let onReadable: @Sendable (UInt) -> Void
    private var handles: [UInt: Handle] = [:]

    /// No handles yet; `onReadable` is called on `queue` when a request has answers to take.
    init(serviceType: String, queue: DispatchQueue, onReadable: @escaping @Sendable (UInt) -> Void) {
        self.serviceType = serviceType
        self.queue = queue
        self.onReadable = onReadable
    }

    /// The request that is open under a token.
    func request(_ token: UInt) -> DNSServiceRequest? { handles[token]?.request }

    /// Opens a request; 0 or a code of dns_sd.h. Blocks for up to 25 seconds when Avahi or D-Bus hangs.
    func open(_ request: DNSServiceRequest, token: UInt) -> Int32 {
        guard handles.count < DiscoveryLimits.handlesMax else { return DNSServiceError.refused }
        var opened: cdnssd_ref?
        let error = unsafe create(request, token, &opened)
        guard error == 0, let ref = unsafe opened else { return error == 0 ? DNSServiceError.unknown : error }
        let source = unsafe DispatchSource.makeReadSource(fileDescriptor: cdnssd_descriptor(ref), queue: queue)
        source.setEventHandler { [onReadable] in onReadable(token) }
        handles[token] = unsafe Handle(request: request, ref: ref, source: source)
        source.activate()
        return 0
    }

    /// Takes the answers that are there, without waiting for more; the code is not 0 when the handle is dead.
    func takeAnswers(_ token: UInt) -> (error: Int32, answers: [DNSServiceAnswer]) {
        guard let ref = unsafe handles[token]?.ref else { return (0, []) }
        var answers: [DNSServiceAnswer] = []
        let error = unsafe withUnsafeMutablePointer(to: &answers) { list in
            unsafe cdnssd_process(
                ref,
                { list, token, answer in
                    guard let answer = unsafe answer?.pointee else { return }
                    unsafe list?.assumingMemoryBound(to: [DNSServiceAnswer].self).pointee.append(
                        DNSServiceAnswer(token: UInt(token), copying: answer))
                }, list)
        }
        return (error, answers)
    }

    /// Frees a request. The descriptor is closed only after the source has let go of it, on the same queue.
    func close(_ token: UInt) {
        guard let handle = handles.removeValue(forKey: token) else { return }
        let box = unsafe FreeLater(ref: handle.ref)
        handle.source.setCancelHandler { unsafe cdnssd_free(box.ref) }
        handle.source.cancel()
    }

    /// Frees all requests.
    func closeAll() {
        for token in handles.keys.sorted() { close(token) }
    }

    /// Carries a handle to its cancel handler. Invariant: the handle left the table, so the cancel handler, on the
    /// queue of all calls, is the only one that still has it.
    @safe private struct FreeLater: @unchecked Sendable {
        let ref: cdnssd_ref
    }

    private func create(_ request: DNSServiceRequest, _ token: UInt, _ ref: inout cdnssd_ref?) -> Int32 {
        switch request {
        case .browse(let sample):
            let type = ([serviceType] + (sample.map { [$0.subtype] } ?? [])).joined(separator: ",")
            return unsafe cdnssd_browse(&ref, token, type, domain)
        case .register(let instance, let port, let subtypes):
            let txt = TXTRecord.advertised
            // Subtypes cannot be changed later: the library has no call for that.
            let type = ([serviceType] + subtypes).joined(separator: ",")
            return unsafe cdnssd_register(&ref, token, instance, type, domain, port, txt, UInt16(clamping: txt.count))
        case .resolve(let instance, let interface):
            return unsafe cdnssd_resolve(&ref, token, interface, instance, serviceType, domain)
        case .address(let host, let interface, let family):
            return unsafe cdnssd_query(&ref, token, interface, host, family.rawValue)
        }
    }
}

extension DNSServiceAnswer {
    /// Copies what the library lends for the time of a callback. D-Bus carries valid UTF-8 only; anything else would be
    /// repaired here.
    fileprivate init(token: UInt, copying answer: cdnssd_answer) {
        unsafe self.init(
            token: token, error: answer.error, interface: answer.interface, isRemoval: answer.removed,
            name: answer.name.map { unsafe String(cString: $0) },
            host: answer.host.map { unsafe String(cString: $0) }, port: answer.port,
            data: Array(UnsafeBufferPointer(start: answer.data, count: answer.data == nil ? 0 : answer.length)))
    }
}
