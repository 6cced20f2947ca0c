"""The demonstration: three made-up organisations, and real cases walked through the real actions."""
