"""Rédiger une lettre, la contrôler, la rendre avec son relevé et l'événement à inscrire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, cast, get_args

from creances.adaptateurs.lettres.contexte import Parties, Penalites, demande
from creances.adaptateurs.lettres.correspondance import Correspondant, MoyenDePaiement
from creances.adaptateurs.lettres.gabarits import gabarits
from creances.adaptateurs.lettres.projet import Projet, conduite
from creances.adaptateurs.lettres.verification import verifier
from creances.droit.corpus import Droit, droit_courant
from creances.modeles import Creance, Dossier, MiseEnDemeure, Relance
from creances.modeles.message import CanalDeMessage
from creances.moteur.decompte import Decompte, decompte
from creances.moteur.echeancier import PlanDePaiement
from creances.moteur.messages import contexte_message
from creances.moteur.usages.lettres import usages_des_lettres
from creances.noyau.erreurs import DonneeInvalide, exiger_parmi
from creances.noyau.rendu.catalogues import message
from creances.noyau.rendu.formats import USAGES
from creances.noyau.resultat import Resultat
from creances.noyau.temps import JourAccepte, jour
from creances.regles.controle_message import ControleMessage, controle_message

_LANGUE_DU_CONTROLE = "fr"


@dataclass(frozen=True, slots=True)
class Lettre:
    """Une lettre prête à partir.

    - `objet`, `corps` (texte), `html` (page autonome) ; `pieces` : ce qu'il faut joindre, le relevé de compte d'abord.
    - `releve` : le décompte joint ; `controle` : ce que `controle_message` en dit, toujours conforme.
    - `montant` demandé ; `dernier_jour` pour payer, None si la lettre n'en donne pas ; `penalites` : la conduite tenue.
    - `donnees` : les faits écrits, en valeurs simples, pour un autre rendu ou pour un formulaire.
    """

    modele: str
    langue: str
    objet: str
    corps: str
    html: str
    pieces: tuple[str, ...]
    releve: Resultat[Decompte]
    controle: Resultat[ControleMessage]
    montant: Decimal
    dernier_jour: date | None
    delai: int | None
    penalites: Penalites
    canal: str
    envoi: str
    donnees: dict[str, Any]

    @property
    def empreinte(self) -> str:
        """SHA-256 du texte, pour prouver ce qui a été écrit."""
        return sha256(self.corps.encode()).hexdigest()

    def evenement(self, *, date: JourAccepte, etape: str = "", auteur: str = "") -> Relance | MiseEnDemeure:
        """L'événement à inscrire au dossier quand la lettre part. Refusé pour un plan, une reconnaissance, une requête."""
        envoyee = jour(date)
        commun: dict[str, Any] = {
            "date": envoyee,
            "etape": etape or self.modele,
            "auteur": auteur,
            "empreinte": self.empreinte,
        }
        if self.envoi == "mise_en_demeure":
            return MiseEnDemeure(**commun, mode=self.canal, delai=self.delai)
        if self.envoi == "relance":
            return Relance(**commun, canal=self.canal)
        raise DonneeInvalide(
            f"modele : reçu {self.modele} ; accepté : une relance ou une mise en demeure, les autres ont leur événement",
            code="lettre.sans_evenement",
        )


def lettre(
    modele: str,
    dossier: Dossier,
    *,
    au: JourAccepte,
    langue: str = "fr",
    modeles: Path | str | None = None,
    emetteur: Correspondant | None = None,
    destinataire: Correspondant | None = None,
    creancier: Correspondant | None = None,
    canal: str | None = None,
    penalites: Penalites | None = None,
    delai: int | None = None,
    moyens_de_paiement: Sequence[MoyenDePaiement] = (),
    lien_paiement: str | None = None,
    plan: PlanDePaiement | None = None,
    pieces: Sequence[str] = (),
    mediateur: str = "",
    premiere_lettre: JourAccepte | None = None,
    droit: Droit | None = None,
) -> Lettre:
    """Une lettre au débiteur, remplie par les règles, contrôlée avant d'être rendue.

    - `modele` : "pre_relance", "relance_1" à "relance_3", "mise_en_demeure", "avis_de_penalites", "echeancier" (avec son
      `plan`), "reconnaissance", "requete_injonction" (les données d'une requête), le code d'une étape de relance des
      scénarios livrés, ou un modèle du dossier `modeles`, dont les fichiers `<langue>/<modele>.txt.j2` passent avant ceux
      de la bibliothèque.
    - `langue` : "fr" ou "en". Le contrôle lit le français : une lettre anglaise est aussi contrôlée en français.
    - `emetteur`, `destinataire` : à défaut, les parties de la créance. `creancier` : celui pour qui un tiers, un avocat ou
      un commissaire écrit, avec son adresse. `canal` et `delai` : à défaut, ceux de l'usage ; une mise en demeure laisse le
      délai à compter de sa présentation, et `dernier_jour` est le plus tôt qu'il finisse.
    - `penalites` : "masquer", "mentionner" (dites, non demandées), "reclamer" ou "renoncer" (abandonnées si le reste est
      payé à temps) ; à défaut, la première relance les masque, la deuxième les mentionne, les suivantes les réclament. Un
      consommateur ne se voit jamais parler de pénalités ni d'indemnité : seul l'intérêt légal lui est réclamé.
    - `premiere_lettre` : le jour de la première lettre d'un tiers ; None, c'est celle-ci, et elle porte les mentions de
      R124-4 CPCE : adresses et moyens de paiement sont alors exigés. Doute : un courriel complet est admis comme lettre.

    Une lettre sans objet, dont la mise en demeure par lettre électronique d'un non-professionnel qui n'y consent pas et la
    requête que la loi n'admet pas, lève `DonneeInvalide`. Jamais de frais de recouvrement mis à la charge du débiteur,
    jamais de saisie annoncée : code « message.refuse » si un modèle en dit. `ExtraAbsent` sans l'extra `lettres`.
    """
    droit, fin = droit or droit_courant(), jour(au, "au")
    exiger_parmi("langue", langue, tuple(USAGES))
    creance = dossier.creance
    usage = usages_des_lettres().get(modele, usages_des_lettres()["relance_1"])
    releve = decompte(creance, au=fin, evenements=dossier.evenements, droit=droit)
    accorde = delai if delai is not None else usage.delai_pour(creance.debiteur.qualite)
    projet = Projet(
        modele=modele,
        usage=usage,
        dossier=dossier,
        au=fin,
        droit=droit,
        releve=releve,
        demande=demande(releve, conduite(modele, dossier, penalites, usage), accorde, fin),
        parties=_parties(creance, emetteur, destinataire, creancier),
        canal=canal or usage.canal,
        moyens=moyens_de_paiement,
        lien=lien_paiement or "",
        plan=plan,
        pieces=pieces,
        mediateur=mediateur,
        premiere=None if premiere_lettre is None else jour(premiere_lettre, "premiere_lettre"),
    )
    verifier(projet)
    return _rendre(projet, langue, modeles)


def _parties(
    creance: Creance,
    emetteur: Correspondant | None,
    destinataire: Correspondant | None,
    creancier: Correspondant | None,
) -> Parties:
    """Celles qu'on donne, sinon celles de la créance ; le créancier qui écrit lui-même est l'émetteur."""
    a_qui_l_on_doit = creancier or Correspondant(nom=creance.creancier.nom, siren=creance.creancier.siren)
    qui_ecrit = emetteur or a_qui_l_on_doit
    if creancier is None and qui_ecrit.role == "creancier":
        a_qui_l_on_doit = qui_ecrit.avec(nom=creance.creancier.nom or qui_ecrit.nom)
    return Parties(qui_ecrit, destinataire or Correspondant(nom=creance.debiteur.nom), a_qui_l_on_doit)


def _rendre(projet: Projet, langue: str, modeles: Path | str | None) -> Lettre:
    donnees = projet.faits(langue)
    objet, corps, html = _ecrire(projet, langue, modeles, donnees)
    controle = _controler(corps, projet)
    if langue != _LANGUE_DU_CONTROLE:
        faits = projet.faits(_LANGUE_DU_CONTROLE)
        _controler(_ecrire(projet, _LANGUE_DU_CONTROLE, modeles, faits)[1], projet)
    return Lettre(
        modele=projet.modele,
        langue=langue,
        objet=objet,
        corps=corps,
        html=html,
        pieces=donnees["pieces"],
        releve=projet.releve,
        controle=controle,
        montant=projet.demande.montant,
        dernier_jour=projet.demande.dernier_jour,
        delai=projet.demande.delai,
        penalites=projet.demande.penalites,
        canal=projet.canal,
        envoi=projet.usage.envoi,
        donnees=donnees,
    )


def _ecrire(projet: Projet, langue: str, modeles: Path | str | None, donnees: dict[str, Any]) -> tuple[str, str, str]:
    """L'objet, première ligne du gabarit ; le corps, toute la lettre ; la page."""
    jeu = gabarits(langue, modeles)
    noms = jeu.noms()
    modele = projet.modele if projet.modele in noms else projet.usage.gabarit or projet.modele
    exiger_parmi("modele", modele, tuple(sorted(noms)))
    objet, _, propos = jeu.texte(modele, donnees).partition("\n")
    morceaux = tuple(propos.strip().split("\n\n"))
    cadre = donnees | {
        "objet": objet,
        "propos": morceaux,
        "paragraphes": tuple(tuple(morceau.split("\n")) for morceau in morceaux),
        "intitule_total": message("champ.total", langue),
    }
    return objet, jeu.texte("_lettre", cadre), jeu.html(cadre)


def _controler(corps: str, projet: Projet) -> Resultat[ControleMessage]:
    """Refuse une lettre que la loi interdit."""
    exiger_parmi("canal", projet.canal, get_args(CanalDeMessage))
    dossier, au, droit = projet.dossier, projet.au, projet.droit
    tiers = projet.emetteur.role == "tiers"
    entoure = contexte_message(
        dossier,
        au=au,
        canal=cast("CanalDeMessage", projet.canal),
        emetteur=projet.emetteur.role,
        premiere_lettre=projet.premiere is None if tiers else None,
        droit=droit,
    )
    if not projet.usage.envoi:
        # Un plan, une reconnaissance, une requête ne relancent personne.
        entoure = entoure.avec(contacts=None)
    controle = controle_message(corps, au=au, contexte=entoure, droit=droit)
    controle.valeur.exiger_conforme()
    return controle
