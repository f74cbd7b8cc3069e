"""pytest: run inside namespaces of our own, and show a venue's logs when a test of it fails."""

import signal

import pytest

import namespaces
from false_daemon import FalseDaemon
from venue import Venue
from waiting import TimedOut


@pytest.fixture(scope="session", autouse=True)
def own_namespaces():
    """Everything from the first test on happens in namespaces that end with this process.

    Also where these tests run without a terminal, signals do what they do for a person: who runs them with nohup or
    behind `&` has had them ignored, and the programs that tests start would inherit that.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        namespaces.enter()
    except namespaces.CannotEnter as reason:
        pytest.exit(str(reason), returncode=1)


@pytest.fixture
def venue():
    """An empty venue for one test."""
    with Venue() as venue:
        yield venue


@pytest.fixture
def daemon(tmp_path):
    """A daemon that says what the test wants."""
    daemon = FalseDaemon(tmp_path)
    yield daemon
    daemon.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Add what the hosts said to the report of a failure."""
    report = (yield).get_result()
    if report.failed and not call.excinfo.errisinstance(TimedOut):  # that one tells already
        for venue in Venue.living:
            report.sections.append(("what the hosts said", venue.evidence()))
