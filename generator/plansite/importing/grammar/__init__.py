"""The words of responsibilities: who leads, answers and supports, and by when."""
