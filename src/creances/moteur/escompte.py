"""L'escompte d'une créance payée d'avance : l'échéance d'une règle, le montant et le coût d'une autre."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance
from creances.modeles.tva import PartTva
from creances.noyau.argent import MontantAccepte, TauxAccepte
from creances.noyau.argent import montant as lire_montant
from creances.noyau.argent import taux as lire_taux
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.echeance.question import dater
from creances.regles.escompte.calcul import Demande, Escompte, PaiementPartiel, calculer
from creances.regles.escompte.couts import BaseDuCout
from creances.regles.escompte.partage import EffetTva
from creances.regles.escompte.recit import lignes, reserves
from creances.regles.regime import regime

_ACCEPTES = {
    "partiel": ("aucun", "majore", "simple"),
    "tva": ("avoir", "encaissements", "inchangee"),
    "base": ("365", "360"),
}


@regle("escompte", "C. com., L441-9, I", "C. com., L442-1", "CGI, 267, II, 1°", "CGI, 272, 1", "C. civ., 1305-3")
def escompte(
    creance: Creance,
    *,
    paye_le: JourAccepte,
    montant_paye: MontantAccepte | None = None,
    partiel: PaiementPartiel = "aucun",
    ventilation: Sequence[PartTva] = (),
    tva: EffetTva = "avoir",
    base: BaseDuCout = "365",
    paiement_probable: JourAccepte | None = None,
    financement: TauxAccepte | None = None,
    commission: TauxAccepte = 0,
    placement: TauxAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Escompte]:
    """Escompte acquis à qui paie `paye_le`, en euros, et son coût annuel. Zéro sans clause, sans avance, ou en retard.

    Le palier le plus avantageux pour le débiteur est retenu, bornes incluses ; payer le jour de l'échéance n'est pas
    payer d'avance. L'échéance est celle de la règle `echeance`.

    - `paye_le` : jour où les fonds sont à la disposition du créancier (L441-9, I), non celui de l'ordre de virement.
    - `montant_paye` : somme reçue ; None, le net exactement. `partiel`, si elle est moindre : "aucun" escompte (défaut),
      "majore" (une dette de reçu / (1 - taux) s'éteint) ou "simple" (escompte de taux × reçu), si le contrat le dit.
    - `ventilation` : la facture par taux de TVA ; sans elle, ni partage de la taxe ni écritures. `tva` : réduite par un
      "avoir" (défaut), suivant les "encaissements" (rien à rectifier), ou "inchangee" (aucun avoir n'est émis).
    - `base` : année du taux simple, "365" ou "360" jours ; le taux actuariel est toujours sur 365.
    - `paiement_probable` : jour où le débiteur aurait payé ; None, l'échéance. Ne change que `comparaison`.
    - `financement` (découvert ou affacturage, et sa `commission` en pour cent du prix) et `placement` : taux annuels à
      comparer, jamais devinés.

    Doutes : aucun texte ne règle le paiement partiel, le tout ou rien est retenu. Que la TVA puisse se réduire sans
    avoir, par une simple clause, n'a pas été retrouvé en doctrine. La règle belge, où la taxe est toujours assise sur le
    prix escompté, ne vaut pas en France. Les taux annuels suivent le taux du palier, non le montant arrondi.

    Erreurs : `DonneeInvalide` (donnée refusée, palier compté d'une facture sans date, ventilation d'un autre total) ;
    celles de `echeance`. Source : C. com., L441-9, I, et L442-1 ; CGI, 267, II, 1°, et 272, 1 ; C. civ., 1305-3.

    >>> from creances.modeles import Conditions, PalierEscompte
    >>> accord = Conditions(escompte=[PalierEscompte(jours=10, taux=3)])
    >>> obtenu = escompte(Creance(montant=1000, echeance="2026-04-30", conditions=accord), paye_le="2026-04-20").valeur
    >>> obtenu.montant, obtenu.net, obtenu.taux_annuel_simple, obtenu.taux_annuel_actuariel
    (Decimal('30.00'), Decimal('970.00'), Decimal('112.89'), Decimal('203.97'))
    """
    _exiger(partiel=partiel, tva=tva, base=base)
    droit = droit or droit_courant()
    retenu = regime(creance)
    parcours = dater(creance, droit, retenu.regime)
    demande = Demande(
        creance=creance,
        echeance=parcours.jour,
        paye_le=jour(paye_le, "paye_le"),
        recu=None if montant_paye is None else _positif(montant_paye),
        partiel=partiel,
        ventilation=tuple(ventilation),
        tva=tva,
        base=base,
        paiement_probable=None if paiement_probable is None else jour(paiement_probable, "paiement_probable"),
        financement=None if financement is None else lire_taux(financement, "financement"),
        commission=lire_taux(commission, "commission"),
        placement=None if placement is None else lire_taux(placement, "placement"),
    )
    calcul = calculer(demande, droit)
    pas = tuple(lignes(demande, calcul, droit))
    return Resultat(
        "escompte",
        calcul.valeur,
        pas,
        tuple(dict.fromkeys(ligne.article for ligne in pas if ligne.article)),
        tuple(
            dict.fromkeys(
                (*retenu.reserves, *parcours.reserves, *reserves(demande, calcul), *droit.a_revoir(demande.paye_le))
            )
        ),
        demande.paye_le,
        droit.version,
    )


def _exiger(**options: str) -> None:
    for nom, recu in options.items():
        if recu not in _ACCEPTES[nom]:
            raise DonneeInvalide(
                f"{nom} : reçu {recu!r} ; accepté : {' ou '.join(_ACCEPTES[nom])}", code=f"option.{nom}"
            )


def _positif(valeur: object) -> Decimal:
    lu = lire_montant(valeur, "montant_paye")
    if lu < 0:
        raise DonneeInvalide(f"montant_paye : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif")
    return lu
