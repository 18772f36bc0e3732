"""Rendering: the Jinja environment, its templates, and HTML built without templates."""
