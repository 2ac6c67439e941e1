"""Score sheets and what hangs on them: documents, the queue, reopenings."""
