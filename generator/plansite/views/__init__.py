"""What pages show, before any markup."""
