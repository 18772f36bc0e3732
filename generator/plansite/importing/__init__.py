"""Turn an official document into a draft of plan.yaml."""
