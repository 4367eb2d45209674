"""Ce que la règle `declaration` répond : des limites datées, et les effets du jugement d'ouverture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Limite:
    """Un délai du créancier : l'acte à faire, d'où il court, son dernier jour (inclus) et ce qu'il coûte de le manquer.

    `depart` et `dernier_jour` sont None tant que le délai ne court pas.
    """

    acte: str
    depart: date | None
    dernier_jour: date | None
    consequence: str
    article: str


@dataclass(frozen=True, slots=True)
class Effet:
    """Ce que le jugement fait à un droit du créancier : il l'arrête, ou le laisse."""

    objet: str
    sort: str
    article: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """Les délais du créancier, dans l'ordre où ils se posent, et les effets du jugement d'ouverture."""

    limites: tuple[Limite, ...]
    effets: tuple[Effet, ...]

    def limite(self, acte: str) -> Limite | None:
        """Le délai de cet acte : "declaration", "releve_de_forclusion", "revendication"… ; None s'il ne se pose pas."""
        return next((une for une in self.limites if une.acte == acte), None)


EFFETS = (
    Effet("paiement_des_creances_anterieures", "interdit_par_le_jugement", "C. com., L622-7"),
    Effet("actions_individuelles", "interrompues_ou_interdites", "C. com., L622-21, I"),
    Effet("executions_sans_effet_attributif", "arretees", "C. com., L622-21, II"),
    Effet("saisie_attribution_anterieure", "maintenue", "C. com., L622-21, II"),
    Effet("delais_de_decheance", "interrompus", "C. com., L622-21, III"),
    Effet("interets_a_venir", "arretes", "C. com., L622-28"),
    Effet("interets_echus", "maintenus", "C. com., L622-28"),
    Effet("interets_un_an_ou_plus", "continuent", "C. com., L622-28"),
    Effet("prescription_creance_declaree", "interrompue_jusqu_a_la_cloture", "C. com., L622-25-1"),
    Effet("prescription_creance_non_declaree", "continue_de_courir", "C. com., L622-25-1"),
    Effet("creance_sur_la_liste_du_debiteur", "presumee_declaree", "C. com., L622-24, al. 3"),
    Effet("creances_posterieures_utiles", "payees_a_l_echeance", "C. com., L622-17"),
)
