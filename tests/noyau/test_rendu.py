"""Des résultats écrits à la main, comparés signe à signe dans les deux langues et les trois formes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, Field

from creances.noyau.argent import Taux
from creances.noyau.erreurs import DonneeInvalide, DroitIncoherent
from creances.noyau.rendu import html, markdown, texte
from creances.noyau.resultat import Ligne, Reserve, Resultat

ARTICLE = "C. com., L441-10, II"
PENALITES = Resultat(
    "penalites",
    Decimal("413.68"),
    lignes=(
        Ligne("regime", mots=(("regime", "L441-10"),)),
        Ligne(
            "interets.tranche",
            ARTICLE,
            debut=date(2026, 5, 1),
            fin=date(2026, 6, 30),
            jours=61,
            assiette=Decimal("10000.00"),
            taux=Decimal("12.15"),
            base=365,
            montant=Decimal("203.05"),
        ),
        Ligne(
            "interets.tranche",
            ARTICLE,
            debut=date(2026, 7, 1),
            fin=date(2026, 8, 31),
            jours=62,
            assiette=Decimal("10000.00"),
            taux=Decimal("12.40"),
            base=365,
            montant=Decimal("210.63"),
        ),
    ),
    articles=(ARTICLE,),
    reserves=(
        Reserve("SOURCE_MOYENNE", mots=(("table", "taux_bce"),)),
        Reserve("CREANCE_CONTESTEE", (ARTICLE, "C. civ., 1353")),
    ),
    au=date(2026, 8, 31),
    droit="2026-11-21",
)


@dataclass(frozen=True)
class Imputation:
    date: date
    montant: Decimal
    frais: Decimal
    interets: Decimal


@dataclass(frozen=True)
class Decompte:
    principal: Decimal
    interets: Decimal | None
    total: Decimal
    imputations: tuple[Imputation, ...]


DECOMPTE = Decompte(
    Decimal("6535.89"),
    None,
    Decimal("16865.37"),
    (
        Imputation(date(2025, 7, 1), Decimal("4000.00"), Decimal("40.00"), Decimal("495.89")),
        Imputation(date(2025, 12, 24), Decimal("8.00"), Decimal("0.00"), Decimal("8.00")),
    ),
)


def _lignes(*lignes: str) -> str:
    return "\n".join(lignes)


def test_penalites_en_texte_francais() -> None:
    assert str(PENALITES) == _lignes(
        "Pénalités de retard au 31 août 2026\xa0: 413,68\xa0€",
        "",
        "  Régime appliqué\xa0: pénalités de retard entre professionnels (C. com., L441-10)",
        "  Du 1er mai 2026 au 30 juin 2026\xa0: 10\u202f000,00\xa0€ × 12,15\xa0% × 61 / 365"
        " (C. com., L441-10, II)      203,05\xa0€",
        "  Du 1er juillet 2026 au 31 août 2026\xa0: 10\u202f000,00\xa0€ × 12,40\xa0% × 62 / 365"
        " (C. com., L441-10, II)  210,63\xa0€",
        "",
        "Textes appliqués",
        "  - C. com., L441-10, II",
        "",
        "Réserves",
        "  - Table «\xa0taux_bce\xa0»\xa0: confiance moyenne dans la valeur appliquée\xa0;"
        " relire sa source avant de s'en prévaloir",
        "  - Créance contestée\xa0: le calcul la suppose due (C. com., L441-10, II\xa0; C. civ., 1353)",
        "",
        "Données légales\xa0: version 2026-11-21",
    )


def test_penalites_en_texte_anglais() -> None:
    assert PENALITES.texte("en") == _lignes(
        "Pénalités de retard (late-payment penalties) as at 31 August 2026: €413.68",
        "",
        "  Rules applied: late-payment penalties between businesses (C. com., L441-10)",
        "  From 1 May 2026 to 30 June 2026: €10,000.00 × 12.15% × 61 / 365 (C. com., L441-10, II)     €203.05",
        "  From 1 July 2026 to 31 August 2026: €10,000.00 × 12.40% × 62 / 365 (C. com., L441-10, II)  €210.63",
        "",
        "Authorities applied",
        "  - C. com., L441-10, II",
        "",
        "Reservations",
        "  - Table “taux_bce”: medium confidence in the value applied; read its source again before relying on it",
        "  - The debt is disputed: the computation assumes that it is due (C. com., L441-10, II; C. civ., 1353)",
        "",
        "Legal data: version 2026-11-21",
    )


def test_penalites_en_markdown() -> None:
    assert markdown(PENALITES, "en") == _lignes(
        "### Pénalités de retard (late-payment penalties) as at 31 August 2026: €413.68",
        "",
        "| Step | Authority | Amount |",
        "| :--- | :--- | ---: |",
        "| Rules applied: late-payment penalties between businesses (C. com., L441-10) |  |  |",
        "| From 1 May 2026 to 30 June 2026: €10,000.00 × 12.15% × 61 / 365 | C. com., L441-10, II | €203.05 |",
        "| From 1 July 2026 to 31 August 2026: €10,000.00 × 12.40% × 62 / 365 | C. com., L441-10, II | €210.63 |",
        "",
        "**Authorities applied**",
        "",
        "- C. com., L441-10, II",
        "",
        "**Reservations**",
        "",
        "- Table “taux\\_bce”: medium confidence in the value applied; read its source again before relying on it",
        "- The debt is disputed: the computation assumes that it is due (C. com., L441-10, II; C. civ., 1353)",
        "",
        "Legal data: version 2026-11-21",
    )
    francais = markdown(PENALITES)
    assert "| Étape | Texte | Montant |\n| :--- | :--- | ---: |\n" in francais
    assert "10\u202f000,00\xa0€ × 12,40\xa0% × 62 / 365 | C. com., L441-10, II | 210,63\xa0€ |\n" in francais


def test_penalites_en_html() -> None:
    gauche, droite = 'style="text-align: left"', 'style="text-align: right"'
    assert html(PENALITES) == _lignes(
        '<section lang="fr">',
        "<table>",
        "<caption>Pénalités de retard au 31 août 2026\xa0: 413,68\xa0€</caption>",
        f'<thead><tr><th scope="col" {gauche}>Étape</th><th scope="col" {gauche}>Texte</th>'
        f'<th scope="col" {droite}>Montant</th></tr></thead>',
        "<tbody>",
        f"<tr><td {gauche}>Régime appliqué\xa0: pénalités de retard entre professionnels (C. com., L441-10)</td>"
        f"<td {gauche}></td><td {droite}></td></tr>",
        f"<tr><td {gauche}>Du 1er mai 2026 au 30 juin 2026\xa0: 10\u202f000,00\xa0€ × 12,15\xa0% × 61 / 365</td>"
        f"<td {gauche}>C. com., L441-10, II</td><td {droite}>203,05\xa0€</td></tr>",
        f"<tr><td {gauche}>Du 1er juillet 2026 au 31 août 2026\xa0: 10\u202f000,00\xa0€ × 12,40\xa0% × 62 / 365"
        f"</td><td {gauche}>C. com., L441-10, II</td><td {droite}>210,63\xa0€</td></tr>",
        "</tbody>",
        "<tfoot>",
        f'<tr><th scope="row" {gauche}>Textes appliqués</th><td colspan="2" {gauche}>'
        "<ul><li>C. com., L441-10, II</li></ul></td></tr>",
        f'<tr><th scope="row" {gauche}>Réserves</th><td colspan="2" {gauche}><ul>'
        "<li>Table «\xa0taux_bce\xa0»\xa0: confiance moyenne dans la valeur appliquée\xa0;"
        " relire sa source avant de s&#x27;en prévaloir</li>"
        "<li>Créance contestée\xa0: le calcul la suppose due (C. com., L441-10, II\xa0; C. civ., 1353)</li>"
        "</ul></td></tr>",
        f'<tr><td colspan="3" {gauche}>Données légales\xa0: version 2026-11-21</td></tr>',
        "</tfoot>",
        "</table>",
        "</section>",
    )


def test_une_valeur_composee_en_texte() -> None:
    resultat = Resultat("decompte", DECOMPTE, lignes=PENALITES.lignes[:1], au=date(2026, 1, 1))
    assert texte(resultat) == _lignes(
        "Décompte de la créance au 1er janvier 2026",
        "",
        "  Principal   6\u202f535,89\xa0€",
        "  Intérêts   —",
        "  Total dû   16\u202f865,37\xa0€",
        "  Imputation des paiements",
        "    Date                 Montant    Frais  Intérêts",
        "    1er juillet 2025  4\u202f000,00\xa0€  40,00\xa0€  495,89\xa0€",
        "    24 décembre 2025      8,00\xa0€   0,00\xa0€    8,00\xa0€",
        "",
        "  Régime appliqué\xa0: pénalités de retard entre professionnels (C. com., L441-10)",
    )


def test_une_valeur_composee_en_markdown() -> None:
    resultat = Resultat("decompte", DECOMPTE, lignes=PENALITES.lignes[:1], au=date(2026, 1, 1))
    assert markdown(resultat, "en") == _lignes(
        "### Décompte (statement of the debt) as at 1 January 2026",
        "",
        "- **Principal** €6,535.89",
        "- **Interest** —",
        "- **Total due** €16,865.37",
        "",
        "**Imputation (allocation of payments)**",
        "",
        "| Date | Amount | Costs | Interest |",
        "| :--- | ---: | ---: | ---: |",
        "| 1 July 2025 | €4,000.00 | €40.00 | €495.89 |",
        "| 24 December 2025 | €8.00 | €0.00 | €8.00 |",
        "",
        "| Step | Authority |",
        "| :--- | :--- |",
        "| Rules applied: late-payment penalties between businesses (C. com., L441-10) |  |",
    )


def test_une_valeur_composee_en_html() -> None:
    gauche, droite = 'style="text-align: left"', 'style="text-align: right"'
    resultat = Resultat("decompte", DECOMPTE, articles=("C. civ., 1343-1",))
    assert html(resultat, "en") == _lignes(
        '<section lang="en">',
        "<table><caption>Décompte (statement of the debt)</caption><tbody>",
        f'<tr><th scope="row" {gauche}>Principal</th><td {droite}>€6,535.89</td></tr>',
        f'<tr><th scope="row" {gauche}>Interest</th><td {gauche}>—</td></tr>',
        f'<tr><th scope="row" {gauche}>Total due</th><td {droite}>€16,865.37</td></tr>',
        f'<tr><th scope="row" {gauche}>Imputation (allocation of payments)</th><td {gauche}>'
        f'<table><thead><tr><th scope="col" {gauche}>Date</th><th scope="col" {droite}>Amount</th>'
        f'<th scope="col" {droite}>Costs</th><th scope="col" {droite}>Interest</th></tr></thead><tbody>',
        f"<tr><td {gauche}>1 July 2025</td><td {droite}>€4,000.00</td><td {droite}>€40.00</td>"
        f"<td {droite}>€495.89</td></tr>",
        f"<tr><td {gauche}>24 December 2025</td><td {droite}>€8.00</td><td {droite}>€0.00</td>"
        f"<td {droite}>€8.00</td></tr>",
        "</tbody></table></td></tr>",
        "</tbody></table>",
        "<table>",
        "<caption>Working</caption>",
        "<tfoot>",
        f'<tr><th scope="row" {gauche}>Authorities applied</th><td colspan="1" {gauche}>'
        "<ul><li>C. civ., 1343-1</li></ul></td></tr>",
        "</tfoot>",
        "</table>",
        "</section>",
    )


def test_un_resultat_nu_tient_en_une_ligne() -> None:
    resultat = Resultat("echeance", date(2026, 11, 1))
    assert texte(resultat) == "Échéance\xa0: 1er novembre 2026"
    assert markdown(resultat, "en") == "### Échéance (due date): 1 November 2026"
    assert html(resultat) == (
        '<section lang="fr">\n<table>\n<caption>Échéance\xa0: 1er novembre 2026</caption>\n</table>\n</section>'
    )
    assert html(Resultat("decompte", DECOMPTE)).count("<caption>") == 1


class Conditions(BaseModel):
    """Un modèle comme ceux que l'utilisateur apporte : `Taux` dit déjà son unité."""

    principal: Taux | None = None
    interets: Taux
    reste: int = Field(json_schema_extra={"unite": "jours"})
    frais: Decimal = Field(description="des frais", json_schema_extra={"examples": ["1.00"]})
    verse: bool = True


@dataclass(frozen=True)
class Offre:
    montant: Decimal
    total: Decimal = field(metadata={"unite": "taux"})
    capitalises: tuple[Decimal, ...] = field(default=(), metadata={"unite": "taux"})


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (None, "Échéance\xa0: —"),
        ((), "Échéance\xa0: —"),
        (61, "Échéance\xa0: 61"),
        (True, "Échéance\xa0: oui"),
        ("procedure_collective", "Échéance\xa0: procédure collective"),
        ("Dupont & fils", "Échéance\xa0: Dupont & fils"),
        (
            (Decimal("1000.50"), date(2026, 2, 1), None),
            "Échéance\xa0: 1\u202f000,50\xa0€\xa0; 1er février 2026\xa0; —",
        ),
        (
            Conditions(principal="12.4", interets="8", reste=45, frais=Decimal("1.00")),
            (
                "Échéance\n\n  Principal   12,40\xa0%\n  Intérêts     8,00\xa0%\n"
                "  Reste dû  45\xa0jours\n  Frais        1,00\xa0€\n  Versé     oui"
            ),
        ),
        (
            Offre(Decimal("3.00"), Decimal("112.89"), (Decimal(1), Decimal(2))),
            (
                "Échéance\n\n  Montant                3,00\xa0€\n  Total dû             112,89\xa0%\n"
                "  Intérêts capitalisés  1,00\xa0%\xa0; 2,00\xa0%"
            ),
        ),
    ],
)
def test_chaque_sorte_de_valeur_a_son_ecriture(valeur: Any, attendu: str) -> None:
    ecrit = texte(Resultat("echeance", valeur))
    assert [ligne.split() for ligne in ecrit.split("\n")] == [ligne.split() for ligne in attendu.split("\n")]


def test_des_composes_dans_une_cellule_tiennent_sur_une_ligne() -> None:
    @dataclass(frozen=True)
    class Releve:
        client: str
        decomptes: tuple[Decompte, ...]
        total: Offre

    offre = Offre(Decimal("3.00"), Decimal("1.00"))
    resultat = Resultat("releve", (Releve("Dupont", (DECOMPTE,), offre), Releve("Durand", (), offre)))
    entetes, dupont, durand = texte(resultat, "en").split("\n")[2:]
    assert entetes.split() == ["Customer", "Décomptes", "(statements", "of", "debt)", "Total", "due"]
    assert dupont == (
        "  Dupont    Principal €6,535.89, Interest —, Total due €16,865.37, Imputation (allocation of payments)"
        " Date 1 July 2025, Amount €4,000.00, Costs €40.00, Interest €495.89"
        " / Date 24 December 2025, Amount €8.00, Costs €0.00, Interest €8.00"
        "  Amount €3.00, Total due 1.00%, Capitalised interest —"
    )
    assert durand.split()[:2] == ["Durand", "—"]
    assert html(resultat).count("<table>") == 5


def test_des_composes_sans_rien_de_commun_se_nomment_par_leur_rang() -> None:
    offre = Offre(Decimal("3.00"), Decimal("1.00"))
    imputation = DECOMPTE.imputations[0]
    attendu = _lignes(
        "Échéance",
        "",
        "  1",
        "    Montant               3,00\xa0€",
        "    Total dû              1,00\xa0%",
        "    Intérêts capitalisés  —",
    )
    assert texte(Resultat("echeance", (offre, imputation))).startswith(attendu)
    assert markdown(Resultat("echeance", (offre, imputation))).startswith(
        "### Échéance\n\n**1**\n\n- **Montant** 3,00\xa0€\n"
    )
    assert markdown(Resultat("echeance", (offre, (imputation,), 3))).startswith(
        "### Échéance\n\n- **3** 3\n\n**1**\n\n- **Montant** 3,00\xa0€\n"
    )


HOSTILE = '<script>alert("1")</script>|\n| faux | **gras** &'


def test_un_texte_hostile_ne_sort_pas_de_sa_cellule() -> None:
    ligne = Ligne("regime", HOSTILE, montant=Decimal("1.00"), mots=(("regime", HOSTILE),))
    resultat = Resultat("releve", HOSTILE, (ligne,), (HOSTILE,), (Reserve("CREANCE_CONTESTEE", (HOSTILE,)),))
    assert html(resultat).count("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;| | faux | **gras** &amp;") == 5
    assert "<script" not in html(resultat)
    neutre = '\\<script\\>alert("1")\\</script\\>\\| \\| faux \\| \\*\\*gras\\*\\* \\&'
    assert markdown(resultat).count(neutre) == 5
    assert f"\n| Régime appliqué\xa0: {neutre} | {neutre} | 1,00\xa0€ |\n" in markdown(resultat)
    assert texte(resultat).count(HOSTILE.replace("\n", " ")) == 5


@pytest.mark.parametrize("forme", [texte, markdown, html])
def test_les_refus_sont_les_memes_pour_les_trois_formes(forme) -> None:
    with pytest.raises(DonneeInvalide, match="« fr », « en »"):
        forme(PENALITES, "de")
    with pytest.raises(DroitIncoherent, match=r"regle\.inconnue"):
        forme(Resultat("inconnue", None))
    with pytest.raises(DroitIncoherent, match="float"):
        forme(Resultat("penalites", 1.5))
