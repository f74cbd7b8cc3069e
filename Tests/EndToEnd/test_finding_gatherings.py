"""Open gatherings by multicast DNS: which machine takes part in one, and that nobody is lost while that changes."""

import datetime

from assembly import PEOPLE, attend, create, join
from scenario import BEAT, wait_until_all_see_all


TODAY = str(datetime.date.today())


def browse(host, *options):
    """The names of all services under a type, as Avahi of a host has them."""
    lines = host.run(["avahi-browse", "-r", "-t", "-p", *options]).ok().out.splitlines()
    return {line.split(";")[3] for line in lines if line.startswith("=")}


def taking_part(host, gathering):
    """The names of those who advertise that they take part in a gathering."""
    return browse(host, f"_g{gathering['id'][:8]}._sub._baithak._tcp")


def test_open_gatherings_are_found_by_multicast_dns_and_those_by_invitation_are_not(venue):
    """A subtype comes with an open gathering and goes when it is left; names and links stay as they are."""
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    # Whoever sees the other may still be announcing themselves.
    venue.wait_until("both are announced", lambda: len(browse(ravi, "_baithak._tcp")) == 2, 15)
    names = browse(ravi, "_baithak._tcp")
    watching = ravi.spawn(["avahi-browse", "-p", "_baithak._tcp"], "browse")
    secret = create(asha, "--invite", title="Board", days=TODAY)
    over = create(asha, title="Last year", days="2025-11-28..29")
    public = create(asha, days=TODAY)
    venue.wait_until("ravi finds who takes part", lambda: taking_part(ravi, public), 15)
    name, = taking_part(ravi, public)
    assert name in names and not taking_part(ravi, secret) and not taking_part(ravi, over)
    join(ravi, public["title"])
    venue.wait_until("both take part", lambda: taking_part(ravi, public) == names, 15)
    ravi.bus.kill_avahi()
    ravi.bus.start_avahi()
    venue.wait_until("it is named again after a restart of Avahi", lambda: taking_part(asha, public) == names, 30)

    asha.baithak("gathering", "leave", public["title"]).ok()
    venue.wait_until("ravi finds asha there no more", lambda: taking_part(ravi, public) == names - {name}, 15)
    ravi.baithak("hide").ok()
    venue.wait_until("who hides is not found", lambda: not taking_part(asha, public), 15)
    ravi.baithak("show").ok()
    venue.wait_until("who shows is found again", lambda: taking_part(asha, public) == names - {name}, 15)
    wait_until_all_see_all(asha, ravi)
    assert browse(asha, "_baithak._tcp") == names
    assert not [line for line in watching.out().splitlines() if line.startswith("-") and name in line]


def test_a_changed_list_is_one_registration_and_closes_no_link(venue):
    """Three gatherings made one after the other: the others see nothing go, and links stay."""
    asha, ravi = venue.hosts("asha", "ravi")
    for host in (asha, ravi):
        host.attend(PEOPLE[host.name], config=BEAT + '[log]\nlevel = "debug"\n')
    wait_until_all_see_all(asha, ravi)
    watching = ravi.spawn(["avahi-browse", "-p", "_baithak._tcp"], "browse")

    def seen(sign):
        return {line.split(";")[3] for line in watching.out().splitlines() if line.startswith(sign)}

    venue.wait_until("ravi's Avahi lists both", lambda: len(seen("+")) == 2)
    opened = links(ravi)
    made = [create(asha, title=title, days=TODAY) for title in ("One", "Two", "Three")]
    for gathering in made:
        venue.wait_until(f"ravi finds {gathering['title']}", lambda gathering=gathering: taking_part(ravi, gathering))
        asha.baithak("gathering", "leave", gathering["title"]).ok()
    venue.wait_until("ravi finds none", lambda: not any(taking_part(ravi, gathering) for gathering in made))
    # A goodbye of the whole service would have come with those of its subtypes.
    assert not seen("-")
    assert links(ravi) == opened
    said = [line for line in asha.daemon.err().splitlines() if "advertised" in line]
    assert 2 < len(said) < 8, said


def links(host):
    """What its daemon said about links that opened and closed."""
    return [line for line in host.daemon.err().splitlines() if " link " in line]
