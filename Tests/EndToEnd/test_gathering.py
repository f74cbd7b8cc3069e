"""Gatherings: making and joining one, by invitation too, and planning its sessions."""

from assembly import (
    DAY, TITLE, add_place, attend, create, forks, gather, join, programme, propose, sessions, wait_for_one_text,
    wait_for_text, wait_until_all_have_all)
from programs import program
from scenario import assert_refused, assert_sentence, wait_until_all_see_all


def test_a_gathering_that_has_ended_does_not_stand_in_the_way(venue):
    asha = venue.host("asha", discovery=False)
    attend(asha)
    create(asha, title="Last month", days="2020-01-04")
    create(asha, title="Last year", days="2019-01-04")
    assert asha.baithak("gathering", "show", "--json").ok().json()["gathering"]["title"] == "Last month"
    create(asha, title="Some day", days="2099-01-04")
    assert asha.baithak("gathering", "show", "--json").ok().json()["gathering"]["title"] == "Some day"
    create(asha, title="The same day", days="2099-01-04")
    assert_refused(asha.baithak("gathering", "show"), "Some day", "The same day", "--gathering", codes=(67,))


def test_whoever_is_nearby_finds_a_gathering_and_joins_without_naming_it(venue):
    """An open gathering appears with whoever is near, and joining the only one takes no name."""
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    assert_refused(ravi.baithak("gathering", "join"), "no open gathering", codes=(67,))
    made = create(asha)
    assert made["standing"] == "joined" and made["is_organiser"] and made["attendees"] == 1

    def known():
        return ravi.baithak("gathering", "list", "--json").ok().json()

    venue.wait_until("ravi knows of it", known)
    row = known()[0]
    assert (row["id"], row["title"], row["standing"], row["by_invitation"]) == (made["id"], TITLE, "known", False)
    line = ravi.baithak("gathering", "list").ok().out.rstrip("\n").split("\t")
    assert line[:5] == [made["id"][:8], TITLE, "2026-11-28..29", "Room 4, IIT", "known"]
    result = ravi.baithak("gathering", "join").ok()
    assert result.out == f"{made['id'][:8]}\t{TITLE}\n"
    assert_sentence(result.err, "joined")
    assert_refused(ravi.baithak("gathering", "join", TITLE), "already", codes=(1,))
    for host in (asha, ravi):
        venue.wait_until(f"{host.name} sees both", lambda host=host: {
            person["name"] for person in programme(host)["attendees"]} == {"Asha Rao", "Ravi Kumar"})
    venue.wait_until("each sees the other nearby", lambda: programme(ravi)["gathering"]["nearby"] == 1)


def test_sessions_are_proposed_changed_wanted_and_put_into_rooms_and_slots(venue):
    """From a proposal to a place on the programme, as everybody sees it."""
    asha, ravi = gather(venue, "asha", "ravi")
    proposed = ravi.baithak("session", "propose", "Maps", "--about", "what to map\nfirst", "--length", "30",
                            "--topic", "maps", "--topic", "open-data").ok()
    number = proposed.out.split("\t")[0]
    assert proposed.out == f"{number}\tMaps\n"
    venue.wait_until("asha sees it", lambda: "Maps" in sessions(asha))
    ravi.baithak("session", "edit", "Maps", "--title", "Maps for NGOs", "--length", "45").ok()
    venue.wait_until("asha sees the new title", lambda: "Maps for NGOs" in sessions(asha))
    row = sessions(asha)["Maps for NGOs"]
    assert (row["about"], row["topics"], row["length_minutes"]) == ("what to map\nfirst", ["maps", "open-data"], 45)
    assert row["id"].startswith(number) and row["proposer"]["name"] == "Ravi Kumar" and not row["is_mine"]

    asha.baithak("session", "want", number).ok()
    venue.wait_until("ravi sees that it is wanted", lambda: sessions(ravi)["Maps for NGOs"]["wanted"] == 1)
    assert sessions(asha)["Maps for NGOs"]["is_wanted"]
    asha.baithak("session", "unwant", number).ok()
    venue.wait_until("ravi sees that it is not", lambda: sessions(ravi)["Maps for NGOs"]["wanted"] == 0)

    add_place(asha)
    assert_refused(asha.baithak("slot", "add", "15:00"), "--day", codes=(64,))
    assert_refused(asha.baithak("slot", "add", "15:00", "--day", "2026-12-24"), "day of this gathering")
    assert_refused(asha.baithak("session", "schedule", number, "--room", "Room 5", "--slot", "14:00"), "Room 4",
                   codes=(67,))
    asha.baithak("session", "schedule", number, "--room", "Room 4", "--slot", "14:00").ok()
    venue.wait_until("ravi sees where", lambda: sessions(ravi)["Maps for NGOs"].get("room") == "Room 4")
    assert sessions(ravi)["Maps for NGOs"]["slot"] == {"day": DAY, "start": "14:00", "length_minutes": 60}
    assert ravi.baithak("session", "list", "--grid").ok().out == f"WHEN\tRoom 4\n{DAY} 14:00\tMaps for NGOs\n"
    assert ravi.baithak("session", "list").ok().out.split("\t")[1:] == [
        "Maps for NGOs", "Ravi Kumar", "0", f"{DAY} 14:00", "Room 4\n"]

    second = propose(asha, "Solar lamps", ravi)
    taken = asha.baithak("session", "schedule", second, "--room", "Room 4", "--slot", "14:00")
    assert_refused(taken, "Maps for NGOs", "Ravi Kumar", codes=(77,))
    asha.baithak("session", "unschedule", number).ok()
    venue.wait_until("ravi sees it without a place", lambda: "room" not in sessions(ravi)["Maps for NGOs"])
    asha.baithak("room", "remove", "Room 4").ok()
    asha.baithak("slot", "remove", "14:00").ok()
    venue.wait_until("both are gone", lambda: not programme(ravi)["rooms"] and not programme(ravi)["slots"])


def test_what_is_for_organisers_is_refused_to_others_with_a_sentence(venue):
    """Somebody who is no organiser is told so, and nothing happens."""
    asha, ravi = gather(venue, "asha", "ravi")
    add_place(asha)
    propose(asha, "Maps", ravi)
    venue.wait_until("ravi knows the slot", lambda: programme(ravi)["slots"])
    for arguments in [
        ("room", "add", "Garden"), ("room", "remove", "Room 4"), ("slot", "add", "15:00", "--day", DAY),
        ("slot", "remove", "14:00"), ("session", "schedule", "Maps", "--room", "Room 4", "--slot", "14:00"),
    ]:
        assert_refused(ravi.baithak(*arguments), "organisers", codes=(77,))
    assert_refused(ravi.baithak("session", "edit", "Maps", "--title", "Mine"), "somebody else", codes=(77,))
    wait_until_all_have_all(asha, ravi)
    seen = programme(asha)
    assert seen["rooms"] == ["Room 4"] and len(seen["slots"]) == 1
    assert "room" not in sessions(asha)["Maps"]


def test_where_anybody_schedules_whoever_takes_part_does(venue):
    """With --anybody-schedules a session gets its place from anybody."""
    asha, ravi = gather(venue, "asha", "ravi", options=("--anybody-schedules",))
    add_place(asha)
    propose(asha, "Maps", ravi)
    venue.wait_until("ravi knows the slot", lambda: programme(ravi)["slots"])
    ravi.baithak("session", "schedule", "Maps", "--room", "Room 4", "--slot", "14:00").ok()
    venue.wait_until("asha sees where", lambda: sessions(asha)["Maps"].get("room") == "Room 4")
    assert programme(ravi)["gathering"]["anybody_schedules"]


def test_another_organiser_is_one(venue):
    """Whoever is named with --organiser may do what the founder may."""
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    create(asha, "--organiser", "Ravi Kumar")
    join(ravi)
    add_place(ravi)
    venue.wait_until("asha sees it", lambda: programme(asha)["rooms"] == ["Room 4"])


def test_whoever_is_appointed_may_do_what_organisers_may(venue):
    """An organiser appoints another, once; nobody else does."""
    asha, ravi, meera = gather(venue, "asha", "ravi", "meera")
    add_place(asha)
    propose(meera, "Maps", asha, ravi)
    venue.wait_until("ravi knows the slot", lambda: programme(ravi)["slots"])
    place = ("session", "schedule", "Maps", "--room", "Room 4", "--slot", "14:00")
    assert_refused(ravi.baithak(*place), "organisers", codes=(77,))
    for who in (ravi.tag, "Meera Nair"):
        assert_refused(ravi.baithak("gathering", "appoint", who), "only organisers", "ask one", codes=(77,))
    assert_refused(asha.baithak("gathering", "appoint", "Nobody"), "nobody is known", codes=(67,))
    assert_refused(asha.baithak("gathering", "appoint", asha.tag), "organiser already", codes=(1,))

    result = asha.baithak("gathering", "appoint", "Ravi Kumar").ok()
    assert_sentence(result.err, f"appointed: Ravi Kumar {ravi.tag}", "cop(y|ies)|laptop only")
    venue.wait_until("ravi knows", lambda: programme(ravi)["gathering"]["is_organiser"])
    ravi.baithak(*place).ok()
    venue.wait_until("asha sees where", lambda: sessions(asha)["Maps"].get("room") == "Room 4")
    assert_refused(asha.baithak("gathering", "appoint", ravi.tag), "organiser already", codes=(1,))
    saved = ravi.baithak("gathering", "appoint", meera.key, "--gathering", TITLE, "--json").ok().json()
    assert set(saved) == {"id", "copies"}
    venue.wait_until("asha sees three", lambda: {
        person["key"] for person in programme(asha)["gathering"]["organisers"]} == {asha.key, ravi.key, meera.key})


def test_json_is_json_wherever_it_is_offered(venue):
    """Programs read every list and every view."""
    asha, ravi = gather(venue, "asha", "ravi")
    assert_refused(asha.baithak("session", "propose", "Maps\tand"), r"U\+0009", codes=(64,))
    session = propose(asha, "“Maps” \\ & \" ünï 🗺", ravi)
    asha.baithak("note", "append", session, "a \"line\"\n\\n").ok()
    for arguments in [
        ("gathering", "list"), ("gathering", "show"), ("session", "list"), ("session", "show", session),
        ("session", "list", "--mine"), ("session", "list", "--now"), ("note", "show", session), ("note", "list"),
        ("note", "log", session), ("sync",),
    ]:
        result = asha.baithak(*arguments, "--json").ok()
        assert isinstance(result.json(), (dict, list)) and result.out.count("\n") == 1, result
    watch = asha.spawn([program("baithak"), "sync", "--watch", "--json"], "sync")
    venue.wait_until("it says how far ravi is", watch.json_lines)
    watch.stop()


def test_whoever_leaves_comes_back_to_what_was_written_meanwhile(venue):
    """Leaving keeps what is held; joining again fetches the rest."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(ravi, "Maps", asha)
    ravi.baithak("note", "append", session, "before").ok()
    wait_for_text(asha, session, "before")
    assert_sentence(ravi.baithak("gathering", "leave").ok().err, "left")
    venue.wait_until("asha sees one", lambda: programme(asha)["gathering"]["attendees"] == 1)
    assert "Maps" in sessions(asha), "What he proposed stays."
    assert ravi.baithak("gathering", "list", "--json").ok().json()[0]["standing"] == "left"
    assert_refused(ravi.baithak("session", "propose", "More"), "no gathering", codes=(67,))
    assert_refused(ravi.baithak("gathering", "leave"), "no gathering", codes=(67,))
    asha.baithak("note", "append", session, "meanwhile").ok()
    ravi.stop_daemon()
    ravi.start_daemon()
    wait_until_all_see_all(asha, ravi)
    assert ravi.baithak("gathering", "list", "--json").ok().json()[0]["standing"] == "left", "Also after a restart."
    ravi.baithak("gathering", "join", TITLE).ok()
    wait_for_text(ravi, session, "before", "meanwhile")
    ravi.baithak("note", "append", session, "after").ok()
    assert wait_for_one_text(session, asha, ravi) == "before\nmeanwhile\nafter"
    venue.wait_until("asha sees both", lambda: programme(asha)["gathering"]["attendees"] == 2)
    assert not forks(asha, ravi)


# By invitation.


def test_by_invitation_nobody_else_learns_of_it_and_whoever_has_the_code_joins(venue):
    """An outsider sees nothing at all; the code lets one in."""
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera")
    attend(asha, ravi, meera)
    made = create(asha, "--invite")
    code = asha.baithak("gathering", "invite").ok().out.strip()
    join(ravi, "--code", code)
    for host in (asha, ravi):
        venue.wait_until(f"{host.name} sees two", lambda host=host: programme(host)["gathering"]["attendees"] == 2)
    session = propose(ravi, "Maps", asha)
    asha.baithak("note", "append", session, "a secret").ok()
    wait_for_text(ravi, session, "a secret")

    listed = meera.baithak("gathering", "list").ok()
    assert listed.out == "" and meera.baithak("gathering", "list", "--json").ok().json() == []
    assert_sentence(listed.err, "--code")
    for arguments in [(), (TITLE,), (made["id"],), (made["id"][:8],)]:
        assert_refused(meera.baithak("gathering", "join", *arguments), "gathering", codes=(67,))
    wrong = code[:-1] + ("a" if code[-1] != "a" else "b")
    for bad in (wrong, code[:-1], "baithak-join:", "hello", made["id"]):
        assert_refused(meera.baithak("gathering", "join", "--code", bad), "invitation", codes=(64,))
    assert meera.baithak("gathering", "list", "--json").ok().json() == []
    assert_refused(meera.baithak("gathering", "invite"), "no gathering", codes=(67,))
    # Whoever is in it can hand the code on.
    assert ravi.baithak("gathering", "invite").ok().out.strip() == code
    join(meera, "--code", code)
    wait_for_text(meera, session, "a secret")
    assert not forks(asha, ravi, meera)


def test_a_code_that_is_typed_before_anybody_is_near_works_when_somebody_appears(venue):
    """The code is kept, over a restart too, and nothing has to be typed again."""
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    create(asha, "--invite")
    code = asha.baithak("gathering", "invite").ok().out.strip()
    session = propose(asha, "Maps")
    asha.stop_daemon()
    ravi.attend("Ravi Kumar")
    result = ravi.baithak("gathering", "join", "--code", code)
    assert_refused(result, "kept", "nobody nearby", codes=(75,))
    assert 1 < result.seconds < 10
    ravi.stop_daemon()
    ravi.start_daemon()
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)
    venue.wait_until("ravi is in it", lambda: [
        row["standing"] for row in ravi.baithak("gathering", "list", "--json").ok().json()] == ["joined"])
    venue.wait_until("ravi sees the session", lambda: "Maps" in sessions(ravi))
    ravi.baithak("note", "append", session, "here at last").ok()
    wait_for_text(asha, session, "here at last")


def test_an_open_gathering_has_no_code_and_says_so(venue):
    """Whoever asks for a code that is not needed is told what to do."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    assert_refused(asha.baithak("gathering", "invite"), "open", "gathering join", codes=(64,))


# Rooms that are parted.


def test_five_hosts_in_two_rooms_that_are_parted_agree_when_they_meet_again(venue):
    """Both sides write one pad and claim one slot; healed, all see one text and both claims until one is moved."""
    hosts = asha, ravi, meera, farah, jose = gather(
        venue, "asha", "ravi", "meera", "farah", "jose", options=("--anybody-schedules",))
    add_place(asha)
    asha.baithak("slot", "add", "15:00", "--day", DAY).ok()
    session = propose(asha, "Maps", *hosts)
    other = propose(farah, "Solar lamps", *hosts)
    asha.baithak("note", "append", session, "together").ok()
    for host in hosts:
        wait_for_text(host, session, "together")
        venue.wait_until(f"{host.name} knows the slots", lambda host=host: len(programme(host)["slots"]) == 2)
    left, right = (asha, ravi), (meera, farah, jose)
    for one in left:
        for two in right:
            venue.part(one, two)

    asha.baithak("note", "append", session, "left, asha").ok()
    ravi.baithak("note", "append", session, "left, ravi").ok()
    meera.baithak("note", "append", session, "right, meera").ok()
    jose.baithak("note", "append", session, "right, jose 🌞").ok()
    ravi.baithak("session", "schedule", session, "--room", "Room 4", "--slot", "14:00").ok()
    farah.baithak("session", "schedule", other, "--room", "Room 4", "--slot", "14:00").ok()
    for host in left:
        wait_for_text(host, session, "left, asha", "left, ravi")
    for host in right:
        wait_for_text(host, session, "right, meera", "right, jose 🌞")
        assert "left" not in host.baithak("note", "show", session).ok().out
    assert not sessions(asha)["Maps"]["contested"] and not sessions(jose)["Solar lamps"]["contested"]

    for one in left:
        for two in right:
            venue.reunite(one, two)
    lines = ["left, asha", "left, ravi", "right, meera", "right, jose 🌞"]
    for host in hosts:
        wait_for_text(host, session, *lines, timeout=60)
    merged = wait_for_one_text(session, *hosts).splitlines()
    assert merged[0] == "together" and sorted(merged[1:]) == sorted(lines), merged
    for host in hosts:
        venue.wait_until(f"{host.name} sees both claims", lambda host=host: (
            [claim["title"] for claim in sessions(host)["Maps"]["contested"]] == ["Solar lamps"]
            and [claim["title"] for claim in sessions(host)["Solar lamps"]["contested"]] == ["Maps"]))
        listed = host.baithak("session", "list").ok()
        assert listed.out.count("contested: Room 4") == 2
        assert_sentence(listed.err, "contested", "Ravi Kumar", "Farah Khan", "session schedule")
    jose.baithak("session", "schedule", other, "--room", "Room 4", "--slot", "15:00").ok()
    for host in hosts:
        venue.wait_until(f"{host.name} sees none", lambda host=host: not any(
            row["contested"] for row in sessions(host).values()))
    wait_until_all_have_all(*hosts)
    assert not forks(*hosts)


def test_whoever_comes_late_gets_everything(venue):
    """Somebody who joins after a restart of everybody reads all that was written before, from those who are there."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    for number in range(20):
        (asha, ravi)[number % 2].baithak("note", "append", session, f"line {number}").ok()
    add_place(asha)
    written = wait_for_one_text(session, asha, ravi)
    wait_until_all_have_all(asha, ravi)
    assert asha.stop_daemon() == 0  # What she wrote comes from ravi.
    late = venue.host("meera")
    late.attend("Meera Nair")
    wait_until_all_see_all(ravi, late)
    join(late)
    venue.wait_until("meera reads everything", lambda: late.baithak("note", "show", session).ok().out == written, 20)
    assert sorted(written.splitlines()) == sorted(f"line {number}" for number in range(20))
    seen = programme(late)
    assert seen["rooms"] == ["Room 4"] and {person["name"] for person in seen["attendees"]} == {
        "Asha Rao", "Ravi Kumar", "Meera Nair"}
    assert not forks(ravi, late)
