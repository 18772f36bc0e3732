"""The lines of a source: their typography, their breaks, and the numbers that begin parts."""
