"""Somebody sits between two people, on two networks, and calls himself by the name of each to the other."""

import re

from programs import program
from scenario import wait_until_all_see_all


def stage(host, other):
    """How far an exchange is, and its digits."""
    rows = [row for row in host.baithak("requests", "--json").ok().json() if row["key"] == other.key]
    return (rows[0]["stage"], rows[0].get("digits")) if rows else (None, None)


def test_a_man_in_the_middle_who_relays_everything_is_found_out_by_the_digits(venue):
    asha, to_asha = venue.hosts("asha", "to-asha", segments=("left",))
    ravi, to_ravi = venue.hosts("ravi", "to-ravi", segments=("right",))
    for host, name in ((asha, "Asha Rao"), (to_asha, "Ravi Kumar"), (ravi, "Ravi Kumar"), (to_ravi, "Asha Rao")):
        host.attend(name)
        host.baithak("card", "set", "--email", "somebody@example.org").ok()
    wait_until_all_see_all(asha, to_asha)
    wait_until_all_see_all(ravi, to_ravi)

    def reach(host, other, wanted):
        venue.wait_until(f"{host.name} is at {wanted}", lambda: stage(host, other)[0] == wanted, 15)

    # Each step of one side is done at once on the other.
    asking = asha.spawn([program("baithak"), "exchange", "Ravi Kumar"], "asking")
    reach(to_asha, asha, "requested")
    to_ravi.spawn([program("baithak"), "exchange", ravi.tag], "relayed")
    reach(ravi, to_ravi, "requested")
    accepting = ravi.spawn([program("baithak"), "accept", "Asha Rao"], "accepting")
    to_asha.spawn([program("baithak"), "accept", asha.tag], "relayed")
    for host, other in ((asha, to_asha), (to_asha, asha), (ravi, to_ravi), (to_ravi, ravi)):
        reach(host, other, "code")
    # The middle says yes to both, and hopes.
    to_asha.baithak("confirm", asha.tag).ok()
    to_ravi.baithak("confirm", ravi.tag).ok()
    # Asha and Ravi look at each other's screens. Once in a million they see the same.
    digits = stage(asha, to_asha)[1], stage(ravi, to_ravi)[1]
    assert digits[0] != digits[1] and all(re.fullmatch(r"\d{3} \d{3}", shown) for shown in digits)
    asha.baithak("mismatch", to_asha.tag)
    ravi.baithak("mismatch", to_ravi.tag)
    for process in (asking, accepting):
        venue.wait_until(f"{process.name} ends", lambda: not process.running, 20)
        assert process.code == 77 and "mismatch" in process.out() and "digits differ" in process.err()
    for host in (asha, ravi, to_asha, to_ravi):
        assert host.baithak("contacts", "--json").ok().json() == [], "nobody got a card"
