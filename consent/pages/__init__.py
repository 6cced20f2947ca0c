"""What the pages about people and their consent show, as plain values."""
