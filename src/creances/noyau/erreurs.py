"""Ce qui peut mal tourner : un arbre d'erreurs, chacune avec un code stable.

>>> try:
...     raise DonneeInvalide("montant : reçu 12.5 (float) ; accepté : Decimal, int ou texte", code="montant.flottant")
... except ErreurCreances as erreur:
...     erreur.code
'montant.flottant'
"""

from __future__ import annotations

from typing import Any, ClassVar, Self


class ErreurCreances(Exception):
    """Racine de toutes les erreurs de la bibliothèque.

    `code` est stable d'une version à l'autre, en ASCII ; `articles` cite les textes en cause ; `contexte` porte
    les faits (champ, valeur, table, jour…) pour qui veut écrire son propre message.
    """

    code_defaut: ClassVar[str] = "creances"

    def __init__(self, message: str, *, code: str = "", articles: tuple[str, ...] = (), **contexte: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code_defaut
        self.articles = articles
        self.contexte = contexte

    def a_propos(self, sujet: str) -> Self:
        """La même erreur, dont le message nomme d'abord son sujet : une facture parmi d'autres.

        >>> str(DonneeInvalide("echeance : reçu rien", code="x").a_propos("F1"))
        'F1 : echeance : reçu rien'
        """
        return type(self)(f"{sujet} : {self.message}", code=self.code, articles=self.articles, **self.contexte)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reconstruire, (type(self), self.message, self.code, self.articles, self.contexte)


def _reconstruire(
    classe: type[ErreurCreances], message: str, code: str, articles: tuple[str, ...], contexte: dict[str, Any]
) -> ErreurCreances:
    return classe(message, code=code, articles=articles, **contexte)


class DonneeInvalide(ErreurCreances, ValueError):
    """Une donnée fournie est refusée : le message nomme le champ, la valeur et ce qui est accepté."""

    code_defaut = "donnee.invalide"


def exiger_parmi(nom: str, valeur: object, acceptes: tuple[str, ...]) -> None:
    """Refuse une option inconnue, en nommant celles qui sont acceptées.

    >>> exiger_parmi("base", "365", ("365", "annee_civile"))
    """
    if valeur not in acceptes:
        raise DonneeInvalide(
            f"{nom} : reçu {valeur!r} ; accepté : {' ou '.join(acceptes)}", code=f"option.{nom}", valeur=valeur
        )


class DroitInconnu(ErreurCreances, LookupError):
    """Le droit demandé n'est pas connu de cette version : mieux vaut refuser qu'inventer."""

    code_defaut = "droit.inconnu"


class AvantPremiereVersion(DroitInconnu):
    """Le jour demandé précède la première ligne de la table."""

    code_defaut = "droit.avant_premiere_version"


class ApresHorizon(DroitInconnu):
    """Le jour demandé dépasse ce qui était publié quand la table a été relue."""

    code_defaut = "droit.apres_horizon"


class DroitIncoherent(ErreurCreances):
    """Nos données ou notre lecture des textes se contredisent : c'est un défaut de la bibliothèque."""

    code_defaut = "droit.incoherent"


class TableIncoherente(DroitIncoherent):
    """Une table datée a un trou, un doublon ou un ordre impossible."""

    code_defaut = "droit.table_incoherente"


class AucuneRegle(DroitIncoherent):
    """Aucune règle ne répond au cas posé."""

    code_defaut = "droit.aucune_regle"


class ConflitDeRegles(DroitIncoherent):
    """Deux règles répondent au même cas : l'ordre d'écriture ne tranche jamais."""

    code_defaut = "droit.conflit_de_regles"


class HorsChamp(ErreurCreances, NotImplementedError):
    """Le droit existe, la bibliothèque ne le couvre pas."""

    code_defaut = "hors_champ"
