"""How workbooks and Word papers look."""
