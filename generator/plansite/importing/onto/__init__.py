"""Carry what editors added to a plan over to the draft of its reissue: same ids, same editorial fields."""
