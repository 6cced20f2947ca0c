"""The design system as this application uses it."""
