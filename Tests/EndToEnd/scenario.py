"""What the scenarios share: waiting for people, and judging refusals."""

import re

# How the port is set in config.toml, for the scenarios that need a certain one.
PORT = "[network]\nport = {port}\n"
BEAT = "[presence]\nbeat_seconds = 1\n"
OFF = BEAT + "[discovery]\nenabled = false\n"


def wait_until_all_see_all(*hosts, timeout=20.0):
    """Wait until every host lists every other one as here, in one row each."""
    def complete(host):
        return all(host.presence(other.key) == "here" for other in hosts if other is not host)

    for host in hosts:
        others = ", ".join(other.name for other in hosts if other is not host)
        host.venue.wait_until(f"{host.name} sees {others}", lambda host=host: complete(host), timeout)


def wait_for_presence(host, other, *presences, timeout=20.0):
    """Wait until `host` gives one of `presences` for `other` (also its key, where it has no host)."""
    key = getattr(other, "key", other)
    name = getattr(other, "name", other)
    host.venue.wait_until(
        f"{host.name} sees {name} as {' or '.join(presences)}", lambda: host.presence(key) in presences, timeout)


def is_announced(watcher, host):
    """Whether the Avahi of `watcher` resolves the daemon of `host` to the IPv4 address that it has now."""
    # It ends by itself, but not always when somebody goes meanwhile.
    lines = watcher.run(["timeout", "1.5", "avahi-browse", "-rptk", "_baithak._tcp"]).out.splitlines()
    return any(line.startswith("=") and f";{host.name}.local;{host.ipv4};" in line for line in lines)


def assert_sentence(text, *words):
    """Assert that a person was told what is wrong: every word occurs, and nothing crashed."""
    assert text.strip(), "Nothing was said."
    assert not re.search(r"Fatal error|Assertion failed|Precondition failed|Traceback|Stack dump", text), text
    for word in words:
        assert re.search(word, text, re.IGNORECASE), f"There is nothing about {word!r} in:\n{text}"


def assert_refused(result, *words, codes=(1, 64, 77)):
    """Assert that a program declined with one of the documented codes and a sentence that holds every word."""
    assert result.code in codes, f"It should have refused with one of {codes}: {result}"
    assert_sentence(result.err, *words)


def make_identity(host, name="Asha Rao", config=BEAT):
    """An identity and a badge, but no daemon yet."""
    host.configure(config)
    host.init(name)


def make_database(host, name="Asha Rao"):
    """An identity and a database that a daemon has used and closed; returns the database's path."""
    make_identity(host, name)
    host.start_daemon()
    assert host.stop_daemon() == 0
    return f"{host.data}/baithak/baithak.sqlite"
