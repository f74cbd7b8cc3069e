"""Twenty people in one room: so many that most have no link to whoever founds a gathering."""

import asyncio

import pytest

from crowd import live
from crowd_room import Room


@pytest.mark.alone
@pytest.mark.parametrize("by_invitation, joiners", [(False, 19), (False, 5), (True, 19), (True, 5)])
def test_all_who_join_are_in_at_the_first_attempt_and_hold_all(venue, by_invitation, joiners):
    """All start at one moment and see each other; all or a few join at one moment, and hold what some of them write."""
    room = Room(venue, 20, avahi=4)
    steps, _, _ = asyncio.run(live(room, joiners, by_invitation, settle=2, see=60, join=20, hold=30))
    assert not room.ended()
    for step in steps:
        assert step.is_complete, str(step)
