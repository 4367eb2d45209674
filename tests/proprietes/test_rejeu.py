"""Rejouer n'invente rien : ni l'ordre d'écriture, ni le futur, ni les événements sans effet ne changent une somme."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from creances import (
    Avoir,
    Evenement,
    MiseEnDemeure,
    Paiement,
    ProcedureCollective,
    decompte,
    evaluer,
    penalites,
    releve,
    relire,
)
from strategies import factures, jours_connus, mouvements, periodes, rapide, sans_effet


def _sommes(data: st.DataObject, echeance: date) -> list[Evenement]:
    return [MiseEnDemeure(date=echeance, reception=echeance), *data.draw(mouvements(echeance))]


@rapide
@given(st.data(), periodes(maximum=900))
def test_l_ordre_d_ecriture_des_evenements_ne_change_rien(data: st.DataObject, periode: tuple[date, date]) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    evenements = _sommes(data, echeance)
    melanges = data.draw(st.permutations(evenements))
    un, autre = (decompte(due, au=au, evenements=lus).valeur for lus in (evenements, melanges))
    assert (un.principal, un.interets, un.total, un.trop_percu) == (
        autre.principal,
        autre.interets,
        autre.total,
        autre.trop_percu,
    )
    assert penalites(due, au=au, evenements=evenements).valeur == penalites(due, au=au, evenements=melanges).valeur


@rapide
@given(st.data(), periodes(maximum=900))
def test_ce_qui_vient_apres_la_question_ne_change_rien(data: st.DataObject, periode: tuple[date, date]) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    passes = [un for un in _sommes(data, echeance) if un.date <= au]
    lendemain = au + timedelta(days=1)
    futurs: list[Evenement] = [
        Paiement(date=lendemain, montant=1),
        Avoir(date=lendemain, montant=1, retroactif=True),
        MiseEnDemeure(date=lendemain),
        ProcedureCollective(date=lendemain),
    ]
    assert decompte(due, au=au, evenements=[*futurs, *passes]) == decompte(due, au=au, evenements=passes)
    assert releve([due], au=au, evenements=[*futurs, *passes]) == releve([due], au=au, evenements=passes)


@rapide
@given(st.data(), periodes(maximum=900))
def test_un_evenement_sans_effet_ne_change_rien(data: st.DataObject, periode: tuple[date, date]) -> None:
    echeance, au = periode
    due = data.draw(factures(echeance))
    evenements = _sommes(data, echeance)
    avec = [data.draw(sans_effet(echeance)), *evenements]
    assert decompte(due, au=au, evenements=avec).valeur == decompte(due, au=au, evenements=evenements).valeur
    assert penalites(due, au=au, evenements=avec).valeur == penalites(due, au=au, evenements=evenements).valeur


@rapide
@given(st.data(), periodes(maximum=900))
def test_la_meme_question_a_toujours_la_meme_reponse(data: st.DataObject, periode: tuple[date, date]) -> None:
    echeance, au = periode
    due, evenements = data.draw(factures(echeance)), _sommes(data, echeance)
    assert decompte(due, au=au, evenements=evenements) == decompte(due, au=au, evenements=evenements)


@rapide
@given(st.data(), st.lists(jours_connus, min_size=2, max_size=3), jours_connus)
def test_l_ordre_des_creances_ne_change_pas_ce_que_chacune_doit(
    data: st.DataObject, echeances: list[date], au: date
) -> None:
    dues = [data.draw(factures(jour, f"F{rang}")) for rang, jour in enumerate(sorted(set(echeances)))]
    paye = [Paiement(date=echeances[0], montant=data.draw(st.integers(1, 10**6)))]
    droit, envers = (
        {dette.reference: dette for dette in releve(ordre, au=au, evenements=paye).valeur.dettes}
        for ordre in (dues, dues[::-1])
    )
    assert droit == envers


@rapide
@given(st.data(), periodes(maximum=900))
def test_toute_reponse_se_relit_du_json_a_l_identique(data: st.DataObject, periode: tuple[date, date]) -> None:
    echeance, au = periode
    due, evenements = data.draw(factures(echeance)), _sommes(data, echeance)
    for nom, question in (("creance", "decompte"), ("creance", "penalites"), ("creances", "releve")):
        sujet = [due] if nom == "creances" else due
        reponse = evaluer(question, {nom: sujet, "au": au, "evenements": evenements})
        assert relire(reponse.json()) == reponse
