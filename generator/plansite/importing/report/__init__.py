"""What an editor must know of an import."""
