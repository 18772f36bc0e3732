"""MkDocs, and what surrounds a published site."""
