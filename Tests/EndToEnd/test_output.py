"""Output that cannot be written, and readers that go away."""

import pytest

from programs import program
from scenario import assert_sentence

FULL = 'exec "$@" >/dev/full'


@pytest.fixture
def asha(venue):
    return venue.host("asha", discovery=False).attend("Asha Rao")


def shell(host, script, *arguments, name="baithak"):
    return host.run(["bash", "-c", script, "bash", program(name), *arguments])


@pytest.mark.parametrize("arguments", [
    ["--help"], ["--version"], ["help", "nearby"], ["desk", "book", "--help"], ["--generate-completion-script", "bash"],
    ["nearby", "--json"], ["nearby", "--watch", "--json"], ["status"], ["status", "--json"], ["badge", "show"],
    ["badge", "set", "--headline", "maps", "--json"], ["match", "--json"], ["contacts", "--json"],
    ["requests", "--json"], ["gathering", "list", "--json"], ["card", "set", "--email", "asha@example.org"],
    ["init", "--help"]], ids=" ".join)
def test_output_that_cannot_be_written_ends_the_command_with_74_and_one_sentence(asha, arguments):
    result = shell(asha, FULL, *arguments)
    assert result.code == 74, result
    assert_sentence(result.err, "^baithak: The output cannot be written: No space left on device")
    assert result.err.count("\n") == 1, result


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["init", "--name", "Ravi Kumar"]], ids=" ".join)
def test_the_same_of_the_daemons_program(venue, arguments):
    result = shell(venue.host("ravi", discovery=False), FULL, *arguments, name="baithakd")
    assert result.code == 74, result
    assert_sentence(result.err, "^baithakd: The output cannot be written: No space left on device")
    assert result.err.count("\n") == 1, result


def test_a_message_that_cannot_be_written_is_no_success_and_hides_no_other_failure(asha):
    assert shell(asha, 'exec "$@" 2>/dev/full', "hide").code == 74
    assert asha.status()["visible"] is False
    assert shell(asha, 'exec "$@" 2>/dev/full', "nearby", "Nobody").code == 67
    assert shell(asha, 'exec "$@" 2>/dev/full', "nonsense").code == 64


def test_a_closed_output_is_one_that_cannot_be_written(asha):
    for arguments in [["--version"], ["status"], ["nearby", "--watch", "--json"]]:
        assert shell(asha, 'exec "$@" >&-', *arguments).code == 74, arguments


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["nearby", "--json"], ["nearby", "--watch", "--json"]],
                         ids=" ".join)
def test_a_reader_that_went_away_ends_the_command_silently(asha, arguments):
    # As a shell counts: 128 and the number of SIGPIPE.
    result = shell(asha, '(sleep 0.3; exec "$@") | true; exit ${PIPESTATUS[0]}', *arguments)
    assert (result.code, result.err) == (141, ""), result
