package import ControlAPI

/// What stands behind the resources of desks.
///
/// Gatherings and desks are named by 64 hexadecimal digits, slots by day and start as `2026-11-28T14:20`. Everything
/// throws ``Problem/Kind/notFound`` if there is none of that name, ``Problem/Kind/badValue`` with what to change, and
/// ``Problem/Kind/refused`` if it is not for us to do, or somebody else has the slot.
package protocol DeskService: Sendable {
    /// The desks of a gathering that are open, and what became of slots without our owner having looked at it.
    func desks(in id: String) async throws(Problem) -> DesksBody
    /// Our owner has looked at something that became of a slot, named by 32 hexadecimal digits.
    func lookedAtDeskNews(_ booking: String, in id: String) async throws(Problem)
    /// Opens a desk of ours; the answer's id is the desk's.
    func openDesk(_ desk: NewDeskBody, in id: String) async throws(Problem) -> SavedBody
    /// Closes a desk of ours.
    func closeDesk(_ desk: String, in id: String) async throws(Problem) -> SavedBody
    /// Asks for a slot, and waits a moment for the answer; what is not answered then waits.
    func book(_ wish: DeskWishBody, at desk: String, in id: String) async throws(Problem) -> DeskBookingBody
    /// Gives a slot back that we booked, or takes one of ours back.
    func freeSlot(_ slot: String, of desk: String, in id: String) async throws(Problem) -> DeskBookingBody
}
