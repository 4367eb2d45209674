"""Ce que l'usage fait passer d'abord, et ce qu'il laisse ouvert : le temps de l'amiable. Rien ici n'est de la loi."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from creances.droit.voies import etats_des_reglements_europeens
from creances.modeles import Contestation, Echeancier, LigneEcheancier, Pause, Transmission
from creances.moteur.orientation.contraintes import EN_COURS
from creances.moteur.orientation.suivi import Suivi
from creances.moteur.orientation.valeurs import Frein
from creances.noyau.argent import centimes

_LOCAUX = frozenset({"collectivite", "sante"})
_MEDIABLES = frozenset({None, "professionnel", "public"})


def freins(suivi: Suivi) -> Iterator[Frein]:
    """Ce qui passe avant toute comparaison, dans l'ordre ; le premier décide."""
    for etape in ETAPES:
        frein = etape(suivi)
        if frein is not None:
            yield frein


def _encaissee(suivi: Suivi) -> Frein | None:
    """La plateforme annonce un paiement : il reste à le rapprocher."""
    return Frein("facture_encaissee", "rapprocher_paiement") if suivi.statut == "encaissee" else None


def _accessoires_seuls(suivi: Suivi) -> Frein | None:
    """Le montant de la facture est réglé : ce qui reste après imputation ne se poursuit que si l'entreprise le veut."""
    situation = suivi.situation
    voulus = suivi.politique.accessoires or suivi.scenario.accessoires
    if voulus or situation.fil.recu(date.min, suivi.au) < centimes(situation.creance.montant):
        return None
    return Frein("accessoires_seuls", "rien")


def _prescription_discutee(suivi: Suivi) -> Frein | None:
    """Le dossier ne montre pas l'acte qui aurait sauvé la créance : le retrouver avant de rien réclamer."""
    reponse = suivi.situation.prescription
    if reponse is None or reponse.valeur.etat != "acquise" or any(un >= suivi.au for un in reponse.valeur.termes):
        return None
    return Frein("prescription_discutee", "cesser", reponse.valeur.terme)


def _rejetee(suivi: Suivi) -> Frein | None:
    """Rejetée, la facture n'est pas délivrée."""
    return Frein("facture_rejetee", "reemettre_facture") if suivi.statut == "rejetee" else None


def _prescription_proche(suivi: Suivi) -> Frein | None:
    """À cette distance du terme, aucune lettre ne sauve plus rien : il faut un acte qui interrompt."""
    reponse = suivi.situation.prescription
    if reponse is None or reponse.valeur.terme is None:
        return None
    # Un premier terme passé n'éteint rien si un autre départ se soutient : c'est au suivant qu'il faut agir.
    terme = min((un for un in reponse.valeur.termes if un >= suivi.au), default=None)
    if terme is None or (terme - suivi.au).days > suivi.reperes.nombres["alerte_prescription"]:
        return None
    ouvrable = reponse.valeur.dernier_jour_ouvrable if terme == reponse.valeur.terme else None
    utile = ouvrable if ouvrable is not None and ouvrable >= suivi.au else terme
    return Frein("prescription_proche", "action_interruptive", utile)


def _assureur(suivi: Suivi) -> Frein | None:
    limite = suivi.contexte.limite_assureur
    if limite is None or not suivi.au <= limite <= suivi.dans(suivi.reperes.nombres["alerte_assureur"]):
        return None
    return Frein("limite_assureur", "declarer_assureur", limite)


def _avant_l_echeance(suivi: Suivi) -> Frein | None:
    if suivi.retard:
        return None
    envoi = suivi.situation.exigible - timedelta(days=suivi.reperes.nombres["jour_pre_relance"])
    return Frein("non_exigible", "attendre", envoi) if suivi.au < envoi else Frein("non_exigible", "pre_relance")


def _procedure_en_cours(suivi: Suivi) -> Frein | None:
    """Une instance est ouverte : la suivre, sans manquer ses délais."""
    for loi in suivi.lois:
        if loi.obstacle.motif == EN_COURS:
            return Frein(EN_COURS, "suivre_procedure", loi.obstacle.jour)
    return None


def _chez_un_tiers(suivi: Suivi) -> Frein | None:
    fil = suivi.situation.fil
    if pauses := fil.en_cours(Pause):
        return Frein("pause", "attendre", pauses[-1].fin)
    if transmis := fil.en_cours(Transmission):
        return Frein("chez_un_tiers", "attendre", transmis[-1].fin)
    ouverte = suivi.situation.mediation
    return None if ouverte is None else Frein("mediation_en_cours", "attendre", ouverte.fin)


def _acheteur_public(suivi: Suivi) -> Frein | None:
    """Le préfet mandate d'office la dépense d'une collectivité ; contre l'État et les autres, un médiateur d'abord."""
    if suivi.debiteur.qualite != "public" or suivi.contestee:
        return None
    tard = suivi.retard >= suivi.reperes.nombres["jour_tiers"] and suivi.fin_de_la_mise_en_demeure is None
    if not (suivi.mise_en_demeure_echue or tard):
        return None
    if suivi.debiteur.categorie_publique in _LOCAUX:
        return Frein("acheteur_public", "mandatement_office")
    return None if suivi.refuse("mediation") else Frein("acheteur_public", "mediation")


def _contestation(suivi: Suivi) -> Frein | None:
    """Lever un blocage, isoler la part contestée, traiter le litige récent, puis un médiateur, enfin le juge du fond."""
    situation = suivi.situation
    if suivi.statut == "refusee":
        return Frein("facture_refusee", "traiter_litige")
    if not suivi.contestee:
        return None
    ouvertes = situation.fil.en_cours(Contestation)
    if ouvertes and all(une.nature == "administrative" for une in ouvertes):
        return Frein("contestation_administrative", "resoudre_blocage")
    if not suivi.tout_contestee:
        return Frein("contestation_partielle", "scinder_creance")
    recente = suivi.dans(-suivi.reperes.nombres["contestation_recente"])
    if suivi.fin_de_la_mise_en_demeure is None and any(une.date >= recente for une in ouvertes):
        return Frein("contestation_recente", "traiter_litige")
    if suivi.relation and suivi.debiteur.qualite in _MEDIABLES and not suivi.refuse("mediation"):
        return Frein("contestation_serieuse", "mediation")
    privee = suivi.debiteur.qualite != "public"
    if suivi.mise_en_demeure_echue and privee and not suivi.refuse("assignation_fond"):
        return Frein("contestation_serieuse", "assignation_fond")
    return Frein("contestation_serieuse", "traiter_litige")


def _preuves(suivi: Suivi) -> Frein | None:
    return Frein("preuves_faibles", "constituer_preuve") if suivi.preuves == "faibles" else None


def _insolvabilite(suivi: Suivi) -> Frein | None:
    """Des signes que le débiteur organise son insolvabilité, et une somme qui le mérite : saisir avant de plaider."""
    if not suivi.contexte.signaux or suivi.debiteur.qualite == "public" or suivi.situation.executoire:
        return None
    if suivi.solde < suivi.reperes.sommes["conservatoire_montant"]:
        return None
    return Frein("recouvrement_menace", "saisie_conservatoire")


def _parole_donnee(suivi: Suivi) -> Frein | None:
    """Une mise en demeure court, une promesse ou un plan est tenu : attendre."""
    fin = suivi.fin_de_la_mise_en_demeure
    if fin is not None and fin >= suivi.au:
        return Frein("mise_en_demeure_en_cours", "attendre", fin)
    promesses = [une.promesse.pour_le for une in suivi.situation.promesses if une.etat == "en_cours"]
    if promesses:
        return Frein("promesse_en_cours", "attendre", promesses[-1])
    plan = suivi.situation.fil.dernier(Echeancier)
    if plan is not None and (prochaine := _plan_tenu(suivi, plan)) is not None:
        return Frein("echeancier_en_cours", "attendre", prochaine.date)
    return None


def _plan_tenu(suivi: Suivi, plan: Echeancier) -> LigneEcheancier | None:
    """La prochaine ligne du plan, si tout ce qui devait l'être est payé, tolérance comprise."""
    recu = suivi.situation.fil.recu(plan.date, suivi.au)
    echues = [une for une in plan.lignes if une.date + timedelta(days=plan.tolerance) < suivi.au]
    if recu < sum(centimes(une.montant) for une in echues):
        return None
    return next((une for une in plan.lignes if une.date >= suivi.au), None)


def _etranger(suivi: Suivi) -> Frein | None:
    pays = suivi.debiteur.pays
    mur = suivi.mise_en_demeure_echue or suivi.retard >= suivi.reperes.nombres["jour_tiers"]
    if pays == "FR" or not mur:
        return None
    # L'injonction européenne ne vaut qu'entre ses États, pour ce que la loi lui ouvre.
    voie = suivi.examiner("IPE") if pays in etats_des_reglements_europeens() else None
    europe = voie is not None and voie.etat != "fermee"
    return Frein("debiteur_etranger", "injonction_payer_europeenne" if europe else "cabinet_international")


ETAPES: tuple[Callable[[Suivi], Frein | None], ...] = (
    _encaissee,
    _accessoires_seuls,
    _prescription_proche,
    _assureur,
    _procedure_en_cours,
    _prescription_discutee,
    _rejetee,
    _avant_l_echeance,
    _chez_un_tiers,
    _acheteur_public,
    _contestation,
    _preuves,
    _insolvabilite,
    _parole_donnee,
    _etranger,
)
