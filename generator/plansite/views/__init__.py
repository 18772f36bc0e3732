"""What pages show, as plain records without markup."""
