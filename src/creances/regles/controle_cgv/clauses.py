"""Les clauses que la loi permet sans les exiger, et celles qui ne valent rien contre un consommateur."""

from __future__ import annotations

from typing import Literal, NamedTuple

from creances.modeles.cgv import Cgv

CPC_48 = "CPC, 48"
C_CIV_2367 = "C. civ., 2367"
C_CIV_2368 = "C. civ., 2368"
R212_2 = "C. conso., R212-2"
L441_10_II = "C. com., L441-10, II"
CIV_22_MARS_2023 = "Cass. 1re civ., 22 mars 2023, n° 21-16.044"

Etat = Literal["presente", "absente", "contradictoire", "inconnue"]


class Jugement(NamedTuple):
    """Ce que vaut une clause, et pourquoi. `exigee` : la loi l'impose ; `sanctionnee` : son défaut expose à l'amende."""

    sujet: str
    etat: Etat
    motif: str
    articles: tuple[str, ...] = ()
    exigee: bool = False
    sanctionnee: bool = False


def juger_la_juridiction(cgv: Cgv, entre_commercants: bool | None) -> Jugement:
    """« Toute clause qui […] déroge aux règles de compétence territoriale est réputée non écrite à moins qu'elle n'ait été
    convenue entre des personnes ayant toutes contracté en qualité de commerçant » (CPC, 48), et soit très apparente.
    """
    sujet = "clause_de_juridiction"
    if cgv.juridiction is None:
        return Jugement(sujet, "absente", "cgv_facultative", (CPC_48,))
    if entre_commercants is False:
        return Jugement(sujet, "contradictoire", "cgv_non_commercant", (CPC_48,))
    if cgv.juridiction_apparente is False:
        return Jugement(sujet, "contradictoire", "cgv_peu_apparente", (CPC_48,))
    if entre_commercants is None or cgv.juridiction_apparente is None:
        motif = "cgv_qualite_inconnue" if entre_commercants is None else "cgv_apparence_inconnue"
        return Jugement(sujet, "inconnue", motif, (CPC_48,))
    return Jugement(sujet, "presente", "mention_trouvee", (CPC_48,))


def juger_la_reserve_de_propriete(cgv: Cgv) -> Jugement:
    """Utile, jamais exigée : elle permet de reprendre le bien impayé. Elle se convient par écrit (C. civ., 2368)."""
    presente = bool(cgv.reserve_de_propriete)
    motif = "mention_trouvee" if presente else "cgv_utile"
    return Jugement("reserve_de_propriete", "presente" if presente else "absente", motif, (C_CIV_2367, C_CIV_2368))


def juger_la_decheance(cgv: Cgv, *, protege: bool) -> Jugement:
    """Utile, jamais exigée, mais expresse. Contre un consommateur, il faut une mise en demeure et un délai raisonnable ;
    contre un non-professionnel, que les clauses abusives protègent aussi (C. conso., L212-2), de même.

    Doute : l'arrêt du 22 mars 2023 porte sur un prêt ; le même raisonnement est étendu ici à une vente à terme.
    """
    sujet = "decheance_du_terme"
    if not cgv.decheance_du_terme:
        return Jugement(sujet, "absente", "cgv_utile")
    if not protege:
        return Jugement(sujet, "presente", "mention_trouvee")
    if cgv.apres_mise_en_demeure is None:
        return Jugement(sujet, "inconnue", "cgv_preavis_inconnu", (CIV_22_MARS_2023,))
    if not cgv.apres_mise_en_demeure:
        return Jugement(sujet, "contradictoire", "cgv_sans_preavis", (CIV_22_MARS_2023,))
    return Jugement(sujet, "presente", "mention_trouvee", (CIV_22_MARS_2023,))


def juger_hors_des_professionnels(cgv: Cgv) -> tuple[Jugement, ...]:
    """Les pénalités et l'indemnité de L441-10 ne s'imposent qu'entre professionnels.

    L'indemnité n'a donc pas sa place ; un taux de pénalités est une clause pénale, que le juge apprécie (R212-2, 3°).
    """
    jugements = []
    if cgv.penalites is not None:
        professionnel = cgv.penalites.nature == "bce"
        jugements.append(
            Jugement("penalites", "contradictoire", "cgv_taux_professionnel", (L441_10_II,))
            if professionnel
            else Jugement("penalites", "inconnue", "cgv_clause_a_apprecier", (R212_2,))
        )
    if cgv.indemnite:
        jugements.append(Jugement("indemnite", "contradictoire", "cgv_indemnite_professionnelle", (L441_10_II,)))
    return tuple(jugements)
