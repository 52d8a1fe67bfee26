"""The invented people of the demonstration. Everybody here is made up; nothing here runs outside a demonstration."""
