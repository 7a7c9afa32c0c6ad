"""Lists of accounts as files: which column names the account, why it is listed, and by whom."""
