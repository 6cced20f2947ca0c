"""The forms about people, invitations and teams."""
