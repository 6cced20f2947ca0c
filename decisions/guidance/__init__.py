"""What the guidance asks and where the answers lead: plain values and functions, no database, no clock."""
