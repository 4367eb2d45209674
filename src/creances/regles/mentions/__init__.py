"""Que doit dire une facture entre professionnels de son paiement, et que dit-elle ?

`redaction` écrit les mentions, `lecture` les retrouve dans un texte, `controle` compare ce qui est lu à ce que la loi et
le contrat demandent.
"""
