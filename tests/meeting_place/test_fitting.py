"""What fits a wish, and what nearly does: the pure rule."""

from arena.meeting_place.rules.fitting import MINUTE, Room, Wish, choose, rooms_for

HOUR = 60 * MINUTE
TEN = 10 * HOUR


def wish(people=10, start=TEN, minutes=60, **more):
    return Wish(start=start, end=start + minutes * MINUTE, people=people, **more)


def taken(**periods):
    """Tell what is free when rooms, by their number, are taken over some hours."""
    held = {int(key[1:]): value for key, value in periods.items()}

    def is_free(room_id, start, end):
        return not any(
            begins * HOUR < end and start < ends * HOUR for begins, ends in held.get(room_id, ())
        )

    return is_free


FREE = taken()
SMALL, LARGE = Room(id=1, capacity=12), Room(id=2, capacity=40)


def test_the_room_with_the_fewest_empty_seats_comes_first():
    choice = choose(wish(), [LARGE, SMALL], FREE)
    assert [fit.room_id for fit in choice.fits] == [1, 2]
    assert choice.near == []


def test_a_room_that_is_too_small_is_no_near_miss():
    choice = choose(wish(13), [SMALL], FREE)
    assert (list(choice.fits), list(choice.near)) == ([], [])


def test_a_taken_room_is_offered_at_the_nearest_times_and_shorter():
    choice = choose(wish(), [SMALL], taken(r1=[(10.5, 11.5)]))
    said = [(fit.moved, fit.shortened) for fit in choice.near]
    assert said == [(-30, 0), (0, 30), (90, 0)]


def test_near_misses_are_free_begin_later_than_now_and_are_long_enough():
    is_free = taken(r1=[(9, 9.5), (10.25, 12)])
    now = 9.75 * HOUR
    choice = choose(wish(earliest=int(now)), [SMALL], is_free)
    assert choice.near
    for fit in choice.near:
        assert is_free(1, fit.start, fit.end)
        assert fit.start >= now
        assert fit.end - fit.start >= 30 * MINUTE


def test_another_room_is_a_near_miss_of_the_one_that_was_asked_for():
    choice = choose(wish(room_id=1), [SMALL, LARGE], taken(r1=[(8, 18)]))
    (other,) = choice.near
    assert (other.room_id, other.is_other_room, other.moved) == (2, True, 0)


def test_among_equals_what_needs_no_answer_comes_first():
    asked = Room(id=2, capacity=12, is_asked_for=True)
    other = Room(id=3, capacity=40)
    choice = choose(wish(room_id=1), [SMALL, asked, other], taken(r1=[(8, 18)]))
    assert [(fit.room_id, fit.is_asked_for) for fit in choice.near] == [(3, False), (2, True)]


def test_another_layout_is_a_near_miss():
    room = Room(id=1, capacity=40, layouts={"theatre": 40, "boardroom": 16, "islands": 24})
    (fit,) = choose(wish(20, layout="boardroom"), [room], FREE).near
    assert (fit.layout, fit.is_other_layout, fit.spare) == ("islands", True, 4)
    (fit,) = choose(wish(16, layout="boardroom"), [room], FREE).fits
    assert (fit.layout, fit.spare) == ("boardroom", 0)


def test_what_cannot_be_done_without_is_never_left_out():
    loop = Room(id=1, capacity=20, features=frozenset({"hearing_loop"}))
    stairs = Room(id=2, capacity=20, is_step_free=False)
    needs = wish(features=frozenset({"hearing_loop"}))
    assert [fit.room_id for fit in choose(needs, [loop, stairs], FREE).fits] == [1]
    assert [fit.room_id for fit in choose(wish(is_step_free=True), [stairs], FREE).fits] == []


def test_where_no_room_has_it_all_the_nearest_say_what_they_lack():
    loop = Room(id=1, capacity=20, features=frozenset({"hearing_loop"}), is_step_free=False)
    light = Room(id=2, capacity=20, features=frozenset({"daylight", "hearing_loop"}))
    bare = Room(id=3, capacity=20)
    needs = wish(features=frozenset({"hearing_loop", "daylight", "model"}), is_step_free=True)
    choice = choose(needs, [loop, light, bare], FREE)
    assert choice.fits == ()
    assert [(fit.room_id, fit.lacks) for fit in choice.near] == [(2, {"model"})]
    choice = choose(needs, [loop, bare], FREE)
    assert [fit.room_id for fit in choice.near] == [1, 3]


def test_the_best_near_miss_comes_first_and_there_are_few():
    rooms = [Room(id=number, capacity=20 + number) for number in range(1, 9)]
    is_free = taken(**{f"r{number}": [(10, 10 + number / 10)] for number in range(1, 9)})
    near = choose(wish(), rooms, is_free).near
    assert len(near) == 6
    assert [fit.cost for fit in near] == sorted(fit.cost for fit in near)


def test_a_room_without_a_limit_seats_any_number():
    hall = Room(id=1, capacity=None)
    assert [fit.room_id for fit in choose(wish(500), [hall], FREE).fits] == [1]


def test_the_smallest_room_that_seats_them_is_named_first():
    assert [room.id for room in rooms_for(12, [LARGE, SMALL])] == [1, 2]
    assert [room.id for room in rooms_for(13, [LARGE, SMALL])] == [2]
