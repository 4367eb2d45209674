"""Le récit d'un compte : les lignes, les articles et les réserves que les réponses du moteur ont en commun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from creances.droit.corpus import Droit
from creances.modeles import Avoir, Creance, Evenement, Frais, Paiement
from creances.moteur.chronologie import Compte, Passage
from creances.noyau.argent import euros
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.imputation import C_CIV_1343_1, CE_23_MAI_2012, CIV_7_FEVR_1995
from creances.regles.regime import L2192_11, R2192_31, Regime

C_CIV_1343_2 = "C. civ., 1343-2"
L111_8 = "CPCE, L111-8"
R2192_32 = "CCP, R2192-32"


_SORTES = get_args(get_args(Evenement)[0])
_CLASSES = frozenset(_SORTES)


def exiger_des_evenements(evenements: Iterable[object]) -> None:
    """Refuse ce qui n'est pas un événement, en le montrant."""
    for un in evenements:
        # Chercher le type exact d'abord : une sorte absente du début de la liste y coûte vingt fois plus.
        if type(un) not in _CLASSES and not isinstance(un, _SORTES):
            acceptes = ", ".join(sorte.__name__ for sorte in _SORTES)
            raise DonneeInvalide(f"evenements : reçu {un!r} ; accepté : {acceptes}", code="evenement.type")


def exiger_cette_creance(creance: Creance, evenements: Iterable[Evenement]) -> None:
    """Refuse ce qui n'est pas un événement, ou un mouvement désigné pour une autre dette."""
    exiger_des_evenements(evenements)
    for un in evenements:
        designee = un.creance if un.type == "paiement" or un.type == "avoir" or un.type == "frais" else None
        if designee is not None and designee != creance.reference:
            raise DonneeInvalide(
                f"evenements, creance : reçu {designee!r} ; accepté : {creance.reference!r} ou rien",
                code="evenement.autre_creance",
            )


def lignes_d_interets(compte: Compte, au: date) -> tuple[Ligne, ...]:
    """Une ligne par tranche et par capitalisation, dans l'ordre des jours ; à défaut, pourquoi rien n'a couru."""
    article = compte.dette.article
    lignes = [tranche.ligne(article) for tranche in compte.compteur.tranches]
    if compte.capitalisations:
        lignes += [
            Ligne("interets.capitalisation", C_CIV_1343_2, fin=le, assiette=euros(echus))
            for le, echus in compte.capitalisations
        ]
        lignes.sort(key=_jour_de_la_ligne)
    arret = compte.dette.arret
    if arret is not None and arret.dernier_jour is not None:
        lignes.append(Ligne("interets.arret", arret.articles[0], fin=arret.dernier_jour))
    if not lignes:
        lignes.append(Ligne("interets.aucun", article, mots=(("motif", _motif(compte, au)),)))
    return tuple(lignes)


def _jour_de_la_ligne(ligne: Ligne) -> tuple[date, bool]:
    jour = ligne.debut if ligne.debut is not None else ligne.fin
    assert jour is not None  # noqa: S101 - toute ligne d'intérêts porte un jour
    return jour, ligne.code != "interets.tranche"


def _motif(compte: Compte, au: date) -> str:
    if au <= compte.dette.exigible:
        return "pas_de_retard"
    if compte.dette.depart is None:
        return "pas_de_mise_en_demeure"
    return "depart_le_jour_meme" if au <= compte.dette.depart else "deja_paye"


def lignes_des_mouvements(compte: Compte) -> tuple[Ligne, ...]:
    """Une ligne par paiement, avoir ou frais, avec ce qu'il a éteint."""
    return tuple(_ligne_du_passage(passage, compte) for passage in compte.passages)


def _ligne_du_passage(passage: Passage, compte: Compte) -> Ligne:
    mouvement, montant = passage.mouvement, euros(passage.montant)
    if isinstance(mouvement, Frais):
        return Ligne("frais", L111_8, fin=mouvement.date, montant=montant)
    if isinstance(mouvement, Avoir):
        retroactif = "oui" if mouvement.retroactif else "non"
        return Ligne("avoir", fin=mouvement.date, montant=-montant, mots=(("retroactif", retroactif),))
    public = compte.dette.regime is Regime.ACHETEUR_PUBLIC
    return Ligne(
        "paiement",
        CE_23_MAI_2012 if public else C_CIV_1343_1,
        fin=mouvement.date,
        montant=-montant,
        montants=(
            ("frais", euros(passage.parts.frais)),
            ("interets", euros(passage.parts.interets)),
            ("principal", euros(passage.parts.principal)),
            ("trop_percu", euros(passage.parts.reste)),
        ),
    )


def articles_du_compte(compte: Compte, *autres: str) -> tuple[str, ...]:
    """Les textes appliqués : le taux, la borne du jour payé, l'arrêt, l'imputation, la capitalisation."""
    dette = compte.dette
    articles = [dette.article]
    if dette.retenu.article == L2192_11:
        articles.append(L2192_11)
    if dette.article == R2192_31:
        articles.append(R2192_32)
    if dette.arret is not None:
        articles.extend(dette.arret.articles)
    if any(isinstance(passage.mouvement, Paiement) for passage in compte.passages):
        articles.append(CE_23_MAI_2012 if dette.regime is Regime.ACHETEUR_PUBLIC else C_CIV_1343_1)
    if compte.capitalisations:
        articles.append(C_CIV_1343_2)
    return tuple(dict.fromkeys((*articles, *autres)))


def reserves_du_compte(compte: Compte, droit: Droit, au: date, *, ordre_suppose: bool) -> tuple[Reserve, ...]:
    """Ce qu'il faut savoir avant de signer : qualification, taux des jours comptés, imputation par défaut."""
    reserves: Sequence[Reserve] = (*compte.dette.reserves, *compte.reserves(), *droit.a_revoir(au))
    if ordre_suppose and compte.passages:
        reserves = (*reserves, *_reserves_d_imputation(compte))
    return tuple(dict.fromkeys(reserves))


def _reserves_d_imputation(compte: Compte) -> tuple[Reserve, ...]:
    return reserves_d_imputation(
        compte.dette.regime,
        tardif=any(passage.mouvement.date > compte.dette.exigible for passage in compte.passages),
        indemnite_payee=any(passage.indemnite for passage in compte.passages),
    )


def reserves_d_imputation(retenu: Regime, *, tardif: bool, indemnite_payee: bool) -> tuple[Reserve, ...]:
    """Seulement si l'ordre par défaut a compté : un mouvement en retard, une part de l'indemnité éteinte."""
    if retenu is Regime.ACHETEUR_PUBLIC:
        return (Reserve("IMPUTATION_PUBLIQUE", (CE_23_MAI_2012,)),) if tardif else ()
    return (Reserve("IMPUTATION_DES_40_EUROS", (C_CIV_1343_1, CIV_7_FEVR_1995)),) if indemnite_payee else ()
