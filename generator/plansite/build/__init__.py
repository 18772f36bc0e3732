"""The whole program as one pure function, from a plan and content to every file of docs/."""
