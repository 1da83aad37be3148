"""The assistant of the first start: try it or connect, cards, printer, first manager. Each page is skippable."""
