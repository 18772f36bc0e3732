"""From an official document to a draft of plan.yaml."""
