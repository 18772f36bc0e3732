"""Turn a published government plan, kept as data, into a searchable public site."""

__version__ = "0.1.0"
