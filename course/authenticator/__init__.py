"""Six digits from an app on the phone: the second step when a trainer or an admin signs in.

It stands below `people` and knows a person by number, because signing in asks it; its pages are in `second_step`.

2026-11-29: for trainers and admins alone, who see other people's stories; a family member has a name and a password,
and nothing else to lose at night. It is theirs to switch on; TRAINERS_NEED_TOTP asks for it before the trainer's desk
opens.
2026-11-29: the secret is sealed with a key made from SECRET_KEY, so a copy of the database alone (a backup, a dump)
makes no codes. Whoever has the key file too can make them, and the running program can: it has to compare. The
standard library has no cipher, so the seal is a one-time pad: 20 bytes of secret under 32 bytes of HMAC-SHA256 over a
fresh nonce, with an HMAC over all of it and the person's number, so that no row can be moved to somebody else.
2026-11-29: ten codes to write down stand in for the phone, once each; 60 random bits, so a plain digest is enough.
"""
