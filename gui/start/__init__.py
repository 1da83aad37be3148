"""What runs around the window: one window per folder, the log of bugs, the garbage collector, the watchdog."""
