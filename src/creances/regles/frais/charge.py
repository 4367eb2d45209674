"""Qui supporte les frais à la fin ? Le créancier, le débiteur, le perdant, ou celui que le juge désigne."""

from __future__ import annotations

from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import postes
from creances.noyau.choix import Cas, resoudre
from creances.noyau.erreurs import DroitInconnu, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.valeurs import ChargeDesFrais

L111_8_AL_1 = "CPCE, L111-8, al. 1"
L111_8_AL_2 = "CPCE, L111-8, al. 2"
L111_8_AL_3 = "CPCE, L111-8, al. 3"
CPC_696 = "CPC, 696"
CPC_700 = "CPC, 700"
D441_5 = "C. com., D441-5"
L126_5 = "CPCE, L126-5"

Poste = Literal[
    "recouvrement_amiable",
    "depens",
    "honoraires_avocat",
    "execution_forcee",
    "mesure_conservatoire",
    "recouvrement_debiteur",
    "recouvrement_creancier",
    "petites_creances",
    "creances_commerciales_incontestees",
    "cheque_impaye",
    "indemnite_forfaitaire",
]
_ENTRE_COMMERCANTS = "creances_commerciales_incontestees"
# Ce que personne n'avance : un droit pris sur les sommes reçues, une indemnité que le débiteur doit.
_SANS_AVANCE = frozenset({"recouvrement_debiteur", "recouvrement_creancier", "indemnite_forfaitaire"})
_CHARGES: dict[str, tuple[str, str]] = {
    "depens": ("perdant", CPC_696),
    "honoraires_avocat": ("juge", CPC_700),
    "mesure_conservatoire": ("debiteur", "CPCE, L512-2"),
    "recouvrement_debiteur": ("debiteur", "C. com., A444-31"),
    "recouvrement_creancier": ("creancier", "C. com., A444-32"),
    "petites_creances": ("creancier", "CPCE, L125-1"),
    _ENTRE_COMMERCANTS: ("debiteur", L126_5),
    "cheque_impaye": ("debiteur", "CMF, L131-73"),
    "indemnite_forfaitaire": ("debiteur", D441_5),
}


@regle("charge_des_frais", "CPCE, L111-8", "CPC, 695", CPC_696, CPC_700, "CPCE, L125-1", L126_5, D441_5)
def charge_des_frais(
    poste: Poste,
    *,
    au: JourAccepte,
    acte_prescrit: bool = False,
    necessaires: bool = True,
    mauvaise_foi: bool = False,
    droit: Droit | None = None,
) -> Resultat[ChargeDesFrais]:
    """Qui supporte un poste de frais : "creancier", "debiteur", "perdant" (condamné aux dépens) ou "juge".

    « Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un
    acte dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite »
    (CPCE, L111-8).

    - `poste` : "recouvrement_amiable" (relance, mise en demeure, sommation, sans titre), "depens" (greffe, assignation,
      signification, contribution pour l'aide juridique), "honoraires_avocat", "execution_forcee", et les régimes propres.
    - `acte_prescrit` : l'acte sans titre est prescrit par la loi au créancier (protêt, certificat de non-paiement).
    - `necessaires=False` : il est manifeste que les frais d'exécution ne l'étaient pas. `mauvaise_foi` : celle du débiteur,
      à qui le juge de l'exécution peut alors laisser tout ou partie des frais amiables.
    - `au` : jour des frais.

    L'indemnité de quarante euros est un droit distinct : elle ne rembourse pas ces frais et n'en rend aucun récupérable.

    Doute : L126-5 est lu d'après le texte adopté en commission (réserve). Erreurs : `DroitInconnu` pour la procédure des
    créances commerciales incontestées avant le 25 avril 2026.
    Source : CPCE, L111-8, L125-1, L126-5 et L512-2 ; CPC, 695, 696 et 700 ; CMF, L131-73 ; C. com., D441-5.

    >>> charge_des_frais("recouvrement_amiable", au="2026-06-01").valeur.charge
    'creancier'
    """
    droit = droit or droit_courant()
    exiger_parmi("poste", poste, get_args(Poste))
    le = jour(au, "au")
    if poste == _ENTRE_COMMERCANTS and not any(un.vaut(None, le) for un in postes() if un.procedure == "L126"):
        raise DroitInconnu(f"{poste} : cette procédure n'existe pas au {le}", code="frais.procedure_inconnue")
    retenu = resoudre(*_cas(poste, acte_prescrit, necessaires, mauvaise_foi))
    valeur = ChargeDesFrais(poste, retenu.alors, poste not in _SANS_AVANCE, retenu.article)
    mots = (("poste", poste), ("charge", retenu.alors))
    return Resultat(
        "charge_des_frais",
        valeur,
        (Ligne("frais.charge", retenu.article, mots=mots),),
        (retenu.article,),
        (*_reserves(poste, retenu.alors), *droit.a_revoir(le)),
        le,
        droit.version,
    )


def _cas(poste: str, acte_prescrit: bool, necessaires: bool, mauvaise_foi: bool) -> tuple[Cas[str], ...]:
    """La règle du poste et ses exceptions : l'acte prescrit l'emporte sur la mauvaise foi, qui ne sert alors à rien."""
    if poste == "recouvrement_amiable":
        return (
            Cas(
                "recouvrement sans titre",
                L111_8_AL_2,
                "creancier",
                sauf=(
                    Cas("acte prescrit par la loi", L111_8_AL_2, "debiteur", si=acte_prescrit),
                    Cas("débiteur de mauvaise foi", L111_8_AL_3, "juge", si=mauvaise_foi and not acte_prescrit),
                ),
            ),
        )
    if poste == "execution_forcee":
        inutiles = Cas("frais manifestement inutiles", L111_8_AL_1, "creancier", si=not necessaires)
        return (Cas("exécution forcée", L111_8_AL_1, "debiteur", sauf=(inutiles,)),)
    charge, article = _CHARGES[poste]
    return (Cas(poste, article, charge),)


def _reserves(poste: str, charge: str) -> tuple[Reserve, ...]:
    if poste == _ENTRE_COMMERCANTS:
        return (Reserve("L126_5_NON_RELU", (L126_5,)),)
    if poste == "indemnite_forfaitaire":
        return (Reserve("INDEMNITE_DISTINCTE", ("CPCE, L111-8", D441_5)),)
    if charge == "perdant":
        return (Reserve("DEPENS_AUTREMENT_REPARTIS", (CPC_696,)),)
    return ()
