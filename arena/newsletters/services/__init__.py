"""Acts on mailings: writing, planning, stopping, and putting them into the outbox."""
