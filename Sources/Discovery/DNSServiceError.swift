/// The codes of dns_sd.h that mean something to us.
enum DNSServiceError {
    /// Avahi or D-Bus is absent, died or did not answer; also a resolve that nobody answered.
    static let unknown: Int32 = -65537
    /// Another process on this machine has the name already.
    static let nameConflict: Int32 = -65548
    /// Too many connections of this user to the bus.
    static let refused: Int32 = -65553

    /// What a person can do about a failed call that lasted `tookMS` milliseconds.
    ///
    /// - Parameter hasDescriptors: whether enough files could have been opened, without which the library fails as if
    ///   Avahi were absent.
    static func advice(_ error: Int32, tookMS: Int64, hasDescriptors: Bool = Descriptors.suffice) -> String {
        if tookMS >= DiscoveryLimits.hangMS { return hangs }
        if !hasDescriptors { return exhausted }
        switch error {
        case nameConflict:
            return "All names tried are taken on this machine: end other copies of this program."
        case refused:
            return "The system bus refuses more connections of this user: end other programs that browse the network."
        default:
            return "Avahi is not running: start it with `systemctl start dbus avahi-daemon`, "
                + "or install it first with `apt install avahi-daemon`."
        }
    }

    /// What a person can do where all descriptors are taken.
    static let exhausted =
        "This program may open no more files: raise its limit (`ulimit -n`, or LimitNOFILE= of the service)."

    /// What a person can do about a call that does not return.
    static let hangs = "Avahi does not answer: restart it with `systemctl restart avahi-daemon`."
}
