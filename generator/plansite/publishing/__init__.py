"""Building and serving the site with MkDocs, and what a published site needs around it."""
