"""How everything looks: colours, pictures, and the direction of reading."""
