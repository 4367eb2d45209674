"""Les indicateurs d'un portefeuille : délais, taux, efficacité, chacun avec sa formule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from creances.droit.corpus import Droit, droit_courant
from creances.droit.registre import regle
from creances.modeles import Avoir, Paiement
from creances.moteur.balance_agee.encours import Piece, echeance_de, poster, reunir
from creances.moteur.indicateurs.mesures import Mesures, Periode, mesurer
from creances.noyau.argent import MontantAccepte, centimes, euros, montant
from creances.noyau.erreurs import DonneeInvalide
from creances.noyau.proportions import pour_cent, rapport
from creances.noyau.resultat import Ligne, Reserve, Resultat
from creances.noyau.temps import JourAccepte, jour

D441_6 = "C. com., D441-6"


@dataclass(frozen=True, slots=True)
class Indicateurs:
    """Les indicateurs d'une période. None : rien à mesurer, jamais une division par zéro. Taux en pour cent.

    - `dso` = encours / chiffre d'affaires TTC × jours ; `meilleur_dso`, le même de la part non échue ; `ecart_dso`, leur
      différence (« ADD »), qui n'est pas le retard moyen.
    - `taux_d_echus` = échu / encours. `efficacite` (CEI) = (encours initial + ventes - encours) / (encours initial + ventes
      - non échu).
    - `taux_de_recouvrement` : part encaissée, dans la période, de ce qui était échu avant elle.
    - `retard_moyen` et `delai_d_encaissement` : jours de l'échéance (zéro en avance) et de l'émission au paiement, pondérés
      par les sommes encaissées.
    - `promesses_tenues` : parmi celles dont le terme tombe dans la période. `taux_d_activation` : dossiers où quelque chose
      s'est passé, parmi les dossiers ouverts.
    - `ratio_de_cout` = (coût + non recouvré) / ce qui était échu. `economie_amiable` : dossiers soldés après
      relance et sans procédure × coût d'une procédure.
    """

    encours: Decimal
    non_echu: Decimal
    echu: Decimal
    chiffre_affaires: Decimal
    dso: Decimal | None = field(metadata={"unite": "jours"})
    meilleur_dso: Decimal | None = field(metadata={"unite": "jours"})
    ecart_dso: Decimal | None = field(metadata={"unite": "jours"})
    taux_d_echus: Decimal | None = field(metadata={"unite": "taux"})
    taux_de_recouvrement: Decimal | None = field(metadata={"unite": "taux"})
    efficacite: Decimal | None = field(metadata={"unite": "taux"})
    retard_moyen: Decimal | None = field(metadata={"unite": "jours"})
    delai_d_encaissement: Decimal | None = field(metadata={"unite": "jours"})
    promesses_tenues: Decimal | None = field(metadata={"unite": "taux"})
    taux_d_activation: Decimal | None = field(metadata={"unite": "taux"})
    ratio_de_cout: Decimal | None = field(metadata={"unite": "taux"})
    economie_amiable: Decimal | None


@regle("indicateurs", D441_6)
def indicateurs(
    dossiers: Sequence[Piece],
    *,
    depuis: JourAccepte,
    au: JourAccepte,
    evenements: Sequence[Paiement | Avoir] = (),
    chiffre_affaires: MontantAccepte | None = None,
    cout: MontantAccepte | None = None,
    cout_judiciaire: MontantAccepte | None = None,
    droit: Droit | None = None,
) -> Resultat[Indicateurs]:
    """Les indicateurs du portefeuille du jour `depuis` au jour `au`, inclus. Rien de postérieur à `au` ne compte.

    L'encours est celui de `balance_agee`, arrêté à `au` et à la veille de `depuis`.

    - `chiffre_affaires` de la période, TTC ; None, ce que les dossiers ont facturé dans la période, avoirs déduits.
    - `cout` du recouvrement dans la période ; `cout_judiciaire` d'un dossier porté en justice. En euros ; None, les
      indicateurs qui en dépendent sont None.

    Doute : aucun texte ne définit ces mesures, les usages diffèrent. Ici le recouvrement se compte sur ce qui était échu
    avant la période, plafonné dossier par dossier : un trop-perçu ne dépasse pas cent pour cent. Le retard moyen ne voit
    que ce qui a été payé : un débiteur qui ne paie rien ne l'aggrave pas (réserve RETARD_DES_SEULS_PAYES).
    Erreurs : `DonneeInvalide` si `au` précède `depuis` ; celles de `balance_agee`.
    Source : usage ; tranches et retards du rapport de gestion, C. com., D441-6.

    >>> from creances.modeles import Creance
    >>> vieille = Creance(reference="F1", montant=10000, echeance="2026-06-30")
    >>> recu = Paiement(date="2026-07-20", montant=8000, creance="F1")
    >>> mesures = indicateurs([vieille], depuis="2026-07-01", au="2026-09-30", evenements=[recu]).valeur
    >>> mesures.taux_de_recouvrement, mesures.retard_moyen, mesures.dso
    (Decimal('80.00'), Decimal('20.00'), None)
    """
    droit = droit or droit_courant()
    periode = Periode(jour(depuis, "depuis"), jour(au, "au"))
    if periode.au < periode.depuis:
        raise DonneeInvalide(
            f"au : reçu {periode.au} ; accepté : {periode.depuis} ou plus tard", code="indicateurs.periode"
        )
    reunis, _ = reunir(dossiers, evenements)
    mesures = mesurer([poster(un, echeance_de(un.creance, droit), periode.au) for un in reunis], periode)
    donne = _lire(chiffre_affaires, "chiffre_affaires")
    ventes = mesures.facture if donne is None else donne
    valeur = _calculer(mesures, ventes, periode, _lire(cout, "cout"), _lire(cout_judiciaire, "cout_judiciaire"))
    return Resultat(
        "indicateurs",
        valeur,
        tuple(_lignes(mesures, valeur, periode)),
        (D441_6,),
        tuple(_reserves(mesures, suppose=donne is None)),
        periode.au,
        droit.version,
    )


def _lire(valeur: object, nom: str) -> int | None:
    if valeur is None:
        return None
    lu = montant(valeur, nom)
    if lu < 0:
        raise DonneeInvalide(f"{nom} : reçu {valeur} ; accepté : zéro ou plus", code="montant.negatif", champ=nom)
    return centimes(lu)


def _calculer(
    mesures: Mesures, ventes: int, periode: Periode, cout: int | None, cout_judiciaire: int | None
) -> Indicateurs:
    dso = rapport(mesures.encours, ventes, periode.jours)
    meilleur = rapport(mesures.non_echu, ventes, periode.jours)
    entree = mesures.encours_initial + ventes
    perdu = mesures.a_recouvrer - mesures.recouvre
    return Indicateurs(
        encours=euros(mesures.encours),
        non_echu=euros(mesures.non_echu),
        echu=euros(mesures.encours - mesures.non_echu),
        chiffre_affaires=euros(ventes),
        dso=dso,
        meilleur_dso=meilleur,
        ecart_dso=None if dso is None or meilleur is None else dso - meilleur,
        taux_d_echus=pour_cent(mesures.encours - mesures.non_echu, mesures.encours),
        taux_de_recouvrement=pour_cent(mesures.recouvre, mesures.a_recouvrer),
        efficacite=pour_cent(entree - mesures.encours, entree - mesures.non_echu),
        retard_moyen=rapport(mesures.jours_de_retard, mesures.regle),
        delai_d_encaissement=rapport(mesures.jours_depuis_emission, mesures.regle_date),
        promesses_tenues=pour_cent(mesures.tenues, mesures.promesses),
        taux_d_activation=pour_cent(mesures.actifs, mesures.ouverts),
        ratio_de_cout=None if cout is None else pour_cent(cout + perdu, mesures.a_recouvrer),
        economie_amiable=None if cout_judiciaire is None else euros(mesures.soldes_a_l_amiable * cout_judiciaire),
    )


def _lignes(mesures: Mesures, valeur: Indicateurs, periode: Periode) -> Iterator[Ligne]:
    """La formule de chaque indicateur qui a une réponse, avec les nombres dont elle s'est servie."""
    encours, ventes = ("encours", valeur.encours), ("chiffre_affaires", valeur.chiffre_affaires)
    non_echu, echu = ("non_echu", valeur.non_echu), ("echu", valeur.echu)
    initial = ("initial", euros(mesures.encours_initial))
    a_recouvrer, recouvre = ("a_recouvrer", euros(mesures.a_recouvrer)), ("recouvre", euros(mesures.recouvre))
    faits: dict[str, tuple[tuple[str, Decimal], ...]] = {
        "dso": (encours, ventes),
        "meilleur_dso": (non_echu, ventes),
        "ecart_dso": (),
        "taux_d_echus": (echu, encours),
        "taux_de_recouvrement": (recouvre, a_recouvrer),
        "efficacite": (initial, ventes, encours, non_echu),
        "retard_moyen": (("regle", euros(mesures.regle)),),
        "delai_d_encaissement": (("regle", euros(mesures.regle_date)),),
        "promesses_tenues": (),
        "taux_d_activation": (),
        "ratio_de_cout": (a_recouvrer, recouvre),
        "economie_amiable": (),
    }
    nombres: tuple[tuple[str, str | int], ...] = (
        ("tenues", mesures.tenues),
        ("promesses", mesures.promesses),
        ("actifs", mesures.actifs),
        ("ouverts", mesures.ouverts),
        ("soldes", mesures.soldes_a_l_amiable),
    )
    for nom, montants in faits.items():
        if getattr(valeur, nom) is not None:
            yield Ligne(f"indicateurs.{nom}", jours=periode.jours, montants=montants, mots=nombres)


def _reserves(mesures: Mesures, *, suppose: bool) -> Iterator[Reserve]:
    if suppose:
        yield Reserve("CHIFFRE_AFFAIRES_DES_DOSSIERS")
    if mesures.regle and mesures.encours > mesures.non_echu:
        yield Reserve("RETARD_DES_SEULS_PAYES")
