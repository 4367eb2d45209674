"""Ce que perçoit le greffe du tribunal de commerce, version par version du tarif."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, get_args

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.droit.tarifs import reserves_de_periode, reserves_des_tarifs, tarif
from creances.modeles.parties import Territoire
from creances.noyau.argent import montant as lire_montant
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.frais.lecture import version as version_du_tarif
from creances.regles.frais.taxes import taxer
from creances.regles.frais.valeurs import FraisGreffe, Nombre

A743_8 = "C. com., A743-8"
A743_9 = "C. com., A743-9"

Formalite = Literal["injonction", "opposition", "fond", "refere", "requete"]
_DEUX_PARTIES = 2


@regle("frais_greffe", A743_8, A743_9, "CPC, 1425", "CGI, 278")
def frais_greffe(
    formalite: Formalite,
    *,
    au: JourAccepte,
    parties: Nombre = _DEUX_PARTIES,
    territoire: Territoire = "metropole",
    provision_le: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[FraisGreffe]:
    """Frais du greffe du tribunal de commerce, ou du tribunal des activités économiques, pour une formalité, en euros.

    - `formalite` : "injonction" (ordonnance, transmission, diligences), "opposition" (que le créancier consigne, CPC 1425),
      "fond" (enrôlement et transmission du jugement aux deux parties), "refere" (enrôlement seul) ou "requete".
    - `au` : jour de la formalité, qui choisit la version : 2016, 2021, 1er mai 2024, 1er mars 2026. `provision_le` : voir
      `emoluments`.
    - `parties` : au fond, au-delà de deux, chacune ajoute un enrôlement et une transmission.
    - `territoire` : TVA ; ailleurs qu'en métropole, la réserve GREFFE_LOCAL (tribunal mixte, chambre commerciale).

    Les trois prix d'une injonction qui circulent sont trois versions : 33,47, 31,80 et 30,23 euros toutes taxes comprises.

    Doutes : la version de 2018 n'a pas été lue ; le fond depuis mai 2024 est une estimation par unités (réserve) ; le
    passage au tarif de mars 2026 n'a pas été lu (réserve TARIF_TRANSITION en mars et avril 2026).
    Erreurs : `DroitInconnu` quand le montant de ce jour n'a pas été lu ; `DonneeInvalide` pour moins de deux parties, ou
    plus de deux ailleurs qu'au fond.
    Source : C. com., A743-8 et A743-9.

    >>> [str(frais_greffe("injonction", au=jour).valeur.ttc) for jour in ("2023-06-01", "2025-06-01", "2026-06-01")]
    ['33.47', '31.80', '30.23']
    """
    droit = droit or droit_courant()
    exiger_parmi("formalite", formalite, get_args(Formalite))
    _exiger_parties(formalite, parties)
    le = jour(au, "au")
    version = version_du_tarif(droit, le, provision_le)
    principal = tarif(droit, f"greffe.{formalite}", version)
    lus = [(f"greffe_{formalite}", 1, principal)]
    if parties > _DEUX_PARTIES:
        lus.extend(
            (f"greffe_{nom}", parties - _DEUX_PARTIES, tarif(droit, f"greffe.{nom}", version))
            for nom in ("fond_partie", "fond_transmission")
        )
    lignes = tuple(
        Ligne("frais.greffe", lu.article, montant=lire_montant(lu.valeur * fois), mots=(("poste", nom), ("fois", fois)))
        for nom, fois, lu in lus
    )
    ht = sum((ligne.montant for ligne in lignes if ligne.montant is not None), Decimal("0.00"))
    taxes = taxer(droit, ht, territoire, le)
    return Resultat(
        "frais_greffe",
        FraisGreffe(formalite, taxes.ht, taxes.taxe, taxes.ttc, principal.version),
        (*lignes, *taxes.lignes),
        tuple(dict.fromkeys(ligne.article for ligne in (*lignes, *taxes.lignes))),
        (
            *reserves_des_tarifs((*(lu for _, _, lu in lus), *taxes.lus)),
            *reserves_de_periode(droit, "greffe", version),
            *_reserves(formalite, territoire),
            *droit.a_revoir(le),
        ),
        le,
        droit.version,
    )


def _exiger_parties(formalite: str, parties: int) -> None:
    """Au moins deux, et pas plus hors du fond, dont seul le tarif par partie a été lu."""
    if parties < _DEUX_PARTIES or (parties > _DEUX_PARTIES and formalite != "fond"):
        raise DonneeInvalide(
            f"parties : reçu {parties} pour « {formalite} » ; accepté : {_DEUX_PARTIES}, ou plus au fond",
            code="frais.parties",
        )


def _reserves(formalite: str, territoire: Territoire) -> Iterator[Reserve]:
    if formalite == "refere":
        yield Reserve("REFERE_TRANSMISSION", (A743_9,))
    if territoire != "metropole":
        yield Reserve("GREFFE_LOCAL", (A743_8,))
