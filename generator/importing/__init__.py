"""From a printed document to a plan: text in, records out."""
