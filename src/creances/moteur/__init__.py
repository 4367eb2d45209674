"""Étage 3 : les règles assemblées dans le temps.

`qualification` dit de quel droit relève une dette, `chronologie` en rejoue les événements en entiers ; `penalites`,
`indemnite`, `decompte` et `releve` répondent ; `porte` ouvre toutes les règles aux données.
"""
