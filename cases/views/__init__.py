"""Pages about nominals: fetch through the door, a form, one service call, a redirect; or a literal context."""
