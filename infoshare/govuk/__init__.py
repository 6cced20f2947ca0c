"""The design system once: component tag, form rendering, fields, error summary."""
