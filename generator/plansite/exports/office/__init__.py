"""What docx and xlsx share: an annex, a workbook, and the sheets of a plan."""
