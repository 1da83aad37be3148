"""Card and receipt layout in millimetres, and the QR matrix. No painting happens here."""
