"""The interface for other systems: the same door, the same filters, the same evidence as the pages; explicit fields."""
