"""Forms about nominals. They check shape; rules and services decide."""
