"""Les chiffres dont la comparaison se sert, prêts à compter : argument, puis politique, puis historique, puis usage."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from creances.moteur.orientation.valeurs import ChiffreRetenu, Origine
from creances.moteur.usages.chiffres import chiffres
from creances.moteur.usages.courbe import (
    EUROS,
    FICHIER,
    POUR_CENT,
    PREFIXE,
    UNITE,
    CourbeRecouvrement,
    PointDeCourbe,
    courbe_usuelle,
    unites,
)
from creances.moteur.usages.politique import Politique
from creances.noyau.argent import MILLION, centimes, millioniemes, montant
from creances.noyau.calcul import ANNEE_COMMUNE

ABANDON = "abandon"
# Assez de chiffres pour que le dernier de UNITE soit juste ; le même contexte partout, donc le même résultat.
_CONTEXTE = Context(prec=2 * len(str(UNITE)), rounding=ROUND_HALF_EVEN)
# La voie et le nom que portent ses chiffres ; un tiers ou un juge expose l'image.
VOIES: Mapping[str, tuple[str, bool]] = {
    "relance": ("relance", False),
    "echeancier": ("echeancier", False),
    "mediation": ("mediation", False),
    "pack_automatise": ("pack", True),
    "mise_en_demeure": ("mise_en_demeure", False),
    "cabinet": ("cabinet", True),
    "petites_creances": ("petites_creances", True),
    "injonction_payer": ("injonction", True),
    "refere_provision": ("refere", True),
    "assignation_fond": ("fond", True),
}


class Tarif(NamedTuple):
    """Ce que coûte une option : euros en centimes, parts en millionièmes, `actualisation` sur `UNITE`."""

    cout: int
    duree: int
    dommage: int
    depens: int
    actualisation: int
    noms: tuple[str, ...]


class Reperes:
    """Les chiffres retenus, en entiers : `parts` en millionièmes, `sommes` en centimes, `nombres` tels quels."""

    def __init__(self, dits: Mapping[str, tuple[Decimal, Origine]], courbe: tuple[CourbeRecouvrement, Origine]) -> None:
        self.courbe, self.origine_de_la_courbe = courbe
        self.retenus: dict[str, ChiffreRetenu] = {}
        self.parts: dict[str, int] = {}
        self.sommes: dict[str, int] = {}
        self.nombres: dict[str, int] = {}
        for nom, un in chiffres(FICHIER).items():
            valeur, origine = dits.get(nom, (un.valeur, "defaut"))
            self._ranger(nom, unites()[nom], Decimal(valeur))
            source, confiance = (un.source, un.confiance) if origine == "defaut" else ("", "haute")
            ecrite = format(Decimal(valeur).normalize(), "f")
            self.retenus[nom] = ChiffreRetenu(nom, ecrite, unites()[nom], origine, source, confiance)
        self.tarifs = {voie: self._tarif(cle) for voie, (cle, _) in VOIES.items()}
        self.retenus["courbe"] = self._de_la_courbe()

    def _ranger(self, nom: str, unite: str, valeur: Decimal) -> None:
        if unite == POUR_CENT:
            self.parts[nom] = millioniemes(valeur)
        elif unite == EUROS:
            self.sommes[nom] = centimes(montant(valeur, nom))
        else:
            self.nombres[nom] = int(valeur)

    def _tarif(self, cle: str) -> Tarif:
        depens = f"depens_{cle}"
        duree = self.nombres[f"duree_{cle}"]
        noms = [f"cout_{cle}", f"duree_{cle}", f"dommage_{cle}", "actualisation"]
        return Tarif(
            self.sommes[f"cout_{cle}"],
            duree,
            self.parts[f"dommage_{cle}"],
            self.sommes.get(depens, 0),
            self.actualiser(duree),
            tuple(noms + [depens] * (depens in self.sommes)),
        )

    def actualiser(self, jours: int) -> int:
        """Ce que vaut aujourd'hui, sur `UNITE`, un euro reçu dans ce nombre de jours : (1 + taux) ^ -(jours / 365)."""
        par_an = _CONTEXTE.divide(Decimal(self.parts["actualisation"]), Decimal(MILLION))
        croissance = _CONTEXTE.ln(_CONTEXTE.add(Decimal(1), par_an))
        exposant = _CONTEXTE.divide(_CONTEXTE.multiply(croissance, Decimal(-jours)), Decimal(ANNEE_COMMUNE))
        return int(_CONTEXTE.multiply(_CONTEXTE.exp(exposant), Decimal(UNITE)).to_integral_value(ROUND_HALF_EVEN))

    def _de_la_courbe(self) -> ChiffreRetenu:
        points = " ; ".join(f"{un.age} : {un.part}" for un in self.courbe.points)
        usuelle = self.origine_de_la_courbe == "defaut"
        return ChiffreRetenu(
            "courbe",
            points,
            POUR_CENT,
            self.origine_de_la_courbe,
            self.courbe.source,
            "moyenne" if usuelle else "haute",
        )


@lru_cache
def reperes(
    politique: Politique | None,
    segment: str | None,
    courbe: CourbeRecouvrement | None,
    donnes: tuple[tuple[str, Decimal], ...],
) -> Reperes:
    """Les chiffres retenus : ceux de l'argument l'emportent sur la politique, elle sur l'historique, lui sur l'usage.

    Les alertes ne reculent jamais : une politique qui les raccourcit garde celles de l'usage.
    """
    de_la_politique = () if politique is None else politique.chiffres_du(segment)
    dits: dict[str, tuple[Decimal, Origine]] = {nom: (valeur, "politique") for nom, valeur in de_la_politique}
    dits |= {nom: (valeur, "argument") for nom, valeur in donnes}
    for nom in ("alerte_prescription", "alerte_assureur"):
        if nom in dits and dits[nom][0] < chiffres(FICHIER)[nom].valeur:
            del dits[nom]
    return Reperes(dits, _courbe(politique, courbe, dits))


def _courbe(
    politique: Politique | None, historique: CourbeRecouvrement | None, dits: Mapping[str, tuple[Decimal, Origine]]
) -> tuple[CourbeRecouvrement, Origine]:
    redits: dict[int, tuple[Decimal, Origine]] = {
        int(nom.removeprefix(PREFIXE)): dit for nom, dit in dits.items() if nom.startswith(PREFIXE)
    }
    par_argument = any(origine == "argument" for _, origine in redits.values())
    if not par_argument and politique is not None and politique.courbe is not None:
        return politique.courbe, "politique"
    if redits:
        points = [
            PointDeCourbe(age=un.age, part=redits[un.age][0] if un.age in redits else un.part)
            for un in courbe_usuelle().points
        ]
        return courbe_usuelle().avec(points=points), "argument" if par_argument else "politique"
    if historique is not None:
        return historique, "historique"
    return courbe_usuelle(), "defaut"
