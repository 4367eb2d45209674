"""Le recouvrement amiable : les mots interdits d'un message, ce que doivent porter une mise en demeure et un tiers."""
