"""The page of results, and the yardstick of the benchmark."""
