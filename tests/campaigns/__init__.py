"""Campaigns: promises tried out in numbers. `make test` runs each in small, `make campaigns` in full."""
