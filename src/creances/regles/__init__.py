"""Étage 2 : une question de droit par module. Les règles ne s'importent pas entre elles ; le moteur les assemble."""
