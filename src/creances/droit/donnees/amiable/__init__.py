"""Le recouvrement amiable : les mots qu'un message ne peut employer, ce qu'une mise en demeure et un tiers doivent porter."""
