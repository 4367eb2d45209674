"""Le cours d'un délai : sa durée, ce qu'il en reste, et les lois qui le changent en route (C. civ., 2222 à 2232)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from creances.droit.corpus import Droit
from creances.droit.prescriptions import NatureDeCreance, RegimeDeDelai
from creances.noyau.resultat import Ligne, Reserve
from creances.noyau.tables import Version
from creances.noyau.temps import UN_JOUR, ajouter_mois, fin_de_mois
from creances.regles.prescription.depart import Depart
from creances.regles.prescription.faits import Fait

C_CIV_2222 = "C. civ., 2222"
C_CIV_2229 = "C. civ., 2229"
C_CIV_2232 = "C. civ., 2232"
ORDONNANCE_2020_306 = "Ordonnance n° 2020-306, art. 2"
LOI_1968_1 = "Loi n° 68-1250, art. 1"
_FIN_DE_PERIODE = "procedure.periode_2020.fin"
_PLAFOND_DE_PERIODE = "procedure.periode_2020.plafond"
_MOIS_PAR_AN = 12
_TITRE = "titre"


class Cadre(NamedTuple):
    """Ce qui ne change pas d'un acte à l'autre : la nature, les options, le droit, le jour de la question."""

    nature: NatureDeCreance
    de_consommation: bool
    droit: Droit
    au: date
    commandement_interrompt: bool = False


@dataclass(slots=True)
class Cours:
    """Un délai en cours. `terme` est le dernier jour utile, None tant qu'il est interrompu.

    `base` : le jour, non compté, d'où court le délai. `gele` : fin (exclue) de ce qui a déjà été suspendu.
    `ouvert` : l'acte qui interrompt encore ; `suspendu` : celui qui suspend encore.
    """

    cadre: Cadre
    depart: Depart
    table: str = ""
    regime: RegimeDeDelai = "prescription"
    base: date = date.min
    mois: int = 0
    terme: date | None = None
    ouvert: Fait | None = None
    suspendu: Fait | None = None
    titre: bool = False
    gele: date | None = None
    planchers: list[date] = field(default_factory=list)
    butoir_leve: bool = False
    lettre: str = ""
    lignes: list[Ligne] = field(default_factory=list)
    reserves: list[Reserve] = field(default_factory=list)
    _lois_vues: date = date.min
    _vingt_ans: date | None = None

    def __post_init__(self) -> None:
        nature = self.cadre.nature
        self.regime, self.lettre, self.titre = nature.regime, nature.lettre, nature.duree == _TITRE
        self.lignes.append(
            Ligne(
                "prescription.depart",
                self.depart.article,
                fin=self.depart.jour,
                mots=(("evenement", self.depart.evenement),),
            )
        )
        self.repartir(nature.duree, self.depart.jour)

    # La durée, et les lois qui la changent

    def repartir(self, table: str, base: date, au_moins: int = 0) -> None:
        """Fait courir depuis `base` la durée d'une table : à l'origine, ou quand un titre en change."""
        self.table, self.base, self._lois_vues = f"prescription.{table}", base, base
        premiere = self.cadre.droit.table(self.table).versions[0]
        if base < premiere.debut:
            self._avant_la_premiere_loi(premiere)
            return
        version = self.cadre.droit(self.table, base)
        self.mois = max(version.valeur, au_moins)
        self.terme = self.depuis(base)
        self._dire_la_duree(version)

    def _avant_la_premiere_loi(self, premiere: Version[int]) -> None:
        """La durée ancienne n'est pas connue : celle de la première loi, depuis son entrée en vigueur, la borne (2222)."""
        self.base, self._lois_vues, self.mois = premiere.debut - UN_JOUR, premiere.debut, premiere.valeur
        self.terme = self.depuis(self.base)
        self.reserves.append(Reserve("DUREE_ANTERIEURE_INCONNUE", (C_CIV_2222,), dates=(("debut", premiere.debut),)))
        self._dire_la_duree(premiere)

    def _dire_la_duree(self, version: Version[int]) -> None:
        if self.quadriennale:
            code, mots = "prescription.annees_pleines", (("annees", version.valeur),)
        elif self.mois > _MOIS_PAR_AN and self.mois % _MOIS_PAR_AN == 0:
            code, mots = "prescription.duree_ans", (("annees", self.mois // _MOIS_PAR_AN),)
        else:
            code, mots = "prescription.duree_mois", (("mois", self.mois),)
        self.lignes.append(Ligne(code, version.article, debut=self.base, fin=self.terme, mots=mots))
        self.reserves.extend(self.cadre.droit.table(self.table).reserves_du(self.base, self.base))

    @property
    def quadriennale(self) -> bool:
        """Vrai pour une créance sur une personne publique : le délai se compte par années civiles."""
        return self.regime == "quadriennale"

    def avancer(self, jour: date) -> None:
        """Applique les lois entrées en vigueur jusqu'à `jour` inclus, sans jamais dépasser le jour de la question."""
        versions = self.cadre.droit.table(self.table).versions
        for version in versions if versions[-1].debut > self._lois_vues else ():
            if self._lois_vues < version.debut <= jour and not self.acquise(version.debut):
                self._changer_de_loi(version)
        if jour > self._lois_vues:
            self._lois_vues = jour

    def convenir(self, mois: int) -> None:
        """Remplace la durée de la loi par celle des parties, que les lois suivantes ne changent plus."""
        self.mois, self._lois_vues = mois, date.max
        if self.terme is not None:
            self.terme = self.depuis(self.base)

    def acquise(self, jour: date) -> bool:
        """Vrai si le dernier jour du terme est accompli à ce jour (C. civ., 2229)."""
        return self.terme is not None and jour > self.terme

    def _changer_de_loi(self, version: Version[int]) -> None:
        """« En cas de réduction […], ce nouveau délai court à compter du jour de l'entrée en vigueur de la loi nouvelle,
        sans que la durée totale puisse excéder la durée prévue par la loi antérieure. » Il part à zéro heure : ce jour
        compte.
        """
        ancienne, self.mois = self.mois, version.valeur
        if self.terme is None or version.valeur == ancienne:
            return
        if version.debut <= self.base:
            self.terme = self.depuis(self.base)
            self.reserves.append(Reserve("LOI_PENDANT_L_INSTANCE", (C_CIV_2222,), dates=(("debut", version.debut),)))
        elif version.valeur > ancienne:
            self.terme = self.depuis(self.base)
        else:
            reduit = ajouter_mois(version.debut, version.valeur).jour - UN_JOUR
            reste = (self.gele - version.debut).days if self.gele is not None and self.gele > version.debut else 0
            self.terme = min(self.terme, reduit + timedelta(days=reste))
        self.lignes.append(Ligne("prescription.loi_nouvelle", C_CIV_2222, debut=version.debut, fin=self.terme))

    # Le terme

    def depuis(self, base: date) -> date:
        """Le dernier jour d'un délai entier qui court depuis `base`, compte tenu de ce qui le gèle encore.

        De quantième à quantième, « par jours, et non par heures » (C. civ., 2228) ; jamais reporté d'un jour chômé.
        """
        if self.quadriennale:
            return fin_de_mois(base.replace(year=base.year + self.mois, month=_MOIS_PAR_AN, day=1))
        terme = ajouter_mois(base, self.mois).jour
        premier_jour = base + UN_JOUR
        if self.gele is not None and self.gele > premier_jour:
            terme += self.gele - premier_jour
        for fin in self.planchers:
            if fin > base:
                terme = max(terme, self.apres_plancher(fin))
        return terme

    def apres_plancher(self, fin: date) -> date:
        """Six mois après la fin d'une suspension qui en garantit autant (C. civ., 2238 et 2239)."""
        version = self.cadre.droit.lire("prescription.plancher", fin)
        return fin if version is None else ajouter_mois(fin, version.valeur).jour

    def dernier_jour_utile(self) -> date | None:
        """Le terme ; s'il est échu pendant la période protégée de 2020, deux mois après elle (ordonnance n° 2020-306)."""
        if self.terme is None:
            return None
        fin = self.cadre.droit.lire(_FIN_DE_PERIODE, self.terme)
        if fin is None or self.terme > fin.valeur:
            return self.terme
        return ajouter_mois(fin.valeur, self.cadre.droit(_PLAFOND_DE_PERIODE, self.terme).valeur).jour

    def porter(self, terme: date) -> None:
        """Fixe le nouveau terme : un acte ne le rapproche jamais, et vingt ans depuis le départ le bornent (2232)."""
        terme = terme if self.terme is None else max(self.terme, terme)
        butoir = self._butoir()
        if butoir is not None and terme > butoir:
            terme = butoir if self.terme is None else max(self.terme, butoir)
            self.lignes.append(Ligne("prescription.butoir", C_CIV_2232, fin=terme))
            self.reserves.append(Reserve("BUTOIR", (C_CIV_2232,), dates=(("butoir", terme),)))
        self.terme = terme

    def _butoir(self) -> date | None:
        if self.regime != "prescription" or self.titre or self.butoir_leve:
            return None
        if self._vingt_ans is None:
            version = self.cadre.droit.lire("prescription.butoir", self.cadre.au)
            self._vingt_ans = date.max if version is None else ajouter_mois(self.depart.jour, version.valeur).jour
        return self._vingt_ans
