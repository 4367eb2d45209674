"""Les données d'une requête en injonction de payer : ce que la requête doit dire, prêt à recopier (CPC, 1405 et 1407)."""

from __future__ import annotations

from datetime import date
from typing import Any

from creances.droit.corpus import Droit
from creances.modeles import Dossier
from creances.noyau.rendu.catalogues import mot
from creances.regles.competence import competence


def requete_en_faits(dossier: Dossier, au: date, langue: str, droit: Droit) -> dict[str, Any]:
    """Les juridictions possibles, les faits qui les départageraient, le fondement et les articles."""
    creance = dossier.creance
    trouvee = competence(dossier, procedure="IP", au=au, droit=droit).valeur
    return {
        "juridictions": tuple(
            {"nom": mot(une.juridiction, langue), "article": une.article} for une in trouvee.possibles
        ),
        "manquants": tuple(mot(un, langue) for un in trouvee.manquants),
        "fondement": mot(creance.nature, langue),
        "articles": ("CPC, 1405", "CPC, 1407"),
        "demandeur_siren": creance.creancier.siren or "",
        "debiteur_siren": creance.debiteur.siren or "",
    }
