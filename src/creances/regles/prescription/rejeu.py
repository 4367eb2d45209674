"""Le rejeu : chaque acte, à sa date, interrompt, suspend, efface ou ne fait rien ; et la ligne le dit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from creances.droit.prescriptions import EffetDActe, effets
from creances.noyau.resultat import Ligne, Reserve
from creances.noyau.temps import UN_JOUR, ajouter_mois
from creances.regles.prescription.cours import ORDONNANCE_2020_306, Cadre, Cours
from creances.regles.prescription.depart import Depart
from creances.regles.prescription.faits import C_CIV_2243, Fait

C_CIV_2220 = "C. civ., 2220"
C_CIV_2241 = "C. civ., 2241"
C_CIV_2244 = "C. civ., 2244"
C_CIV_2250 = "C. civ., 2250"
C_CONSO_L218_1 = "C. conso., L218-1"
LOI_1968_2 = "Loi n° 68-1250, art. 2"
LOI_1968_3 = "Loi n° 68-1250, art. 3"
R312_35 = "C. conso., R312-35"
L111_4 = "CPCE, L111-4"
CIV_5_OCT_2023 = "Cass. 2e civ., 5 oct. 2023, n° 20-23.523"
CIV_29_SEPT_2022 = "Cass. 2e civ., 29 sept. 2022, n° 20-18.772"

_SANS_EFFET_SOUS = {"forclusion": C_CIV_2220, "quadriennale": LOI_1968_2}
_DU_DEBITEUR = frozenset({"reconnaissance", "paiement"})


def rejouer(depart: Depart, cadre: Cadre, faits: Iterable[Fait]) -> Cours:
    """Le cours d'un délai depuis un départ, tous ses faits rejoués dans l'ordre des jours, jusqu'à `cadre.au` inclus."""
    cours = Cours(cadre, depart)
    for fait in faits:
        cours.avancer(fait.debut)
        _appliquer(cours, fait)
    cours.avancer(cadre.au)
    return cours


def _appliquer(cours: Cours, fait: Fait) -> None:
    effet = effets()[fait.acte]
    if fait.issue and fait.issue in effet.efface:
        _effacer(cours, fait, effet)
    elif not _opere(cours, fait, effet):
        _sans_effet(cours, fait, effet)
    else:
        _EFFETS[effet.effet](cours, fait, effet)
        if effet.confiance != "haute":
            cours.reserves.append(_reserve("ACTE_DISCUTE", fait, effet.article(cours.regime)))


def _opere(cours: Cours, fait: Fait, effet: EffetDActe) -> bool:
    """L'acte a-t-il un effet ici ? Son régime, sa nature et ce que l'appelant en dit en décident."""
    if effet.effet == "lettre":
        return cours.quadriennale or (bool(cours.lettre) and effet.condition == "recommandee")
    return effet.effet != "aucun" and bool(effet.article(cours.regime)) and _remplie(cours, fait, effet.condition)


def _remplie(cours: Cours, fait: Fait, condition: str) -> bool:
    if not condition:
        return True
    return {
        "option": cours.cadre.commandement_interrompt,
        "demandeur": fait.demandeur == "creancier",
        "non_successive": not cours.cadre.nature.successive,
        "titre": cours.titre,
    }[condition]


def _sans_effet(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    regime = cours.regime
    article = effet.article(regime) or _SANS_EFFET_SOUS.get(regime, effet.forclusion)
    cours.lignes.append(Ligne("prescription.sans_effet", article, debut=fait.debut, mots=(("acte", fait.acte),)))
    if effet.reserve:
        cours.reserves.append(_reserve(effet.reserve, fait, article))
    if regime == "forclusion" and effet.prescription and not effet.forclusion:
        cours.reserves.append(Reserve("FORCLUSION_STRICTE", (C_CIV_2220,)))
    if regime == "quadriennale" and effet.effet == "suspension":
        cours.reserves.append(Reserve("SUSPENSION_QUADRIENNALE", (LOI_1968_3,)))
    if regime == "quadriennale" and fait.acte == "relance":
        # La loi compte toute demande de paiement écrite ; le modèle ne dit pas si la relance l'était.
        cours.reserves.append(_reserve("RELANCE_PUBLIQUE", fait, LOI_1968_2))


def _effacer(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """« L'interruption est non avenue » (2243) : l'acte est rejoué comme s'il n'avait pas eu lieu."""
    assert fait.fin is not None  # noqa: S101 - une issue est toujours datée
    article = C_CIV_2244 if effet.prescription == C_CIV_2244 else C_CIV_2243
    cours.lignes.append(
        Ligne(
            "prescription.efface",
            article,
            debut=fait.debut,
            fin=fait.fin,
            mots=(("acte", fait.acte), ("issue", fait.issue)),
        )
    )
    if fait.issue == "caducite" and effet.prescription == C_CIV_2241:
        cours.reserves.append(Reserve("CADUCITE_DISCUTEE", (C_CIV_2243,), dates=(("acte", fait.debut),)))
    if cours.quadriennale:
        # La loi de 1968 ne reprend pas 2243 : l'effacement est la lecture prudente.
        cours.reserves.append(_reserve("EFFACEMENT_QUADRIENNALE", fait, LOI_1968_2))


def _tardif(cours: Cours, fait: Fait, utile: date | None) -> bool:
    """Un acte fait après le dernier jour utile ne change plus rien ; un aveu peut valoir renonciation, jamais d'office."""
    if utile is None or fait.debut <= utile:
        return False
    article = effets()[fait.acte].article(cours.regime)
    cours.lignes.append(Ligne("prescription.tardif", article, debut=fait.debut, fin=utile, mots=(("acte", fait.acte),)))
    if fait.acte in _DU_DEBITEUR:
        cours.reserves.append(Reserve("RENONCIATION_POSSIBLE", (C_CIV_2250,), dates=(("jour", fait.debut),)))
    return True


def _interrompre(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """« L'interruption efface le délai de prescription acquis. Elle fait courir un nouveau délai de même durée » (2231)."""
    article = cours.lettre if effet.effet == "lettre" and cours.lettre else effet.article(cours.regime)
    utile = cours.dernier_jour_utile()
    if _tardif(cours, fait, utile):
        return
    fin = _fin_de_l_effet(fait, effet)
    if fin is not None and fin <= cours.depart.jour:
        _avant_le_depart(cours, fait, article)
        return
    cours.butoir_leve = cours.butoir_leve or effet.leve_le_butoir
    if effet.reserve:
        cours.reserves.append(_reserve(effet.reserve, fait, article))
    if cours.acquise(fait.debut) and utile is not None:
        cours.lignes.append(Ligne("prescription.periode_2020", ORDONNANCE_2020_306, debut=fait.debut, fin=utile))
    _repartir_de(cours, fait, fin, article)
    if fait.acte == "signification_injonction" and not fait.instance and fait.executoire is None:
        cours.reserves.append(_reserve("INJONCTION_OPPOSITION_OUVERTE", fait, CIV_29_SEPT_2022))


def _fin_de_l_effet(fait: Fait, effet: EffetDActe) -> date | None:
    """Le jour dont repart le délai, None si l'acte interrompt encore : une mesure sans fin connue vaut à son jour."""
    if fait.durable:
        return fait.fin
    return fait.fin or fait.debut if effet.effet == "mesure" else fait.debut


def _avant_le_depart(cours: Cours, fait: Fait, article: str) -> None:
    cours.lignes.append(Ligne("prescription.avant_depart", article, debut=fait.debut, mots=(("acte", fait.acte),)))


def _repartir_de(cours: Cours, fait: Fait, fin: date | None, article: str) -> None:
    mots = (("acte", fait.acte),)
    if fin is None:
        cours.ouvert = cours.ouvert or fait
        cours.terme = None
        cours.lignes.append(Ligne("prescription.interrompue", article, debut=fait.debut, mots=mots))
    elif cours.ouvert is None:
        cours.base = max(cours.base, fin)
        cours.porter(cours.depuis(cours.base))
        code = "prescription.interruption" if fin == fait.debut else "prescription.interruption_finie"
        cours.lignes.append(
            Ligne(code, article, debut=fait.debut, fin=cours.terme, dates=(("repris", fin),), mots=mots)
        )


def _suspendre(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """« La suspension de la prescription en arrête temporairement le cours sans effacer le délai déjà couru » (2230).

    Les jours `[debut, fin[` ne comptent pas ; ceux que deux suspensions se partagent ne sont ôtés qu'une fois.
    """
    if cours.terme is None or _tardif(cours, fait, cours.terme):
        return
    article, fin = effet.article(cours.regime), _fin_de_suspension(cours, fait)
    reprise = cours.cadre.au + UN_JOUR if fin is None else fin
    if reprise <= cours.base + UN_JOUR:
        _avant_le_depart(cours, fait, article)
        return
    debut = max(fait.debut, cours.base + UN_JOUR, cours.gele or fait.debut)
    jours = max(0, (reprise - debut).days)
    cours.gele = max(cours.gele or reprise, reprise)
    terme = cours.terme + timedelta(days=jours)
    if effet.plancher:
        cours.planchers.append(reprise)
        terme = max(terme, cours.apres_plancher(reprise))
    cours.porter(terme)
    mots = (("acte", fait.acte),)
    if fin is None:
        cours.suspendu = fait
        cours.lignes.append(Ligne("prescription.suspendue", article, debut=fait.debut, fin=cours.terme, mots=mots))
        cours.reserves.append(_reserve("SUSPENSION_EN_COURS", fait, article))
        return
    cours.lignes.append(
        Ligne(
            "prescription.suspension",
            article,
            debut=fait.debut,
            fin=cours.terme,
            jours=jours,
            dates=(("repris", fin),),
            mots=mots,
        )
    )
    cours.reserves.append(_reserve("SUSPENSION_BORNES", fait, article))


def _fin_de_suspension(cours: Cours, fait: Fait) -> date | None:
    """La fin connue ; celle d'un surendettement ne peut dépasser deux ans (C. conso., L722-3)."""
    if fait.acte != "surendettement":
        return fait.fin
    version = cours.cadre.droit(f"prescription.{fait.acte}", fait.debut)
    limite = ajouter_mois(fait.debut, version.valeur).jour
    fin = min(fait.fin or limite, limite)
    return fin if fin <= cours.cadre.au else None


def _nouveau_depart(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """Après un réaménagement, la forclusion part du premier incident non régularisé qui le suit (R312-35)."""
    if _tardif(cours, fait, cours.dernier_jour_utile()):
        return
    article = effet.article(cours.regime)
    if fait.fin is None:
        cours.suspendu, cours.terme = fait, None
        cours.lignes.append(Ligne("prescription.reamenagement_seul", article, debut=fait.debut))
        cours.reserves.append(_reserve("DEPART_A_VENIR", fait, article))
    else:
        cours.base = max(cours.base, fait.fin)
        cours.terme = cours.depuis(cours.base)
        cours.lignes.append(Ligne("prescription.reamenagement", article, debut=fait.debut, fin=cours.terme))


def _accorder(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """La durée convenue remplace celle de la loi, entre un et dix ans ; jamais avec un consommateur (2254, L218-1)."""
    if _tardif(cours, fait, cours.dernier_jour_utile()):
        return
    article, motif = _obstacle_a_l_accord(cours, fait, effet.article(cours.regime))
    if motif:
        cours.lignes.append(Ligne("prescription.accord_ecarte", article, debut=fait.debut, mots=(("motif", motif),)))
        cours.reserves.append(Reserve("ACCORD_ECARTE", (article,), mots=(("motif", motif),)))
        return
    if fait.lettre:
        cours.lettre = article
    if fait.mois is not None:
        cours.convenir(fait.mois)
    cours.lignes.append(Ligne("prescription.accord", article, debut=fait.debut, fin=cours.terme))


def _obstacle_a_l_accord(cours: Cours, fait: Fait, article: str) -> tuple[str, str]:
    """L'article qui règle l'accord, et le motif qui l'écarte ; vide s'il vaut."""
    cadre = cours.cadre
    if cours.regime == "forclusion":
        return article, "forclusion"
    if cadre.de_consommation:
        return C_CONSO_L218_1, "consommateur"
    if cadre.nature.intangible or cours.titre:
        return cadre.nature.intangible or L111_4, "duree_intangible"
    minimum, maximum = (cadre.droit(f"prescription.accord_{nom}", fait.debut).valeur for nom in ("minimum", "maximum"))
    hors_bornes = fait.mois is not None and not minimum <= fait.mois <= maximum
    return article, "hors_bornes" if hors_bornes else ""


def _titrer(cours: Cours, fait: Fait, effet: EffetDActe) -> None:
    """Dix ans depuis le jour où la décision, notifiée, est un titre (L111-4 CPCE ; Cass. 2e civ., 5 oct. 2023)."""
    if fait.fin is None:
        cours.ouvert, cours.terme = fait, None
        cours.lignes.append(Ligne("prescription.titre_a_notifier", CIV_5_OCT_2023, debut=fait.debut))
        cours.reserves.append(_reserve("TITRE_A_NOTIFIER", fait, CIV_5_OCT_2023))
        return
    cours.lignes.append(Ligne("prescription.titre", effet.article(cours.regime), debut=fait.debut, fin=fait.fin))
    cours.avancer(fait.fin)
    plus_longue = 0 if cours.titre else cours.mois
    cours.ouvert = cours.suspendu = cours.gele = None
    cours.planchers.clear()
    cours.titre, cours.regime = True, "prescription"
    cours.repartir("titre", fait.fin, plus_longue)
    cours.reserves.append(_reserve("INTERETS_APRES_TITRE", fait, L111_4))


def _reserve(code: str, fait: Fait, article: str) -> Reserve:
    return Reserve(code, (article,), dates=(("jour", fait.debut),), mots=(("acte", fait.acte),))


_EFFETS: dict[str, Callable[[Cours, Fait, EffetDActe], None]] = {
    "lettre": _interrompre,
    "instant": _interrompre,
    "mesure": _interrompre,
    "durable": _interrompre,
    "suspension": _suspendre,
    "nouveau_depart": _nouveau_depart,
    "accord": _accorder,
    "titre": _titrer,
}
