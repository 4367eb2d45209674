"""Ce qu'il faut dire d'un escompte : les pas du calcul et les réserves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from creances.droit.corpus import Droit
from creances.noyau.resultat import Ligne, Reserve
from creances.regles.escompte.calcul import Calcul, Demande
from creances.regles.escompte.paliers import Offre

L441_9_I = "C. com., L441-9, I"
L442_1 = "C. com., L442-1"
C_CIV_1305_3 = "C. civ., 1305-3"
C_CIV_1342_4 = "C. civ., 1342-4"
CGI_272 = "CGI, 272, 1"
CGI_242_NONIES_A = "CGI, ann. II, 242 nonies A, I, 9°"
DREETS_15_JUILL_2024 = "DREETS Grand Est, 15 juill. 2024"


def lignes(demande: Demande, calcul: Calcul, droit: Droit) -> Iterator[Ligne]:
    """L'échéance, les paliers, l'escompte et sa TVA, son coût ; à défaut, pourquoi il n'y en a pas."""
    valeur, offre = calcul.valeur, calcul.offre
    yield Ligne("escompte.echeance", L441_9_I, fin=demande.echeance, jours=demande.jours)
    for palier in valeur.paliers:
        code = "escompte.palier_retenu" if palier.retenu else "escompte.palier_ecarte"
        yield Ligne(code, L441_9_I, fin=palier.dernier_jour, taux=palier.taux)
    if offre is None or not valeur.montant:
        yield _aucun(demande, offre)
        return
    yield _obtenu(demande, calcul, offre)
    for part in valeur.tva:
        yield Ligne(
            "escompte.tva",
            _article_de_la_base(demande, droit),
            taux=part.taux,
            montants=(("hors_taxe", part.escompte_ht), ("taxe", part.escompte_tva)),
        )
    yield Ligne(
        "escompte.cout",
        jours=valeur.jours,
        base=int(demande.base),
        taux=valeur.taux_annuel_simple,
        montants=(("actuariel", valeur.taux_annuel_actuariel),),
    )


def _aucun(demande: Demande, offre: Offre | None) -> Ligne:
    if not demande.creance.conditions.escompte:
        return Ligne("escompte.aucun", C_CIV_1305_3, mots=(("motif", "escompte_sans_clause"),))
    if offre is not None:
        return Ligne("escompte.aucun", C_CIV_1342_4, mots=(("motif", "escompte_paiement_partiel"),))
    if demande.jours < 0:
        return Ligne("escompte.aucun", L442_1, mots=(("motif", "escompte_en_retard"),))
    motif = "escompte_palier_manque" if demande.jours else "escompte_sans_avance"
    return Ligne("escompte.aucun", L441_9_I, mots=(("motif", motif),))


def _obtenu(demande: Demande, calcul: Calcul, offre: Offre) -> Ligne:
    palier, montant = offre.palier, calcul.valeur.montant
    if montant < calcul.plein:
        return Ligne(
            "escompte.partiel", C_CIV_1342_4, assiette=calcul.valeur.recu, montant=montant, taux=palier.taux,
            mots=(("methode", f"escompte_{demande.partiel}"),),
        )  # fmt: skip
    if palier.prorata == "aucun":
        return Ligne("escompte.forfait", L441_9_I, assiette=demande.creance.montant, taux=palier.taux, montant=montant)
    return Ligne(
        "escompte.prorata",
        L441_9_I,
        assiette=demande.creance.montant,
        taux=palier.taux,
        jours=demande.jours,
        base=int(palier.base),
        montant=montant,
        mots=(("methode", f"escompte_{palier.prorata}"),),
    )


def _article_de_la_base(demande: Demande, droit: Droit) -> str:
    """Le texte qui retire l'escompte de la base de la TVA ; la première version connue sert aussi avant elle."""
    table = droit.table("escompte.base_tva")
    article: str = table.au(max(demande.paye_le, table.versions[0].debut)).valeur
    return article


def reserves(demande: Demande, calcul: Calcul) -> Iterator[Reserve]:
    """Ce qu'un lecteur prudent doit savoir : le coût, le retard, le paiement partiel, la TVA."""
    valeur = calcul.valeur
    if demande.jours < 0 and valeur.paliers:
        yield Reserve("ESCOMPTE_PERDU", (L442_1, DREETS_15_JUILL_2024), dates=(("echeance", demande.echeance),))
    if demande.recu is not None and calcul.offre is not None and demande.recu < demande.creance.montant - calcul.plein:
        yield Reserve("ESCOMPTE_PAIEMENT_PARTIEL", (C_CIV_1342_4,))
    if demande.recu is not None and valeur.reste and not valeur.montant:
        yield Reserve("ESCOMPTE_INDU", (L441_9_I,), montants=(("reste", valeur.reste),))
    if valeur.montant:
        yield from _reserves_du_cout(demande, calcul)
        yield from _reserves_de_tva(demande, calcul)


def _reserves_du_cout(demande: Demande, calcul: Calcul) -> Iterator[Reserve]:
    """Le coût annuel se dit toujours, sauf si le financement épargné coûte davantage."""
    comparaison = calcul.valeur.comparaison
    if comparaison is None or not comparaison.avantage_creancier:
        yield Reserve(
            "ESCOMPTE_COUT_ANNUEL",
            montants=(
                ("simple", calcul.valeur.taux_annuel_simple),
                ("actuariel", calcul.valeur.taux_annuel_actuariel),
            ),
            mots=(("jours", demande.jours),),
        )


def _reserves_de_tva(demande: Demande, calcul: Calcul) -> Iterator[Reserve]:
    if not demande.ventilation:
        yield Reserve("ESCOMPTE_TVA_NON_VENTILEE", (CGI_242_NONIES_A,))
    elif any(part.escompte_tva for part in calcul.valeur.tva):
        taxe = sum((part.escompte_tva for part in calcul.valeur.tva), Decimal(0))
        yield Reserve(f"ESCOMPTE_TVA_{demande.tva.upper()}", (CGI_272,), montants=(("taxe", taxe),))
