"""Twenty people in one room: so many that most have no link to whoever founds a gathering."""

import asyncio

import pytest

from crowd import live
from crowd_room import Room


@pytest.mark.parametrize("by_invitation", [False, True], ids=["open", "by invitation"])
def test_all_join_at_the_first_attempt_and_hold_all(venue, by_invitation):
    """All start at one moment, see each other, join at one moment, and hold what some write: each of the twenty."""
    room = Room(venue, 20, avahi=4)
    steps, _, _ = asyncio.run(live(room, by_invitation, settle=2, see=60, join=20, hold=30))
    assert not room.ended()
    for step in steps:
        assert step.is_complete, str(step)
