"""What an admin can do about somebody's account: shut and open it, end its sign-ins, give a role, print a reset slip.

2026-11-29: an account is found by its exact name alone, typed into a form and never put into an address; there is no
list to leaf through, and nothing of what somebody learned or answered is shown. Every step stands in the audit log.
2026-11-29: a reset slip is the way back for somebody who lost the password and the recovery code. An admin prints it,
never a trainer: a trainer knows the learner and the group and would gain by opening an account, and a request that is
made signed out, under any name, would let strangers put work and doubt before trainers. It is one step by one person,
who has to know whom they give it to. It works once, for an hour, only together with the name; it sets a new password,
ends every sign-in, and the account says so at each sign-in for 30 days, so it cannot be used behind its owner's back.
It is never printed for an admin, nor for who has no password (a sign-in slip is for them), and it does not stand in
for the code of an app.
2026-11-29: the last admin who can sign in can neither be shut out nor lose the role, by themselves or by anybody.
"""
