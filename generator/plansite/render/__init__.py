"""The one Jinja environment, its templates, and blocks of HTML."""
