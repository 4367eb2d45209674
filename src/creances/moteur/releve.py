"""Le relevé d'un client : toutes ses dettes ensemble, et chaque paiement réparti entre elles (C. civ., 1342-10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Creance, Evenement, Paiement
from creances.moteur.chronologie import Compte, Mouvement, mouvements, retroactifs
from creances.moteur.decompte import raconter
from creances.moteur.indemnite import ligne_d_indemnite
from creances.moteur.qualification import DepartMiseEnDemeure, Options, qualifier
from creances.moteur.recit import articles_du_compte, exiger_des_evenements, reserves_du_compte
from creances.noyau.argent import centimes, euros
from creances.noyau.calcul import Arrondi, BaseAnnuelle
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.imputation import C_CIV_1342_10, DetteAImputer, repartir
from creances.regles.procedure_collective import JourDuJugement


@dataclass(frozen=True, slots=True)
class DetteAuReleve:
    """Une dette du relevé : son échéance et ce qu'il en reste dû, en euros. `verse` : ce que les paiements y ont éteint."""

    reference: str
    echeance: date
    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    verse: Decimal


@dataclass(frozen=True, slots=True)
class Releve:
    """Tout ce qu'un client doit, en euros : la somme de ses dettes.

    `non_affecte` : versements et avoirs qui n'ont rien trouvé à éteindre. `solde` = `total` - `non_affecte`.
    """

    principal: Decimal
    interets: Decimal
    indemnite: Decimal
    frais: Decimal
    total: Decimal
    verse: Decimal
    non_affecte: Decimal
    solde: Decimal
    dettes: tuple[DetteAuReleve, ...]


@regle("releve", C_CIV_1342_10, "C. civ., 1343-1", "C. com., L441-10, II", "C. com., D441-5", "CCP, R2192-31")
def releve(
    creances: Sequence[Creance],
    *,
    au: JourAccepte,
    evenements: Sequence[Evenement] = (),
    ordre: Sequence[str] | None = None,
    base: BaseAnnuelle = "365",
    arrondi: Arrondi = "tranche",
    depart: DepartMiseEnDemeure = "presentation",
    jour_jugement: JourDuJugement = "exclu",
    droit: Droit | None = None,
) -> Resultat[Releve]:
    """Ce qu'un client doit au jour `au` inclus, toutes créances ensemble, en euros.

    Un paiement, un avoir ou des frais qui portent la `creance` d'une dette la visent. Un paiement que le débiteur n'a
    pas affecté se répartit : dettes échues d'abord, puis celles dont le taux est le plus lourd, puis la plus ancienne
    échéance, enfin à proportion (C. civ., 1342-10). Ce qui dépasse une dette visée se répartit de même. Un avoir ou des
    frais sans référence sont refusés dès qu'il y a plusieurs dettes. Les autres événements valent pour toutes.

    Les autres arguments sont ceux de `decompte`. Les références doivent être distinctes s'il y a plusieurs créances.

    Doute : « le plus d'intérêt d'acquitter » est lu comme le taux le plus lourd ce jour-là (réserve INTERET_A_PAYER).
    Source : C. civ., 1342-10 et 1343-1.

    >>> deux = [Creance(reference=r, montant=1000, echeance=e) for r, e in (("F1", "2026-01-31"), ("F2", "2026-03-31"))]
    >>> resultat = releve(deux, au="2026-06-30", evenements=[Paiement(date="2026-06-30", montant=1500)])
    >>> [(dette.reference, str(dette.total)) for dette in resultat.valeur.dettes]
    [('F1', '0.00'), ('F2', '660.22')]
    """
    creances, evenements = tuple(creances), tuple(evenements)
    droit = droit or droit_courant()
    options, fin = Options(ordre, base, arrondi, depart, jour_jugement), jour(au, "au")
    options.verifier()
    _exiger_des_references(creances)
    exiger_des_evenements(evenements)
    passes = tuple(un for un in evenements if un.date <= fin)
    comptes = _ouvrir(creances, passes, fin, droit, options)
    versements = _Versements(comptes)
    for mouvement in mouvements(passes, fin):
        versements.passer(mouvement)
    for compte in comptes.values():
        compte.avancer(fin)
    return _repondre(list(comptes.values()), versements, fin, droit, ordre_suppose=ordre is None)


def _exiger_des_references(creances: Sequence[Creance]) -> None:
    if not creances:
        raise DonneeInvalide("creances : reçu aucune créance ; accepté : au moins une", code="releve.vide")
    repetees = [nom for nom, fois in Counter(un.reference for un in creances).items() if fois > 1]
    if repetees:
        raise DonneeInvalide(
            f"creances, reference : reçu plusieurs fois {repetees[0]!r} ; accepté : une référence par créance",
            code="releve.reference_repetee",
        )


def _ouvrir(
    creances: Sequence[Creance], evenements: Sequence[Evenement], au: date, droit: Droit, options: Options
) -> dict[str, Compte]:
    comptes = {}
    seule = len(creances) == 1
    for creance in creances:
        vises = [
            un for un in mouvements(evenements, au) if un.creance == creance.reference or (seule and un.creance is None)
        ]
        dette = qualifier(creance, evenements, droit, options)
        comptes[creance.reference] = Compte(dette, options, retroactifs(vises))
    return comptes


class _Versements:
    """Passe chaque mouvement sur la dette qu'il vise, et répartit le reste entre toutes."""

    def __init__(self, comptes: dict[str, Compte]) -> None:
        self._comptes = comptes
        self.non_affecte = sum(compte.trop_percu for compte in comptes.values())
        self.verse = 0
        self.repartitions = 0

    def passer(self, mouvement: Mouvement) -> None:
        somme = centimes(mouvement.montant)
        paiement = isinstance(mouvement, Paiement)
        vise = self._viser(mouvement)
        if paiement:
            self.verse += somme
        if vise is not None:
            vise.avancer(mouvement.date)
            part = min(somme, vise.du) if paiement else somme
            reste = (somme - part) + (vise.passer(mouvement, part) if part else 0)
        else:
            reste = somme
        self.non_affecte += self._repartir(mouvement, reste) if paiement and reste else reste

    def _viser(self, mouvement: Mouvement) -> Compte | None:
        if mouvement.creance is None and isinstance(mouvement, Paiement):
            return None
        if mouvement.creance is None and len(self._comptes) == 1:
            return next(iter(self._comptes.values()))
        if mouvement.creance not in self._comptes:
            raise DonneeInvalide(
                f"evenements, creance : reçu {mouvement.creance!r} ; accepté : {', '.join(self._comptes)}",
                code="evenement.creance_inconnue",
            )
        return self._comptes[mouvement.creance]

    def _repartir(self, paiement: Mouvement, somme: int) -> int:
        comptes = list(self._comptes.values())
        # Une dette soldée ne porte plus rien : la sauter garde rapide le relevé d'un client à mille factures.
        ouverts = [(rang, compte) for rang, compte in enumerate(comptes) if compte.principal or compte.du]
        for _, compte in ouverts:
            compte.avancer(paiement.date)
        dettes = [
            DetteAImputer(
                rang,
                compte.du,
                compte.dette.exigible <= paiement.date,
                compte.taux_du_jour(paiement.date),
                compte.dette.exigible.toordinal(),
            )
            for rang, compte in ouverts
        ]
        self.repartitions += len({dette.taux for dette in dettes if dette.du and dette.echue}) > 1
        parts = repartir(somme, dettes)
        for rang, part in parts.items():
            comptes[rang].passer(paiement, part)
        return somme - sum(parts.values())


def _repondre(
    comptes: list[Compte], versements: _Versements, au: date, droit: Droit, *, ordre_suppose: bool
) -> Resultat[Releve]:
    lignes: list[Ligne] = []
    articles: list[str] = [C_CIV_1342_10] if len(comptes) > 1 else []
    reserves: list[Reserve] = []
    for compte in comptes:
        indemnite = ligne_d_indemnite(compte)
        lignes.append(Ligne("dette", mots=(("reference", compte.dette.creance.reference),), fin=compte.dette.exigible))
        lignes.extend(raconter(compte, au, indemnite))
        articles.extend(articles_du_compte(compte, indemnite.article))
        reserves.extend(reserves_du_compte(compte, droit, au, ordre_suppose=ordre_suppose))
    if versements.repartitions:
        reserves.append(Reserve("INTERET_A_PAYER", (C_CIV_1342_10,)))
    return Resultat(
        "releve",
        _totaliser(comptes, versements),
        tuple(lignes),
        tuple(dict.fromkeys(articles)),
        tuple(dict.fromkeys(reserves)),
        au,
        droit.version,
    )


def _totaliser(comptes: list[Compte], versements: _Versements) -> Releve:
    total = sum(compte.du for compte in comptes)
    non_affecte = versements.non_affecte
    return Releve(
        principal=euros(sum(compte.principal for compte in comptes)),
        interets=euros(sum(compte.interets for compte in comptes)),
        indemnite=euros(sum(compte.indemnite for compte in comptes)),
        frais=euros(sum(compte.frais for compte in comptes)),
        total=euros(total),
        verse=euros(versements.verse),
        non_affecte=euros(non_affecte),
        solde=euros(total - non_affecte),
        dettes=tuple(_resumer(compte) for compte in comptes),
    )


def _resumer(compte: Compte) -> DetteAuReleve:
    return DetteAuReleve(
        reference=compte.dette.creance.reference,
        echeance=compte.dette.exigible,
        principal=euros(compte.principal),
        interets=euros(compte.interets),
        indemnite=euros(compte.indemnite),
        frais=euros(compte.frais),
        total=euros(compte.du),
        verse=euros(compte.verse),
    )
