"""Le dossier complet que l'on remet à un tiers : les sommes une à une, les parties, les pièces."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Dossier
from creances.modeles.parties import Texte
from creances.moteur.decompte import decompte
from creances.moteur.prevention.preuves import Destination, preuves
from creances.moteur.usages.prevention import PieceDePreuve
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour

R124_3 = "CPCE, R124-3"


@dataclass(frozen=True, slots=True)
class DossierRemis:
    """Ce que reçoit celui à qui l'on confie le dossier. Les sommes sont en euros, chacune à part.

    `pieces` : les codes de celles qui accompagnent le dossier ; `conseillees` : celles qui l'auraient renforcé.
    """

    destination: Destination
    reference: str
    creancier: str
    debiteur: str
    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    pieces: tuple[str, ...]
    conseillees: tuple[str, ...]


@regle("dossier_remis", R124_3)
def dossier_remis(
    dossier: Dossier,
    *,
    destination: Destination,
    au: JourAccepte,
    pieces: tuple[PieceDePreuve | Texte, ...] | None = None,
    droit: Droit | None = None,
) -> Resultat[DossierRemis]:
    """Le dossier à remettre, au jour `au` : chaque somme due à part, les parties, les pièces.

    S'il manque une pièce obligatoire, rien ne part.

    - `destination` : voir `preuves`. `pieces` : None, celles de la créance.

    Les sommes et leur démonstration sont celles du décompte. La convention d'un tiers dit « Le fondement et le montant des
    sommes dues, avec l'indication distincte des différents éléments » : ils sont donnés un à un.

    Erreurs : `DonneeInvalide` (`remise.incomplete`), qui nomme les pièces manquantes ; celles de `decompte`.
    Source : table d'usage `preuves.toml` ; CPCE, R124-3 ; règle `decompte`.

    >>> from creances.modeles import Creance
    >>> facture = Creance(montant=3000, echeance="2026-08-31")
    >>> complet = ("facture", "mandat_ventile", "identite_du_debiteur")
    >>> remis = dossier_remis(Dossier(creance=facture), destination="cabinet_recouvrement", au="2026-11-21", pieces=complet)
    >>> remis.valeur.principal, remis.valeur.indemnite
    (Decimal('3000.00'), Decimal('40.00'))
    """
    droit, lu, creance = droit or droit_courant(), jour(au, "au"), dossier.creance
    examen = preuves(creance.pieces if pieces is None else pieces, destination=destination, droit=droit)
    if examen.valeur.manquantes:
        raise DonneeInvalide(
            f"pieces : il manque {', '.join(examen.valeur.manquantes)} ; accepté : toutes les pièces obligatoires",
            code="remise.incomplete",
            manquantes=examen.valeur.manquantes,
        )
    compte = decompte(creance, au=lu, evenements=dossier.evenements, droit=droit)
    du = compte.valeur
    valeur = DossierRemis(
        destination=destination,
        reference=creance.reference,
        creancier=creance.creancier.nom,
        debiteur=creance.debiteur.nom,
        principal=du.principal,
        interets=du.interets,
        indemnite=du.indemnite,
        frais=du.frais,
        total=du.total,
        pieces=tuple(une.piece for une in examen.valeur.pieces),
        conseillees=examen.valeur.conseillees,
    )
    ventile = Ligne("remise.ventilee", R124_3 if destination == "cabinet_recouvrement" else "", montant=du.total)
    lignes = (ventile, *examen.lignes, *compte.lignes)
    articles = tuple(dict.fromkeys(ligne.article for ligne in lignes if ligne.article))
    reserves = (*examen.reserves, *compte.reserves)
    return Resultat("dossier_remis", valeur, lignes, articles, reserves, lu, droit.version)
