"""What leaves the product on paper: the score sheet as JSON and as a workbook."""
