"""The pages of meetings: the same for staff and for partners, at two addresses."""
