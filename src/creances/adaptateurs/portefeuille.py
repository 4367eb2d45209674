"""Un portefeuille : les clients d'un fichier, leurs créances, leurs événements, et le relevé de chacun.

C'est la forme commune où arrivent tous les fichiers, FEC ou CSV. Une facture que la bibliothèque ne sait pas traiter
est mise à part avec sa raison : elle n'emporte jamais les autres.

>>> dossier = DossierClient("C1", "Tarvenne", (Creance(reference="F1", montant=1000, echeance="2026-03-31"),))
>>> relever(dossier, au="2026-06-30").resultat.valeur.total
Decimal('1070.29')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit
from creances.modeles import Avoir, Creance, Evenement, Frais, Paiement
from creances.moteur.releve import Releve, releve
from creances.noyau.erreurs import DroitIncoherent, ErreurCreances
from creances.noyau.resultat import Reserve, Resultat

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Controle:
    """Les créances moins les crédits, face au solde lu dans le fichier par un autre chemin, en euros.

    `posterieurs` : ce que le fichier porte après le jour de la question, et que le relevé ignore.

    >>> Controle(Decimal(120), Decimal(50), Decimal(0), Decimal(70)).ecart
    Decimal('0')
    """

    creances: Decimal
    credits: Decimal
    posterieurs: Decimal
    solde: Decimal

    @property
    def ecart(self) -> Decimal:
        """Zéro, sauf défaut de la bibliothèque."""
        return self.creances - self.credits + self.posterieurs - self.solde

    def exiger(self, quoi: str) -> Controle:
        """Le contrôle lui-même ; lève `DroitIncoherent` (code `portefeuille.controle`) si son écart n'est pas nul."""
        if self.ecart:
            raise DroitIncoherent(
                f"contrôle, {quoi} : créances {self.creances} moins crédits {self.credits} et mouvements postérieurs "
                f"{self.posterieurs} ne font pas le solde {self.solde}",
                code="portefeuille.controle",
                ecart=self.ecart,
            )
        return self

    @classmethod
    def total(cls, controles: Iterable[Controle]) -> Controle:
        """La somme de plusieurs contrôles."""
        tous = list(controles)
        return cls(
            sum((un.creances for un in tous), ZERO),
            sum((un.credits for un in tous), ZERO),
            sum((un.posterieurs for un in tous), ZERO),
            sum((un.solde for un in tous), ZERO),
        )


@dataclass(frozen=True, slots=True)
class DossierClient:
    """Ce qu'un fichier dit d'un client. `reserves` : ce qu'il a fallu supposer pour le lire.

    `controle` : None quand le fichier n'a pas de comptes à quoi se comparer. `solde` est alors None aussi.
    """

    client: str
    nom: str
    creances: tuple[Creance, ...]
    evenements: tuple[Evenement, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    controle: Controle | None = None

    @property
    def solde(self) -> Decimal | None:
        """Le solde des comptes du client au jour de la question, en euros ; négatif, c'est à lui que l'on doit."""
        return None if self.controle is None else self.controle.solde - self.controle.posterieurs

    @property
    def crediteur(self) -> bool:
        """Les comptes disent que ce client ne doit rien, et qu'on lui doit."""
        return self.solde is not None and self.solde < 0

    @property
    def a_relever(self) -> bool:
        """Il a des créances, et ses comptes ne disent pas qu'elles sont toutes couvertes."""
        return bool(self.creances) and (self.solde is None or self.solde > 0)


@dataclass(frozen=True, slots=True)
class Ecartee:
    """Une créance mise à part et pourquoi. `reference` est vide quand c'est le client entier."""

    client: str
    reference: str
    erreur: ErreurCreances


@dataclass(frozen=True, slots=True)
class ReleveClient:
    """Le relevé d'un client ; `resultat` est None s'il n'a rien à relever ou si tout a été mis à part."""

    dossier: DossierClient
    resultat: Resultat[Releve] | None
    ecartees: tuple[Ecartee, ...] = ()


def bilan_des_mouvements(evenements: Iterable[Evenement], au: date) -> tuple[Decimal, Decimal]:
    """Les paiements et avoirs en euros : ceux qui comptent au jour dit (inclus), puis ceux d'après."""
    passes, suivants = ZERO, ZERO
    for un in evenements:
        if isinstance(un, Paiement | Avoir):
            passes, suivants = (passes + un.montant, suivants) if un.date <= au else (passes, suivants + un.montant)
    return passes, suivants


def relever(dossier: DossierClient, *, au: date | str, droit: Droit | None = None) -> ReleveClient:
    """Le relevé d'un client au jour `au` inclus (voir `creances.releve`), réserves de lecture comprises.

    Une créance refusée (donnée invalide, droit inconnu, hors champ) est mise à part avec les mouvements qui la visent,
    et le reste est relevé avec la réserve RELEVE_PARTIEL. Ne lève rien pour une erreur de la bibliothèque.
    """
    if not dossier.a_relever:
        return ReleveClient(dossier, None)
    try:
        return ReleveClient(dossier, _resultat(dossier, dossier.creances, dossier.evenements, au, droit))
    except ErreurCreances as erreur:
        return _relever_le_reste(dossier, au, droit, erreur)


def _resultat(
    dossier: DossierClient,
    creances: Sequence[Creance],
    evenements: Sequence[Evenement],
    au: date | str,
    droit: Droit | None,
    reserves: tuple[Reserve, ...] = (),
) -> Resultat[Releve]:
    resultat = releve(creances, au=au, evenements=evenements, droit=droit)
    return replace(resultat, reserves=tuple(dict.fromkeys((*dossier.reserves, *reserves, *resultat.reserves))))


def _relever_le_reste(
    dossier: DossierClient, au: date | str, droit: Droit | None, erreur: ErreurCreances
) -> ReleveClient:
    ecartees = tuple(
        Ecartee(dossier.client, creance.reference, cause)
        for creance in dossier.creances
        if (cause := _cause(creance, dossier.evenements, au, droit)) is not None
    )
    if not ecartees:
        return ReleveClient(dossier, None, (Ecartee(dossier.client, "", erreur),))
    hors = {une.reference for une in ecartees}
    gardees = [creance for creance in dossier.creances if creance.reference not in hors]
    if not gardees:
        return ReleveClient(dossier, None, ecartees)
    evenements = [un for un in dossier.evenements if _vise(un) not in hors]
    reserves = tuple(Reserve("RELEVE_PARTIEL", mots=(("creance", une.reference),)) for une in ecartees)
    try:
        return ReleveClient(dossier, _resultat(dossier, gardees, evenements, au, droit, reserves), ecartees)
    except ErreurCreances as autre:
        return ReleveClient(dossier, None, (*ecartees, Ecartee(dossier.client, "", autre)))


def _cause(
    creance: Creance, evenements: Sequence[Evenement], au: date | str, droit: Droit | None
) -> ErreurCreances | None:
    """Ce qui empêche de relever cette créance seule, sans les versements que personne n'a affectés."""
    siens = [un for un in evenements if _vise(un) == creance.reference or not isinstance(un, Paiement | Avoir | Frais)]
    try:
        releve((creance,), au=au, evenements=siens, droit=droit)
    except ErreurCreances as erreur:
        return erreur
    return None


def _vise(evenement: Evenement) -> str | None:
    return evenement.creance if isinstance(evenement, Paiement | Avoir | Frais) else None
