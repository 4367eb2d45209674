"""La passe unique sur un FEC : tout est contrôlé, seules les lignes clients sont gardées.

Le découpage est celui de `csv` sans guillemets (`QUOTE_NONE`), où `str.split` suffit : un guillemet est un
caractère comme un autre dans un FEC, et aucun échappement n'existe.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from operator import itemgetter
from pathlib import Path

from creances.adaptateurs.fec.format import ABSENTE, EnTete, lire_en_tete
from creances.adaptateurs.fec.releve import EcritureClient, Journal, LectureFec, Rejet, Totaux
from creances.adaptateurs.fec.source import (
    LIMITE_LIGNES,
    LIMITE_OCTETS,
    PORTE,
    lignes_par_blocs,
    reconnaitre_fin_de_ligne,
    refus,
)
from creances.adaptateurs.fec.valeurs import (
    Anomalies,
    Dates,
    Montants,
    ValeurIllisible,
    lire_date,
    lire_sens,
    montrer,
)
from creances.adaptateurs.octets import (
    Progression,
    Source,
    lire_octets,
    reconnaitre_encodage,
    refuser_les_autres_formats,
)

COMPTES_CLIENTS = ("411", "413", "416")

_NOM_DE_FICHIER = re.compile(r"[0-9]{9}FEC([0-9]{8})\b", re.IGNORECASE)
# Un premier exercice peut durer jusqu'à deux ans ; au-delà, le nom et les écritures ne parlent pas du même.
_EXERCICE_LE_PLUS_LONG = 731


def lire_fec(
    source: Source,
    *,
    comptes: tuple[str, ...] = COMPTES_CLIENTS,
    limite_octets: int = LIMITE_OCTETS,
    limite_lignes: int = LIMITE_LIGNES,
    progression: Progression | None = None,
) -> LectureFec:
    """Lit un fichier des écritures comptables à plat (LPF, art. A47 A-1).

    `source` est un chemin, des octets ou un flux binaire. `comptes` sont les préfixes des comptes clients à
    garder ; les acomptes reçus (4191) n'en sont pas. `progression(octets_lus, octets_en_tout)` est appelée
    après chaque mégaoctet. Encodage, séparateur, fins de ligne, ordre des colonnes et forme des montants sont
    reconnus, et dits dans le résultat.

    Montants en centimes. Toute ligne illisible est dans `rejets`, toute bizarrerie tolérée dans `anomalies`.
    Lève `DonneeInvalide` si le fichier entier est refusé (codes `fec.vide`, `fec.xml`, `fec.classeur`,
    `fec.en_tete`, `fec.separateur`, `fec.encodage`, `fec.octet_nul`, `fec.trop_gros`, `fec.trop_de_lignes`…).

    >>> from creances.noyau.erreurs import DonneeInvalide
    >>> try:
    ...     lire_fec(b"PK\\x03\\x04 un classeur")
    ... except DonneeInvalide as erreur:
    ...     print(erreur.code, "-", erreur.message.partition(" ; ")[0])
    fec.classeur - FEC : le fichier est un classeur XLSX ou une archive ZIP
    """
    prefixes = _verifier_comptes(comptes)
    octets = lire_octets(source, limite_octets, PORTE)
    refuser_les_autres_formats(octets, PORTE)
    encodage = reconnaitre_encodage(octets, PORTE)
    passe = _Passe(prefixes)
    paquets = lignes_par_blocs(octets, encodage, limite_lignes, progression, passe.anomalies)
    lignes = enumerate(chain.from_iterable(paquets), 1)
    en_tete = passe.ouvrir(lignes)
    passe.parcourir(en_tete, lignes)
    if isinstance(source, str | os.PathLike):
        passe.comparer_au_nom(Path(source).name)
    return passe.conclure(en_tete, encodage, reconnaitre_fin_de_ligne(octets))


def _verifier_comptes(comptes: Iterable[str]) -> tuple[str, ...]:
    prefixes = () if isinstance(comptes, str) else tuple(comptes)
    if not prefixes or not all(isinstance(prefixe, str) and prefixe.isalnum() for prefixe in prefixes):
        raise refus(
            "fec.comptes",
            f"comptes : reçu {comptes!r} ; accepté : une suite de préfixes, par exemple ('411', '416')",
        )
    return prefixes


class _Passe:
    """L'état d'une lecture en cours ; ne sort jamais d'ici."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self.prefixes = prefixes
        self.anomalies = Anomalies()
        self.dates = Dates()
        self.montants = Montants()
        self.ecritures: list[EcritureClient] = []
        self.rejets: list[Rejet] = []
        self.classes: defaultdict[str, set[str]] = defaultdict(set)
        self.libelles: dict[str, str] = {}
        self.jours: set[date] = set()
        self.autres = self.vides = self.debit = self.credit = 0

    def ouvrir(self, lignes: Iterator[tuple[int, str]]) -> EnTete:
        """Lit l'en-tête, première ligne non vide du fichier (il y en a une, le vide a été refusé)."""
        for numero, ligne in lignes:
            if ligne.strip():
                return lire_en_tete(ligne, numero, self.anomalies)
            self._noter_vide(numero)
        raise refus("fec.vide", "FEC : rien que des blancs ; accepté : un FEC à plat")

    def parcourir(self, en_tete: EnTete, lignes: Iterable[tuple[int, str]]) -> None:
        """La boucle : noms locaux et dictionnaires, car elle tourne une fois par ligne du fichier."""
        separateur, largeur = en_tete.separateur, en_tete.largeur
        en_sens = en_tete.sens != ABSENTE
        dates, montants, prefixes, jours = self.dates, self.montants, self.prefixes, self.jours
        dates_tolerees, montants_toleres = dates.toleres, montants.toleres
        classes, libelles, detailler = self.classes, self.libelles, _Detail(self, en_tete)
        for numero, ligne in lignes:
            champs = ligne.split(separateur)
            if len(champs) != largeur:
                self._ecarter(numero, ligne, champs, largeur)
                continue
            try:
                jour = dates[champs[en_tete.jour]]
                debit, credit = montants[champs[en_tete.debit]], montants[champs[en_tete.credit]]
                if en_sens:
                    debit, credit = (debit, 0) if lire_sens(champs[en_tete.sens]) > 0 else (0, credit)
                compte = champs[en_tete.compte].strip()
                if jour is None or not compte:
                    raise _absent("EcritureDate" if jour is None else "CompteNum")
                if compte.startswith(prefixes):
                    detailler.ajouter(numero, champs, jour, debit, credit)
                else:
                    self.autres += 1
            except ValeurIllisible as illisible:
                self.rejets.append(Rejet(numero, illisible.code, f"ligne {numero} : {illisible}"))
                continue
            if dates_tolerees or montants_toleres or (not debit) == (not credit):
                self._signaler(numero, champs, en_tete, debit)
            self.debit += debit
            self.credit += credit
            jours.add(jour)
            journal = champs[en_tete.journal]
            classes[journal].add(compte[0])
            libelles.setdefault(journal, champs[en_tete.journal_libelle])

    def _ecarter(self, numero: int, ligne: str, champs: list[str], largeur: int) -> None:
        if not ligne.strip():
            self._noter_vide(numero)
        elif len(champs) > largeur:
            message = f"ligne {numero} : {len(champs)} champs au lieu de {largeur}, un libellé contient sans doute "
            message += "le séparateur ; les champs sont décalés et la ligne n'est pas lue"
            self.rejets.append(Rejet(numero, "fec.champs_decales", message))
        else:
            message = f"ligne {numero} : {len(champs)} champs au lieu de {largeur}, {montrer(ligne)}"
            self.rejets.append(Rejet(numero, "fec.champs_manquants", message))

    def _noter_vide(self, numero: int) -> None:
        self.vides += 1
        self.anomalies.noter("fec.ligne_vide", numero)

    def _signaler(self, numero: int, champs: list[str], en_tete: EnTete, debit: int) -> None:
        noter, montants = self.anomalies.noter, (champs[en_tete.debit], champs[en_tete.credit])
        if any(champs[place] in self.dates.toleres for place in en_tete.dates):
            noter("fec.forme_de_date", numero)
        if not self.montants.toleres.isdisjoint(montants):
            noter("fec.montant_au_point", numero)
        if en_tete.sens == ABSENTE and debit and self.montants[montants[1]]:
            noter("fec.montants_des_deux_cotes", numero)
        if not "".join(montants).strip():
            noter("fec.montant_absent", numero)

    def comparer_au_nom(self, nom: str) -> None:
        """Signale un nom réglementaire (SirenFECAAAAMMJJ) dont la clôture ne va pas avec les écritures."""
        trouve = _NOM_DE_FICHIER.match(nom)
        if trouve is None or not self.jours:
            return
        try:
            cloture, _ = lire_date(trouve[1])
        except ValeurIllisible:
            cloture = None
        if cloture is None or not 0 <= (cloture - max(self.jours)).days <= _EXERCICE_LE_PLUS_LONG:
            self.anomalies.noter("fec.nom_de_fichier", 1, f"{nom}, écritures jusqu'au {max(self.jours):%d/%m/%Y}")

    def conclure(self, en_tete: EnTete, encodage: str, fin_de_ligne: str) -> LectureFec:
        """Fige ce qui a été lu."""
        clients, rejetees = len(self.ecritures), len(self.rejets)
        return LectureFec(
            ecritures=tuple(self.ecritures),
            rejets=tuple(self.rejets),
            anomalies=self.anomalies.bilan(),
            journaux=self._journaux(),
            totaux=Totaux(
                lignes=clients + self.autres + rejetees,
                clients=clients,
                autres=self.autres,
                rejetees=rejetees,
                vides=self.vides,
                debit=self.debit,
                credit=self.credit,
            ),
            comptes=self.prefixes,
            premier_jour=min(self.jours, default=None),
            dernier_jour=max(self.jours, default=None),
            separateur=en_tete.separateur,
            encodage=encodage,
            fin_de_ligne=fin_de_ligne,
            colonnes=en_tete.colonnes,
        )

    def _journaux(self) -> tuple[Journal, ...]:
        reunis: dict[str, Journal] = {}
        for brut, classes in self.classes.items():
            code = brut.strip()
            connu = reunis.get(code, Journal(code, self.libelles[brut].strip(), frozenset()))
            reunis[code] = Journal(code, connu.libelle, connu.classes | classes)
        return tuple(reunis[code] for code in sorted(reunis))


class _Detail:
    """Monte les lignes clients, seules à payer le prix d'un objet."""

    def __init__(self, passe: _Passe, en_tete: EnTete) -> None:
        self.dates = passe.dates
        self.noter = passe.anomalies.noter
        self.ranger = passe.ecritures.append
        self.choisir = itemgetter(*en_tete.detail)

    def ajouter(self, numero: int, champs: list[str], jour: date, debit: int, credit: int) -> None:
        champs.append("")  # la place ABSENTE (-1) tombe sur cette zone vide
        detail = [champ.strip() for champ in self.choisir(champs)]
        journal, ecriture, compte, compte_libelle, tiers, nom, piece, jour_de_piece = detail[:8]
        libelle, lettrage, jour_de_lettrage, validation, devise = detail[8:]
        piece_date, date_lettrage = self.dates[jour_de_piece], self.dates[jour_de_lettrage]
        if not (tiers and piece_date and validation and (date_lettrage or not lettrage)):
            self._signaler(numero, tiers, piece_date, validation, lettrage and not date_lettrage)
        self.ranger(
            EcritureClient(
                numero,
                journal,
                ecriture,
                jour,
                compte,
                compte_libelle,
                tiers or compte,
                nom or compte_libelle,
                piece,
                piece_date,
                libelle,
                debit,
                credit,
                lettrage,
                date_lettrage,
                devise,
            )
        )

    def _signaler(
        self, numero: int, tiers: str, piece_date: date | None, validation: str, sans_date: str | bool
    ) -> None:
        if not tiers:
            self.noter("fec.tiers_absent", numero)
        if piece_date is None:
            self.noter("fec.date_de_piece_absente", numero)
        if not validation:
            self.noter("fec.validation_absente", numero)
        if sans_date:
            self.noter("fec.date_de_lettrage_absente", numero)


def _absent(champ: str) -> ValeurIllisible:
    return ValeurIllisible("fec.champ_absent", f"{champ} est vide ; accepté : ce champ est obligatoire")
