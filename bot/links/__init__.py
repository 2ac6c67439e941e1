"""Links of ours and the keys behind them."""
