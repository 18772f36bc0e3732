"""The whole program as one pure function: a plan and content to every file of docs/."""
