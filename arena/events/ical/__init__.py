"""Events as iCalendar: pure functions from plain values to bytes.

`entry.EntryFacts` says what is known of one entry; `vevent` writes it once, as a fragment;
`calendar` joins fragments into feeds; `itip` makes the calendar part of a mail; `timezone` writes
the VTIMEZONE that each of them carries. Only `facts` knows the tables. The same values always give
the same bytes.
"""
