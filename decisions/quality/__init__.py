"""Looking again at records: which a sample takes, what is asked of each, how the rules stand in it. Plain Python."""
