"""Une procédure collective s'ouvre : les délais du créancier, ce qui s'arrête et ce qui continue."""

from creances.regles.declaration.question import declaration
from creances.regles.declaration.valeurs import Declaration, Effet, Limite

__all__ = ["Declaration", "Effet", "Limite", "declaration"]
