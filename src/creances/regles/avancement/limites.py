"""Les délais d'une procédure contre un débiteur : d'où chacun part, quand il finit, s'il a été tenu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from creances.droit.computation import (
    Duree,
    Expiration,
    a_rebours,
    ajouter_jours_ouvrables,
    ajouter_jours_ouvres,
    compter,
    expirer,
    reserves_des_tables,
)
from creances.droit.procedures import EtapeDeProcedure
from creances.modeles import Acte
from creances.noyau.erreurs import HorsChamp
from creances.noyau.resultat import Ligne, Reserve
from creances.noyau.tables import Version
from creances.noyau.temps import UN_JOUR
from creances.regles.avancement.lecture import Poursuite

REGLEMENT_1182 = "Règlement (CEE, Euratom) n° 1182/71, art. 3"
_MOIS_PAR_AN = 12
_JOURS_COMPTES = {"jours_ouvrables": ajouter_jours_ouvrables, "jours_ouvres": ajouter_jours_ouvres}


@dataclass(frozen=True, slots=True)
class Delai:
    """Un délai ouvert. `depuis` : le jour dont il part ; `ouvert` : depuis quand un acte peut l'accomplir.

    `expire` : son dernier jour, None sans délai légal. `accompli` : le jour du premier acte qui y répond.
    `annonce` : il ne part encore que d'un acte annoncé, et rien ne tombe s'il passe.
    """

    etape: EtapeDeProcedure
    depart: str
    depuis: date
    ouvert: date
    expire: date | None
    accompli: date | None = None
    article: str = ""
    certain: bool = True
    annonce: bool = False
    lignes: tuple[Ligne, ...] = ()
    reserves: tuple[Reserve, ...] = ()

    @property
    def jour(self) -> date | None:
        """Le dernier jour d'une limite, le premier jour possible après une attente."""
        if self.expire is None or self.etape.nature != "attente":
            return self.expire
        return self.expire + UN_JOUR

    @property
    def fin(self) -> date:
        """Le dernier jour d'un délai qui en a un."""
        assert self.expire is not None  # noqa: S101 - l'appelant a vu qu'il en a un
        return self.expire

    @property
    def tenu(self) -> bool:
        """Vrai si l'acte a été fait dans le délai."""
        return self.accompli is not None and (self.expire is None or self.accompli <= self.expire)

    def manque(self, au: date) -> bool:
        """Vrai si c'est une limite, passée sans que l'acte ait été fait à temps. Elle le reste toujours."""
        limite = self.etape.nature == "limite" and not self.annonce
        return limite and self.expire is not None and self.expire < au and not self.tenu

    @property
    def premature(self) -> bool:
        """Vrai si c'est une attente qu'un acte n'a pas respectée."""
        attente = self.etape.nature == "attente" and self.expire is not None and self.accompli is not None
        return attente and self.accompli <= self.expire  # type: ignore[operator]


class _Origine(NamedTuple):
    depart: str
    depuis: date
    ouvert: date
    annonce: bool = False


class Delais:
    """Tous les délais d'une poursuite, calculés une fois ; une étape peut partir de la fin d'une autre."""

    def __init__(self, poursuite: Poursuite) -> None:
        self.poursuite = poursuite
        self.reserves: list[Reserve] = []
        self._calcules: dict[str, tuple[Delai, ...]] = {}

    def tous(self) -> tuple[Delai, ...]:
        """Les délais, dans l'ordre des étapes."""
        etapes = self.poursuite.loi.etapes
        return tuple([delai for etape in etapes if not etape.interne for delai in self.de(etape.code)])

    def de(self, code: str) -> tuple[Delai, ...]:
        """Les délais d'une étape : aucun si elle ne se pose pas, ou pas encore."""
        delais = self._calcules.get(code)
        if delais is None:
            etape = self.poursuite.loi.etape(code)
            delais = tuple(self._calculer(etape)) if self.poursuite.peut_partir(etape) else ()
            self._calcules[code] = delais
        return delais

    def bloque(self) -> bool:
        """Vrai si un acte fait avant la fin des délais du titre l'empêche de naître seul : une opposition à temps."""
        titre = self.poursuite.loi.titre
        fins = [delai.expire for code in titre.apres for delai in self.de(code) if delai.expire is not None]
        return bool(fins) and any(acte.date <= max(fins) for acte in self.poursuite.du_type(*titre.bloque))

    def _calculer(self, etape: EtapeDeProcedure) -> Iterator[Delai]:
        pose = self.poursuite.condition(etape.condition)
        if pose is False or self._supprimee(etape):
            return
        origines = self._origines(etape)
        if not origines and etape.sans_depart:
            self.reserves.append(Reserve(etape.sans_depart, (etape.article,)))
        significations = self.poursuite.du_type("signification") if etape.mode_inconnu else ()
        if any(acte.a_personne is None for acte in significations[:1]):
            self.reserves.append(Reserve(etape.mode_inconnu, (etape.article,)))
        for origine in origines:
            trouve = self._delai(etape, origine)
            if trouve is None:
                continue
            if pose is None:
                mots = (("etape", etape.code), ("condition", etape.condition))
                trouve = replace(trouve, certain=False)
                self.reserves.append(Reserve("CONDITION_INCONNUE", (etape.article,), mots=mots))
            yield self._avec(trouve)

    def _origines(self, etape: EtapeDeProcedure) -> tuple[_Origine, ...]:
        """Ce dont l'étape part : chaque départ si elle se répète, sinon le premier."""
        trouvees = [une for acte in self.poursuite.du_type(*etape.depart) for une in self._de_l_acte(etape, acte)]
        for code in etape.fins:
            trouvees.extend(self._des_fins(code))
        if not trouvees and etape.annonce:
            annonces = [une for acte in self.poursuite.du_type(etape.annonce) for une in self._de_l_acte(etape, acte)]
            return tuple(une._replace(annonce=True) for une in annonces[-1:])
        trouvees.sort(key=lambda une: (une.depuis, une.depart))
        return tuple(trouvees if etape.repete else trouvees[:1])

    def _de_l_acte(self, etape: EtapeDeProcedure, acte: Acte) -> Iterator[_Origine]:
        if etape.de == "date":
            yield _Origine(acte.type, acte.date, acte.date)
            return
        audience = acte.audience
        if audience is None:
            fixees = [une.audience for une in self.poursuite.du_type("fixation") if une.date <= acte.date]
            audience = fixees[-1] if fixees else None
        if audience is not None:
            yield _Origine("audience", audience, acte.date)

    def _des_fins(self, code: str) -> Iterator[_Origine]:
        """La fin d'une limite que personne n'a tenue, ou d'une attente qui n'est pas devenue sans objet."""
        for delai in self.de(code):
            sans_objet = delai.tenu if delai.etape.nature == "limite" else self._sans_objet(code)
            if delai.expire is not None and not sans_objet:
                yield _Origine(f"fin_{code}", delai.expire, delai.ouvert)

    def _sans_objet(self, code: str) -> bool:
        return code in self.poursuite.loi.titre.apres and self.bloque()

    def _delai(self, etape: EtapeDeProcedure, origine: _Origine) -> Delai | None:
        choisi = self._jour_de_la_version(etape, origine)
        accompli = self._accompli(etape, origine)
        expire, article = None, etape.article
        lignes: tuple[Ligne, ...] = ()
        reserves: tuple[Reserve, ...] = ()
        if etape.table:
            version = self._version(etape, choisi)
            if version is None or not isinstance(version.valeur, int):
                return None
            fin = self._expirer(etape, origine.depuis, version)
            expire, article, lignes = fin.jour, version.article, fin.lignes
            sources = reserves_des_tables(self.poursuite.droit, [etape.table], choisi, choisi)
            propres = (Reserve(etape.reserve, (article,)),) if etape.reserve else ()
            reserves = (*fin.reserves, *sources, *propres)
        elif choisi < (etape.depuis or choisi) or choisi >= (etape.jusqu_au or date.max):
            return None
        elif etape.nature == "attente":
            expire = origine.depuis
        return Delai(
            etape=etape,
            depart=origine.depart,
            depuis=origine.depuis,
            ouvert=origine.ouvert,
            expire=expire,
            accompli=accompli,
            article=article,
            certain=not origine.annonce,
            annonce=origine.annonce,
            lignes=lignes,
            reserves=reserves,
        )

    def _supprimee(self, etape: EtapeDeProcedure) -> bool:
        """Vrai si l'acte qui choisit la version, quel que soit le départ, désigne une loi où l'étape n'existe plus."""
        choisis = self.poursuite.du_type(etape.selon) if etape.selon else ()
        version = self.poursuite.droit.lire(etape.table, choisis[0].date) if choisis else None
        return version is not None and not isinstance(version.valeur, int)

    def _jour_de_la_version(self, etape: EtapeDeProcedure, origine: _Origine) -> date:
        choisis = self.poursuite.du_type(etape.selon) if etape.selon else ()
        return choisis[0].date if choisis else origine.ouvert

    def _version(self, etape: EtapeDeProcedure, jour: date) -> Version[int | str] | None:
        """La durée en vigueur. Avant la première que nous connaissons, l'étape dit elle-même ce qu'il faut répondre."""
        droit = self.poursuite.droit
        lue = droit.lire(etape.table, jour)
        if lue is not None or etape.table not in droit.tables or etape.avant == "inexistante":
            return lue
        if etape.avant == "hors_champ":
            debut = droit.table(etape.table).versions[0].debut
            raise HorsChamp(
                f"{self.poursuite.loi.code} : acte du {jour} ; accepté : depuis le {debut}",
                code="hors_champ.procedure_ancienne",
                articles=(etape.article,),
            )
        if etape.avant == "reserve":
            self.reserves.append(Reserve("ETAPE_ANTERIEURE_INCONNUE", (etape.article,), mots=(("etape", etape.code),)))
            return None
        return droit(etape.table, jour)

    def _expirer(self, etape: EtapeDeProcedure, depuis: date, version: Version[int | str]) -> Expiration:
        lieu, droit, valeur = self.poursuite.lieu, self.poursuite.droit, int(version.valeur)
        if etape.sens == "avant":
            return a_rebours(depuis, valeur, lieu, droit)
        if etape.unite in _JOURS_COMPTES:
            compte = _JOURS_COMPTES[etape.unite](depuis, valeur, lieu)
            jour = lieu.suivant(compte)
            return Expiration(jour, (Ligne("procedure.jours_ouvrables", version.article, fin=jour, jours=valeur),), ())
        if etape.unite == "jours_europeens":
            fin = expirer(depuis, Duree(jours=valeur), lieu, droit)
            return fin._replace(lignes=(Ligne("procedure.reglement", REGLEMENT_1182, fin=fin.jour, jours=valeur),))
        mois, lignes, tables = self._distance(etape, depuis)
        en_mois = {"mois": valeur, "ans": valeur * _MOIS_PAR_AN}.get(etape.unite, 0)
        jours = valeur if etape.unite == "jours" else 0
        compter_ainsi = Duree(mois=en_mois + mois, jours=jours, franc=etape.franc)
        fin = expirer(depuis, compter_ainsi, lieu, droit) if etape.report else compter(depuis, compter_ainsi, droit)
        reserves = (*fin.reserves, *reserves_des_tables(droit, tables, depuis, fin.jour))
        return Expiration(fin.jour, (*lignes, *fin.lignes), reserves)

    def _distance(self, etape: EtapeDeProcedure, depuis: date) -> tuple[int, tuple[Ligne, ...], list[str]]:
        """Les mois que la demeure de l'intéressé ajoute, sa ligne, et la table lue."""
        siege = "metropole" if self.poursuite.lieu.en_metropole else "outre_mer"
        demeure = {
            "debiteur": self.poursuite.partie.eloignement,
            "creancier": self.poursuite.procedure.eloignement,
        }.get(etape.distance)
        if demeure is None:
            return 0, (), []
        creancier = etape.distance == "creancier"
        table = f"declaration.distance.{siege}" if creancier else f"procedure.distance.{siege}.{demeure}"
        ajout = self.poursuite.droit(table, depuis)
        return ajout.valeur, (Ligne("delai.distance", ajout.article, mots=(("mois", ajout.valeur),)),), [table]

    def _accompli(self, etape: EtapeDeProcedure, origine: _Origine) -> date | None:
        """Le jour du premier acte qui répond à l'étape ; s'il peut la précéder, il vaut au jour du départ."""
        jours = [acte.date for acte in self.poursuite.du_type(*etape.actes)]
        if etape.anterieur:
            jours = [max(jour, origine.ouvert) for jour in jours]
        return min((jour for jour in jours if jour >= origine.ouvert), default=None)

    def _avec(self, delai: Delai) -> Delai:
        """La plus tardive de deux limites, quand la loi laisse le choix."""
        autres = self.de(delai.etape.avec) if delai.etape.avec else ()
        for autre in autres:
            if autre.expire is not None and delai.expire is not None and autre.expire > delai.expire:
                return replace(autre, etape=delai.etape, accompli=delai.accompli)
        return delai
