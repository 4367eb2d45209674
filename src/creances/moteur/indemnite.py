"""L'indemnité forfaitaire d'une créance, au jour dit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement
from creances.moteur.chronologie import Compte, rejouer
from creances.moteur.penalites import qualifier_et_trier
from creances.moteur.qualification import Options
from creances.noyau.argent import euros
from creances.noyau.resultat import Ligne, Resultat
from creances.noyau.temps import JourAccepte, jour


@regle("indemnite_forfaitaire", "C. com., L441-10, II", "C. com., D441-5", "CCP, D2192-35")
def indemnite_forfaitaire(
    creance: Creance, *, au: JourAccepte, evenements: Sequence[Evenement] = (), droit: Droit | None = None
) -> Resultat[Decimal]:
    """Indemnité forfaitaire pour frais de recouvrement acquise au jour `au`, en euros : 40,00 ou 0,00.

    Due une fois par facture dès un jour de retard, acquise même si le principal est payé ensuite, sans TVA. Zéro : le
    jour de l'échéance, pour une facture soldée à temps, hors de L441-10 et R2192-31, si l'ouverture d'une procédure
    collective interdisait de payer à l'échéance, et pour les délais de paiement d'avant 2013.

    Source : C. com., L441-10, II et D441-5 ; CCP, D2192-35.

    >>> facture = Creance(montant=10000, echeance="2026-04-30")
    >>> indemnite_forfaitaire(facture, au="2026-04-30").valeur, indemnite_forfaitaire(facture, au="2026-05-01").valeur
    (Decimal('0.00'), Decimal('40.00'))
    """
    droit = droit or droit_courant()
    fin = jour(au, "au")
    dette, a_passer = qualifier_et_trier(creance, fin, evenements, Options(), droit)
    # L'indemnité se juge au premier jour de retard : aucun taux ne la commande, même à paraître.
    compte = rejouer(replace(dette, taux=None), a_passer, fin, Options())
    ligne = ligne_d_indemnite(compte)
    return Resultat(
        "indemnite_forfaitaire",
        euros(compte.indemnite_acquise),
        (ligne,),
        tuple(dict.fromkeys((dette.article, ligne.article))),
        (*dette.reserves, *droit.a_revoir(fin)),
        fin,
        droit.version,
    )


def ligne_d_indemnite(compte: Compte) -> Ligne:
    """L'indemnité acquise, ou pourquoi il n'y en a pas."""
    attachee = compte.dette.indemnite
    if compte.indemnite_acquise:
        return Ligne("indemnite.due", attachee.article, montant=euros(compte.indemnite_acquise))
    motif = attachee.motif or ("procedure_collective" if compte.paiement_interdit else "pas_de_retard")
    return Ligne("indemnite.nulle", attachee.article, mots=(("motif", motif),))
