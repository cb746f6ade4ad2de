"""Settings of the course: name, default, one sentence each.

Every setting can be given in the environment under its name with COURSE_ in front (COURSE_HOSTS="course.example.org").
The defaults are valid in production and fit to be public; secrets come from the environment or the data folder.
"""

DATA = "data"
"""The folder that holds the database and the secret key; relative to where the program is started."""

DATABASE_URL = ""
"""Where the records are; empty means the SQLite file course.sqlite3 in DATA. PostgreSQL: postgresql+psycopg://…"""

BACKUPS = ""
"""The folder for backups; empty means backups in DATA. Better on another disk, and copied to another place."""

BACKUPS_KEPT = 14
"""So many backups are kept, the newest ones; `course backup` removes older ones after it made a good one."""

SECRET_KEY = ""
"""Signs cookies; empty means the file secret.key in DATA, which `course init` makes for this machine alone."""

SECRET_KEY_FALLBACKS = ""
"""Earlier secret keys, separated by spaces, that are still accepted while people's cookies change over."""

HOSTS = "127.0.0.1 localhost"
"""The host names, separated by spaces, under which people reach the course; any other is refused."""

HTTPS = True
"""Whether people reach the course by HTTPS (they should); no lets a demo on this machine keep cookies."""

PROXIES = 0
"""How many reverse proxies (Caddy, nginx) stand in front and may say who the visitor is."""

TIME_ZONE = "UTC"
"""The IANA name of the time zone in which due dates end, such as America/Los_Angeles."""

LEAVE_TO = "https://www.weather.gov/"
"""The neutral site that "Leave this page" goes on to."""

METRICS_PORT = 0
"""The port on this machine's loopback address under which Prometheus finds /metrics; 0 means that there is none."""

IDLE_MINUTES = 30
"""A sign-in ends after this many minutes without a page."""

SIGN_IN_HOURS = 12
"""A sign-in ends after this many hours in any case."""

KEPT_DAYS = 30
"""A sign-in on a phone whose owner ticked "this is my own phone" ends after this many days instead of both of these."""

TRAINERS_NEED_TOTP = False
"""Whether trainers and admins have to set up codes from an app before the trainer's desk opens to them."""

INVITATION_DAYS = 7
"""A trainer's or admin's invitation link can be used for this many days."""

RETENTION_MONTHS = 0
"""After so many months without use `course retire-idle` deletes a learner's account; 0 keeps every account."""

SITE_ADDRESS = ""
"""Where people reach the course, for links in e-mail (https://course.example.org); empty means the first of HOSTS."""

SMTP_HOST = ""
"""The mail server that takes e-mail to learners who gave an address; without it and MAIL_FROM there is no e-mail."""

SMTP_PORT = 587
"""The port of the mail server: 587 for starttls, 465 for tls."""

SMTP_SECURITY = "starttls"
"""How the line to the mail server is kept safe: starttls, tls, or none for a server on this very machine."""

SMTP_USER = ""
"""The name to sign in with at the mail server; empty means that it asks for none."""

SMTP_PASSWORD = ""
"""The password for the mail server; give it in the environment, never in this file."""

MAIL_FROM = ""
"""The address that e-mail comes from; keep it and its domain neutral, since whoever sees the mailbox sees them."""
