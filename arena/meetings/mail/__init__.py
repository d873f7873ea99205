"""What mails about meetings say."""
