"""Office documents: annexes for docx, and workbooks for xlsx with the sheets of a plan."""
