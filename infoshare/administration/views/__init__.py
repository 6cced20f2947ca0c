"""The pages about an organisation: its people, invitations and teams, and who may do what."""
