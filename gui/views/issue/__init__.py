"""Issue: the sale of a new card, up to the hand-over of its code."""
