"""Measures a watched stream: posts a second, memory, lag and seconds to an alert, over a real local WebSocket."""
