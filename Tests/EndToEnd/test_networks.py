"""Rooms whose network is unusual."""

from scenario import OFF, wait_for_presence, wait_until_all_see_all


def test_the_same_person_on_wire_and_wifi_over_both_families_is_one_row(venue):
    asha, ravi = venue.hosts("asha", "ravi", segments=("lan", "wifi"))
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)

    def all_four():
        row, = asha.rows()
        return all(any(address and address in given for given in row["addresses"])
                   for interface in ravi.interfaces for address in (interface.ipv4, interface.ipv6))

    venue.wait_until("asha has one row for ravi with four of his addresses", all_four)
    ravi.link_down(0)
    wait_for_presence(asha, ravi, "here", timeout=15)
    venue.wait_until("the row is fresh again over Wi-Fi", lambda: (
        asha.rows(key=ravi.key)[0]["presence"] == "here" and asha.rows(key=ravi.key)[0]["last_heard_ms"] < 1500
        and asha.rows(key=ravi.key)[0]["path"] == "direct"), 30)
    assert len(asha.rows()) == 1


def test_a_host_on_the_wire_and_one_on_wifi_both_see_the_host_that_is_on_both(venue):
    asha, = venue.hosts("asha", segments=("lan",))
    ravi, = venue.hosts("ravi", segments=("wifi",))
    meera, = venue.hosts("meera", segments=("lan", "wifi"))
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    meera.attend("Meera Nair")
    wait_until_all_see_all(asha, ravi, meera)
    assert asha.rows(key=ravi.key)[0]["path"] == "relayed"
    assert asha.rows(key=meera.key)[0]["path"] == "direct"


def test_two_hosts_with_ipv6_link_local_addresses_only_see_each_other(venue):
    asha, ravi = venue.hosts("asha", "ravi", families=("link-local",))
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    assert any(ravi.link_local in address for address in asha.rows(key=ravi.key)[0]["addresses"])


def test_two_hosts_with_ipv4_only_see_each_other(venue):
    asha, ravi = venue.hosts("asha", "ravi", families=("ipv4",))
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)


def test_one_address_given_by_hand_reaches_a_whole_venue_that_drops_multicast(venue):
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera")
    venue.drop_multicast()
    venue.part(asha, meera)
    for host, name in [(asha, "Asha Rao"), (ravi, "Ravi Kumar"), (meera, "Meera Nair")]:
        host.attend(name)
    port = ravi.status()["port"]
    meera.baithak("peer", "add", f"{ravi.ipv4}:{port}").ok()
    wait_until_all_see_all(ravi, meera)
    assert asha.rows() == []
    asha.baithak("peer", "add", f"{ravi.ipv4}:{port}").ok()
    wait_until_all_see_all(asha, ravi, meera)
    assert asha.rows(key=ravi.key)[0]["path"] == "direct"
    assert asha.rows(key=meera.key)[0]["path"] == "relayed"
    venue.reunite(asha, meera)
    venue.wait_until("asha dials meera, whose address she heard from ravi", lambda: (
        asha.rows(key=meera.key)[0]["path"] == "direct"), 45)


def test_an_address_in_the_settings_is_enough_with_discovery_switched_off(venue):
    asha, ravi = venue.hosts("asha", "ravi", discovery=False)
    ravi.attend("Ravi Kumar", config=OFF)
    asha.attend("Asha Rao", config=OFF + f'[peers]\naddresses = ["{ravi.ipv4}:{ravi.status()["port"]}"]\n')
    wait_until_all_see_all(asha, ravi)
    assert asha.status()["discovery"]["state"] == asha.nearby()["venue"]["discovery"] == "off"
    ravi.stop_daemon()
    ravi.start_daemon()
    wait_until_all_see_all(asha, ravi, timeout=30)


def test_a_link_local_address_can_be_given_by_hand_with_its_interface(venue):
    asha, ravi = venue.hosts("asha", "ravi", families=("link-local",))
    venue.drop_multicast()
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    asha.baithak("peer", "add", f"[{ravi.link_local}%lan0]:{ravi.status()['port']}").ok()
    wait_until_all_see_all(asha, ravi)


def test_an_address_where_nobody_answers_ends_with_a_sentence(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    result = asha.baithak("peer", "add", f"{asha.ipv4.rsplit('.', 1)[0]}.250:22484", timeout=40)
    assert result.code in (1, 75), result
    assert "250" in result.err, result


def test_ones_own_address_given_by_hand_is_told_to_be_ones_own(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    result = asha.baithak("peer", "add", f"{asha.ipv4}:{asha.status()['port']}")
    assert result.code == 75 and "this very daemon" in result.err, result
