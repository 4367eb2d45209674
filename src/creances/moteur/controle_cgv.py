"""Les conditions générales de vente d'un professionnel, contrôlées pour ce qu'elles disent du paiement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Creancier, Debiteur
from creances.modeles.cgv import Cgv
from creances.modeles.creance import Secteur
from creances.moteur.controle_terme import controle_terme
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import UN_JOUR, JourAccepte, ajouter_mois, jour
from creances.regles.controle_cgv.clauses import (
    CIV_22_MARS_2023,
    CPC_48,
    R212_2,
    Jugement,
    juger_hors_des_professionnels,
    juger_la_decheance,
    juger_la_juridiction,
    juger_la_reserve_de_propriete,
)
from creances.regles.controle_cgv.constats import ConstatCgv, ControleCgv, conclure, constater
from creances.regles.mentions.controle import Verdict, bornes, juger_l_indemnite, juger_les_penalites
from creances.regles.mentions.lecture import PenalitesLues, TauxLu
from creances.regles.regime import L2192_13, Regime, regime

L441_1_I = "C. com., L441-1, I"
L441_10_II = "C. com., L441-10, II"
D441_5 = "C. com., D441-5"
_UN_AN = 12
_SILENCE = "cgv_silence"
_PROTEGES = frozenset({"consommateur", "non_professionnel"})
_SANS_COMMERCE = frozenset({"consommateur", "non_professionnel", "public"})


@regle("controle_cgv", L441_1_I, "C. com., L441-10, I", L441_10_II, D441_5, "C. com., L441-16", CPC_48, "C. civ., 2367")
def controle_cgv(
    cgv: Cgv,
    *,
    au: JourAccepte,
    client: Debiteur | None = None,
    vendeur: Creancier | None = None,
    secteur: Secteur | None = None,
    periodique: bool = False,
    droit: Droit | None = None,
) -> Resultat[ControleCgv]:
    """Ce que ces conditions générales de vente valent au jour `au`, clause de paiement par clause de paiement.

    Entre professionnels, trois clauses sont exigées : le délai de paiement, qu'aucune facture de l'année à venir ne doit
    porter au-delà du plafond ; le taux des pénalités, au plancher au moins et sans rappel ; l'indemnité du décret.
    L'escompte, la réserve de propriété, la déchéance du terme et la clause de juridiction sont seulement contrôlés. À un
    consommateur ou à un non-professionnel, l'indemnité et le taux entre professionnels sont des anomalies.

    - `client` : None, un professionnel dont on ne sait s'il est commerçant ; `vendeur` : de même.
    - `secteur`, `periodique` : comme dans `Creance`, pour le plafond.

    Limites : seules les clauses de paiement sont lues, non le barème, les réductions, ni la loi applicable. Un acheteur
    public n'est pas tenu par des conditions de vente : rien n'est contrôlé (réserve CGV_ACHETEUR_PUBLIC).

    Doute : des auteurs tiennent le délai pour recommandé et non exigé ; L441-1 vise « les conditions de règlement », il est
    tenu ici pour exigé. L'amende est celle de L441-16, une fois, pour la personne la plus exposée.
    Erreurs : `DroitInconnu` avant le 17 mai 2001 ; celles de `controle_terme`.
    Source : C. com., L441-1, I, L441-10, I et II, D441-5, L441-16 ; CPC, 48 ; C. civ., 2367 et 2368.

    >>> from creances.modeles import Terme
    >>> lues = Cgv(terme=Terme(jours=45), penalites={"nature": "multiple", "nombre": 3}, indemnite=40)
    >>> controle_cgv(lues, au="2026-11-21").valeur.conforme
    True
    >>> controle_cgv(lues.avec(indemnite=None), au="2026-11-21").valeur.constat("indemnite").etat
    'absente'
    >>> menage = controle_cgv(lues, au="2026-11-21", client=Debiteur(qualite="consommateur")).valeur
    >>> menage.constat("indemnite").etat
    'contradictoire'
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    client = client or Debiteur(qualite="professionnel")
    vendeur = vendeur or Creancier()
    modele = Creance(montant=1, emission=fin, debiteur=client, creancier=vendeur)
    retenu = regime(modele)
    if retenu.regime is Regime.ACHETEUR_PUBLIC:
        reserves = (*retenu.reserves, Reserve("CGV_ACHETEUR_PUBLIC", (L2192_13,)))
        return Resultat("controle_cgv", ControleCgv(None, ()), reserves=reserves, au=fin, droit=droit.version)
    professionnels = retenu.regime is Regime.PROFESSIONNELS
    jugements: list[Jugement] = []
    sur_le_delai: tuple[Reserve, ...] = ()
    if professionnels:
        delai, sur_le_delai = _juger_le_delai(cgv, fin, secteur, periodique, droit)
        jugements += [delai, _juger_les_penalites(cgv, fin, droit), *_juger_l_indemnite(cgv, fin, droit)]
    else:
        jugements += juger_hors_des_professionnels(cgv)
    jugements += _clauses_permises(cgv, client, vendeur, fin, droit)
    constats = tuple(constater(un, droit, fin) for un in jugements)
    return Resultat(
        "controle_cgv",
        ControleCgv(conclure(constats), constats),
        tuple(_ligne(un) for un in constats),
        tuple(dict.fromkeys(article for un in constats for article in un.articles)),
        tuple(dict.fromkeys((*retenu.reserves, *sur_le_delai, *_reserves(constats), *droit.a_revoir(fin)))),
        fin,
        droit.version,
    )


def _juger_le_delai(
    cgv: Cgv, au: date, secteur: Secteur | None, periodique: bool, droit: Droit
) -> tuple[Jugement, tuple[Reserve, ...]]:
    """Le terme, essayé sur toutes les factures d'une année."""
    siege = _siege_des_conditions(droit, au)
    if cgv.terme is None:
        return Jugement("delai_de_paiement", "absente", _SILENCE, (siege,), exigee=True), ()
    an = ajouter_mois(au, _UN_AN).jour - UN_JOUR
    essai = controle_terme(cgv.terme, du=au, au=an, secteur=secteur, periodique=periodique, droit=droit)
    articles = (siege, *essai.articles)
    if essai.valeur.conforme:
        return Jugement("delai_de_paiement", "presente", "mention_trouvee", articles, exigee=True), essai.reserves
    illicite = Jugement(
        "delai_de_paiement", "contradictoire", "cgv_delai_illicite", articles, exigee=True, sanctionnee=True
    )
    return illicite, essai.reserves


def _siege_des_conditions(droit: Droit, au: date) -> str:
    """L441-1 depuis l'ordonnance de 2019 ; avant, le même article que les pénalités."""
    penalites = str(droit("penalites.article", au).valeur)
    return L441_1_I if penalites == L441_10_II else penalites


def _juger_les_penalites(cgv: Cgv, au: date, droit: Droit) -> Jugement:
    """« Les conditions de règlement […] précisent les conditions d'application et le taux d'intérêt des pénalités de
    retard » (C. com., L441-10, II).
    """
    lues = None
    if cgv.penalites is not None or cgv.apres_rappel:
        taux = () if cgv.penalites is None else (TauxLu(cgv.penalites.nature, cgv.penalites.nombre),)
        lues = PenalitesLues(taux, cgv.plancher_rappele, cgv.apres_rappel, renvoi=False)
    verdict = juger_les_penalites(lues, bornes(droit, au, au), None)
    articles = (str(droit("penalites.article", au).valeur),)
    return _exiger("penalites", verdict, articles)


def _juger_l_indemnite(cgv: Cgv, au: date, droit: Droit) -> Iterator[Jugement]:
    """L'indemnité du décret ; rien avant qu'elle n'existe."""
    due = droit.lire("indemnite.professionnels", au)
    if due is None:
        return
    verdict = juger_l_indemnite(None if cgv.indemnite is None else (cgv.indemnite,), due.valeur)
    articles = (str(droit("penalites.article", au).valeur), due.article)
    yield _exiger("indemnite", verdict, articles)


def _exiger(sujet: str, verdict: Verdict, articles: tuple[str, ...]) -> Jugement:
    """Ce que les mentions d'une facture et les conditions de vente jugent de même ; des conditions n'ont pas de mot-clé."""
    motif = _SILENCE if verdict.motif == "mention_introuvable" else verdict.motif
    return Jugement(sujet, verdict.etat, motif, articles, exigee=True, sanctionnee=True)


def _clauses_permises(cgv: Cgv, client: Debiteur, vendeur: Creancier, au: date, droit: Droit) -> Iterator[Jugement]:
    siege = droit.lire("mentions.article", au)
    articles = () if siege is None else (str(siege.valeur),)
    dit = cgv.escompte is not None
    yield Jugement(
        "escompte", "presente" if dit else "absente", "mention_trouvee" if dit else "cgv_escompte_tu", articles
    )
    yield juger_la_reserve_de_propriete(cgv)
    yield juger_la_decheance(cgv, protege=client.qualite in _PROTEGES)
    yield juger_la_juridiction(cgv, _entre_commercants(client, vendeur))


def _entre_commercants(client: Debiteur, vendeur: Creancier) -> bool | None:
    if client.qualite in _SANS_COMMERCE or False in (client.commercant, vendeur.commercant):
        return False
    return True if client.commercant and vendeur.commercant else None


def _ligne(constat: ConstatCgv) -> Ligne:
    article = constat.articles[-1] if constat.articles else ""
    return Ligne(f"cgv.{constat.etat}", article, mots=(("sujet", constat.sujet), ("motif", constat.motif)))


def _reserves(constats: Sequence[ConstatCgv]) -> Iterator[Reserve]:
    yield Reserve("CGV_PAIEMENT_SEUL")
    articles = {article for un in constats for article in un.articles}
    if R212_2 in articles:
        yield Reserve("CLAUSE_CONSOMMATEUR", (R212_2,))
    if CIV_22_MARS_2023 in articles:
        yield Reserve("DECHEANCE_PAR_ANALOGIE", (CIV_22_MARS_2023,))
    exposees = [
        (un.amende_personne_morale, un.amende_personne_physique, un.articles[-1])
        for un in constats
        if un.amende_personne_morale is not None and un.amende_personne_physique is not None
    ]
    if exposees:
        morale, physique, article = max(exposees)
        yield Reserve("CGV_AMENDE", (article,), montants=(("physique", physique), ("morale", morale)))
