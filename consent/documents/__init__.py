"""What a consent becomes outside the site: two copies for the family, and two kinds of data for other software."""
