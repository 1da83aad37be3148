"""Who is at the till, what needs a manager, and how the shop wants things."""
