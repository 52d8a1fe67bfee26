"""What the pages of this app ask for. Forms check shape; services and rules decide."""
