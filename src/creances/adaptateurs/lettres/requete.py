"""Les données d'une requête en injonction de payer : ce que la requête doit dire, prêt à recopier (CPC, 1405 et 1407)."""

from __future__ import annotations

from datetime import date
from typing import Any

from creances.droit.corpus import Droit
from creances.modeles import Creance, Dossier
from creances.noyau.rendu.catalogues import message, mot
from creances.regles.competence import competence

_NON_PROFESSIONNELS = frozenset({"consommateur", "non_professionnel"})


def _fondement(creance: Creance, langue: str) -> str:
    """La nature de la créance ; « contrat » si elle dit professionnel un débiteur qui ne l'est pas."""
    discordante = creance.nature.startswith("B2B") and creance.debiteur.qualite in _NON_PROFESSIONNELS
    return message("lettre.fondement.contrat", langue) if discordante else mot(creance.nature, langue)


def requete_en_faits(dossier: Dossier, au: date, langue: str, droit: Droit) -> dict[str, Any]:
    """Les juridictions possibles, les faits qui les départageraient, le fondement et les articles."""
    creance = dossier.creance
    trouvee = competence(dossier, procedure="IP", au=au, droit=droit).valeur
    return {
        "juridictions": tuple(
            {"nom": mot(une.juridiction, langue), "article": une.article} for une in trouvee.possibles
        ),
        "manquants": tuple(mot(un, langue) for un in trouvee.manquants),
        "fondement": _fondement(creance, langue),
        "articles": ("CPC, 1405", "CPC, 1407"),
        "demandeur_siren": creance.creancier.siren or "",
        "debiteur_siren": creance.debiteur.siren or "",
    }
