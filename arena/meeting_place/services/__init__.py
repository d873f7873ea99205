"""Acts on room bookings. Each takes who acts and leaves an audit line.

booking         book_room(facts, booker)
changing        change_booking(booking, facts, is_partner) · cancel_booking(booking, words)
deciding        approve(booking, words) · decline(booking, words)
series          book_series(facts, rule, choices, booker)
series_changes  change_series(booking, facts, scope, choices, editor)
                cancel_series(booking, scope, words) · answer_series(booking, is_approved, words)
ordering        answer_order(order, is_accepted, words)
keeping         set_desks(desks) · set_quota(organisation_id | None, minutes) · remove_quota(quota)
"""
