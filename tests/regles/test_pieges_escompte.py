"""Les pièges de l'escompte, un test chacun."""

from __future__ import annotations

from decimal import Decimal

from creances import Conditions, Creance, Debiteur, PalierEscompte, PartTva, escompte

PRO = Debiteur(qualite="professionnel")


def _facture(montant: int, *paliers: PalierEscompte) -> Creance:
    return Creance(
        montant=montant,
        debiteur=PRO,
        emission="2026-03-31",
        echeance="2026-04-30",
        conditions=Conditions(escompte=paliers),
    )


def test_deux_pour_cent_peuvent_valoir_200_ou_16_67_euros() -> None:
    """Forfait ou taux annuel au prorata de trente jours sur 360 : la nature du taux se dit, elle ne se devine pas."""
    forfait = PalierEscompte(jours=30, taux=2)
    annuel = PalierEscompte(jours=30, taux=2, prorata="en_dehors")
    obtenus = [escompte(_facture(10000, palier), paye_le="2026-03-31").valeur.montant for palier in (forfait, annuel)]
    assert obtenus == [Decimal("200.00"), Decimal("16.67")]


def test_trois_pour_cent_pour_dix_jours_coutent_113_ou_204_pour_cent_l_an() -> None:
    """Le seuil rationnel, à 8 % l'an, n'est que de 0,2187 % ; 2/10 net 30 donne 36,73, 37,24 ou 44,59 selon la formule."""
    trois = _facture(1000, PalierEscompte(jours=10, taux=3))
    resultat = escompte(trois, paye_le="2026-04-20", financement=8)
    assert (resultat.valeur.taux_annuel_simple, resultat.valeur.taux_annuel_actuariel) == (
        Decimal("112.89"),
        Decimal("203.97"),
    )
    assert "ESCOMPTE_COUT_ANNUEL" in resultat.codes()
    assert resultat.valeur.comparaison is not None
    assert resultat.valeur.comparaison.seuil_creancier == Decimal("0.2187")
    deux = _facture(1000, PalierEscompte(jours=20, taux=2))
    sur_360, sur_365 = (escompte(deux, paye_le="2026-04-10", base=base).valeur for base in ("360", "365"))
    assert (sur_360.taux_annuel_simple, sur_365.taux_annuel_simple) == (Decimal("36.73"), Decimal("37.24"))
    assert sur_365.taux_annuel_actuariel == Decimal("44.59")


def test_hors_delai_l_escompte_est_indu_et_un_paiement_partiel_n_y_ouvre_pas_droit() -> None:
    """980 reçus en retard laissent 20 échus ; 490 reçus à temps laissent 510, sauf clause."""
    due = _facture(1000, PalierEscompte(jours=10, taux=2))
    en_retard = escompte(due, paye_le="2026-05-01", montant_paye=980)
    assert (en_retard.valeur.montant, en_retard.valeur.reste) == (Decimal("0.00"), Decimal("20.00"))
    assert {"ESCOMPTE_PERDU", "ESCOMPTE_INDU"} <= en_retard.codes()
    assert "C. com., L442-1" in en_retard.articles
    assert escompte(due, paye_le="2026-04-20", montant_paye=490).valeur.reste == Decimal("510.00")


def test_la_tva_de_l_escompte_se_passe_en_44571_chez_le_vendeur_et_44566_chez_l_acheteur() -> None:
    """10 000 hors taxe : 200 et 40 en moins, net 11 760 ; non pris, la taxe reste entière, contrairement à la Belgique."""
    due = _facture(12000, PalierEscompte(jours=10, taux=2))
    ventilation = [PartTva(ht=10000, taux=20)]
    pris = escompte(due, paye_le="2026-04-20", ventilation=ventilation).valeur
    assert pris.net == Decimal("11760.00")
    assert [ligne.compte for ligne in pris.ecritures_vendeur] == ["512", "665", "44571", "411"]
    assert [ligne.compte for ligne in pris.ecritures_acheteur] == ["401", "512", "765", "44566"]
    assert sum(ligne.debit for ligne in pris.ecritures_acheteur) == Decimal("12000.00")
    non_pris = escompte(due, paye_le="2026-04-30", ventilation=ventilation).valeur
    assert (non_pris.net, non_pris.tva_reduite) == (Decimal("12000.00"), Decimal("0.00"))
