"""What can be done to a person's record. Each service is atomic, writes the audit and never sees a request."""
