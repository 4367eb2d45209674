"""Aucun centime ne se perd : ce qui entre est imputé, affecté, ou montré en trop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from creances import Avoir, Decompte, Frais, MiseEnDemeure, Paiement, Releve, decompte, penalites, releve
from strategies import DERNIER, factures, jours_connus, mouvements, ordres, periodes, rapide

ZERO = Decimal("0.00")
POSTES = ("principal", "interets", "indemnite", "frais", "total")


def _somme(valeurs: list[Decimal]) -> Decimal:
    return sum(valeurs, ZERO)


@rapide
@given(st.data(), periodes(maximum=900), st.none() | ordres)
def test_chaque_paiement_est_la_somme_de_ce_qu_il_eteint(
    data: st.DataObject, periode: tuple[date, date], ordre: tuple[str, ...] | None
) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    evenements = data.draw(mouvements(echeance))
    reste = decompte(due, au=au, evenements=evenements, ordre=ordre).valeur
    recus = [un.montant for un in evenements if isinstance(un, Paiement) and un.date <= au]
    assert reste.verse == _somme(recus) == _somme([un.montant for un in reste.imputations])
    for une in reste.imputations:
        assert une.montant == une.indemnite + une.frais + une.interets + une.principal + une.trop_percu
        assert min(une.indemnite, une.frais, une.interets, une.principal, une.trop_percu) >= 0


@rapide
@given(st.data(), periodes(maximum=900), st.sampled_from(["tranche", "total"]))
def test_ce_qui_est_du_est_ce_qui_est_ne_moins_ce_qui_est_eteint(
    data: st.DataObject, periode: tuple[date, date], arrondi: str
) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    demeure = MiseEnDemeure(date=echeance, reception=echeance)
    evenements = [demeure, *data.draw(mouvements(echeance))]
    reponse = decompte(due, au=au, evenements=evenements, arrondi=arrondi)  # type: ignore[arg-type]
    reste: Decompte = reponse.valeur
    courus = penalites(due, au=au, evenements=evenements, arrondi=arrondi).valeur  # type: ignore[arg-type]
    passes = [un for un in evenements if un.date <= au]
    nes = due.montant + courus + _somme([un.montant for un in passes if isinstance(un, Frais)])
    eteints = _somme([un.montant for un in passes if isinstance(un, Paiement | Avoir)]) - reste.trop_percu
    acquise = Decimal(40) if any(ligne.code == "indemnite.due" for ligne in reponse.lignes) else ZERO
    assert reste.total == nes + acquise - eteints
    assert reste.total == reste.principal + reste.interets + reste.indemnite + reste.frais
    assert min(reste.principal, reste.interets, reste.indemnite, reste.frais, reste.trop_percu) >= 0
    assert _somme([ligne.montant or ZERO for ligne in reponse.lignes]) == reste.total - reste.trop_percu


@rapide
@given(st.data(), st.lists(jours_connus, min_size=1, max_size=3), jours_connus)
def test_ce_que_les_dettes_absorbent_et_ce_qui_reste_font_ce_qui_est_verse(
    data: st.DataObject, echeances: list[date], au: date
) -> None:
    references = [f"F{rang}" for rang in range(len(echeances))]
    dues = [data.draw(factures(jour, nom)) for jour, nom in zip(echeances, references, strict=True)]
    paiements = data.draw(mouvements(echeances[0], references=[None, *references]))
    avoirs = data.draw(mouvements(echeances[0], references=references))
    evenements = [un for un in paiements if isinstance(un, Paiement)] + [
        un for un in avoirs if not isinstance(un, Paiement)
    ]
    reponse = releve(dues, au=au, evenements=evenements)
    obtenu: Releve = reponse.valeur
    assert obtenu.verse == _somme([un.montant for un in evenements if isinstance(un, Paiement) and un.date <= au])
    assert all(getattr(obtenu, poste) == _somme([getattr(un, poste) for un in obtenu.dettes]) for poste in POSTES)
    assert obtenu.solde == obtenu.total - obtenu.non_affecte
    passes = [un for un in evenements if un.date <= au]
    nes = _somme([ligne.montant or ZERO for ligne in reponse.lignes if (ligne.montant or ZERO) > 0])
    recus = _somme([un.montant for un in passes if not isinstance(un, Frais)])
    assert obtenu.total == nes - (recus - obtenu.non_affecte)
    if not any(isinstance(un, Avoir) for un in passes):
        assert obtenu.verse == _somme([un.verse for un in obtenu.dettes]) + obtenu.non_affecte


@rapide
@given(st.data(), jours_connus, jours_connus)
def test_le_releve_d_une_seule_dette_est_son_decompte(data: st.DataObject, echeance: date, au: date) -> None:
    due = data.draw(factures(echeance))
    evenements = data.draw(mouvements(echeance, references=[None, "F1"]))
    reste = decompte(due, au=au, evenements=evenements).valeur
    obtenu = releve([due], au=au, evenements=evenements).valeur
    assert [getattr(obtenu, poste) for poste in POSTES] == [getattr(reste, poste) for poste in POSTES]
    assert (obtenu.verse, obtenu.non_affecte) == (reste.verse, reste.trop_percu)


@rapide
@given(st.data(), jours_connus, jours_connus)
def test_un_paiement_designe_qui_ne_depasse_pas_sa_dette_vaut_comme_au_decompte(
    data: st.DataObject, echeance: date, autre: date
) -> None:
    due, voisine = data.draw(factures(echeance, "A")), data.draw(factures(autre, "B"))
    part = data.draw(st.integers(1, int(due.montant * 100)).map(lambda nombre: Decimal(nombre).scaleb(-2)))
    jour = min(max(echeance, data.draw(jours_connus)), DERNIER)
    designe = [Paiement(date=jour, montant=part, creance="A")]
    reste = decompte(due, au=DERNIER, evenements=designe).valeur
    obtenu = releve([due, voisine], au=DERNIER, evenements=designe).valeur
    assert [getattr(obtenu.dettes[0], poste) for poste in POSTES] == [getattr(reste, poste) for poste in POSTES]
    assert obtenu.dettes[1].verse == obtenu.non_affecte == 0
    assert obtenu.dettes[1].total == decompte(voisine, au=DERNIER).valeur.total
