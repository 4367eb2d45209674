"""Que valent des conditions générales de vente pour qui devra se faire payer ?

`clauses` juge celles que la loi ne fait que permettre : réserve de propriété, déchéance du terme, juridiction ; et celles
qui n'ont pas leur place hors des relations entre professionnels. `constats` réunit.
"""
