"""What the pages of a PDF draw: glyphs and lines, made into rows, tables and paragraphs."""
