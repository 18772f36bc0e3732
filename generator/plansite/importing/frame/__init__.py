"""What surrounds a plan: disclosure box, head, title, covering notice, signature, annexes, 版记."""
